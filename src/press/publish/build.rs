//! Lays out the portal's files for press to take in: those of the folder that `GAZETTE_PORTAL` names from the repository's root,
//! else none.

use std::{env, error::Error, fs, io, path::Path};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-env-changed=GAZETTE_PORTAL");
    let own = Path::new(&env::var("OUT_DIR")?).join("portal");
    if own.exists() {
        fs::remove_dir_all(&own)?;
    }
    fs::create_dir_all(&own)?;
    if let Some(portal) = env::var_os("GAZETTE_PORTAL") {
        // Cargo runs this in the crate's own folder.
        let root = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("../../..");
        let portal = root.join(portal);
        println!("cargo::rerun-if-changed={}", portal.display());
        copy(&portal, &own).map_err(|error| format!("{}: {error}", portal.display()))?;
    }
    Ok(())
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            fs::create_dir(&target)?;
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
