//! Taplo, which completes and checks TOML in editors, understands the schemas of what is written in `content/`.

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

use crate::{fixture::Desk, setting::setting};

/// Asks Taplo about files in a folder that has its configuration: its words, and whether it found no fault.
fn taplo(folder: &Path, files: &[&str]) -> (bool, String) {
    let package = Path::new(&setting("GAZETTE_NPM")).join("node_modules/@taplo/cli");
    let mut command = Command::new(setting("GAZETTE_NODE"));
    command.arg(package.join("dist/cli.js"));
    command.args(["lint", "--colors", "never"]).args(files);
    let Output {
        status,
        stdout,
        stderr,
    } = command
        .env("RUST_LOG", "debug")
        .current_dir(folder)
        .output()
        .unwrap();
    let told = String::from_utf8([stdout, stderr].concat()).unwrap();
    // Without its configuration it would look at nothing but the syntax.
    let asked = told.matches("using schema").count();
    assert_eq!(asked, files.len(), "{told}");
    (status.success(), told)
}

#[test]
fn taplo_finds_no_fault() {
    let (is_good, told) = taplo(
        Path::new(env!("CARGO_MANIFEST_DIR")),
        &["content/site.toml", "content/strings/en.toml"],
    );
    assert!(is_good, "{told}");
}

#[test]
fn taplo_sees_mistakes_on_a_new_site() {
    let desk = Desk::new(&[]);
    assert_eq!(desk.press(&["init", "site"]).code, 0);
    let files = ["content/site.toml", "content/strings/en.toml"];
    let (is_good, told) = taplo(&desk.path("site"), &files);
    assert!(is_good, "{told}");
    for (file, from, to, fault) in [
        (files[0], "url =", "ulr =", "\"url\" is a required property"),
        (
            files[0],
            "header = \"U\"",
            "header = 7",
            "7 is not of type \"string\"",
        ),
        (files[1], "\"ltr\"", "\"up\"", "\"up\" is not one of"),
    ] {
        let path = desk.path("site").join(file);
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, text.replacen(from, to, 1)).unwrap();
        let (is_good, told) = taplo(&desk.path("site"), &[file]);
        assert!(!is_good && told.contains(fault), "{fault}: {told}");
        fs::write(&path, text).unwrap();
    }
}
