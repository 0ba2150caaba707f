//! Editions that differ from `dist/`, made by press on the spot.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use super::{
    fixture::{Desk, copy, newsroom},
    setting::setting,
};

/// A site's manuscripts and the built portal, to be changed and printed.
pub struct Edition(Desk);

impl Edition {
    /// Copies those of the demonstration site.
    pub fn new() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let desk = Desk::new(&[]);
        desk.lay_out(&root.join("content"));
        Self::of(desk)
    }

    /// The newsroom that writes from right to left.
    pub fn newsroom() -> Self {
        Self::of(newsroom())
    }

    /// Manuscripts with the built portal.
    fn of(desk: Desk) -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
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

    /// Prints the edition, and returns its folder. Smaller pictures are made once for all journeys, and as quickly as
    /// editors have them made.
    pub fn print(&self) -> PathBuf {
        let cache = Path::new(env!("CARGO_TARGET_TMPDIR")).join("editions");
        let mut press = Command::new(setting("GAZETTE_PRESS"));
        press.args(["build", "--portal", "portal", "--cache"]);
        let output = press.arg(cache).current_dir(self.path("")).output();
        let output = output.unwrap();
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        self.path("dist")
    }
}
