//! Editions that differ from `dist/`, made by press on the spot.

use std::fs;
use std::path::{Path, PathBuf};

use super::fixture::{Desk, copy};

/// The demonstration site's manuscripts and the built portal, to be changed and printed.
pub struct Edition(Desk);

impl Edition {
    /// Copies both.
    pub fn new() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let desk = Desk::new(&[]);
        desk.lay_out(&root.join("content"));
        fs::remove_dir_all(desk.path("portal")).unwrap();
        copy(&root.join("target/portal"), &desk.path("portal"));
        Self(desk)
    }

    /// A path in the working folder: below `content/`, `portal/` or, once it is printed, `dist/`.
    pub fn path(&self, below: &str) -> PathBuf {
        self.0.path(below)
    }

    /// Replaces a text that a file has.
    pub fn replace(&self, file: &str, old: &str, new: &str) {
        let file = self.path(file);
        let text = fs::read_to_string(&file).unwrap();
        assert!(text.contains(old), "{}: {old}", file.display());
        fs::write(file, text.replace(old, new)).unwrap();
    }

    /// Prints the edition, and returns its folder.
    pub fn print(&self) -> PathBuf {
        let outcome = self.0.build();
        assert_eq!(outcome.code, 0, "{}", outcome.text);
        self.path("dist")
    }
}
