//! Has the command line built again when a file is added to a folder that it takes in.

fn main() {
    for folder in ["starter", "../../../content/strings"] {
        println!("cargo::rerun-if-changed={folder}");
    }
}
