//! Editions that differ from `dist/`, made by press on the spot.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;
use walkdir::WalkDir;

/// Copies of the demonstration site's manuscripts and of the built portal, to be changed and printed.
pub struct Edition(TempDir);

impl Edition {
    /// Copies both.
    pub fn new() -> Self {
        let edition = Self(tempfile::tempdir().unwrap());
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        copy(&root.join("content"), &edition.path("content"));
        copy(&root.join("target/portal"), &edition.path("portal"));
        edition
    }

    /// A path in the working folder: below `content/`, `portal/` or `site/`.
    pub fn path(&self, below: &str) -> PathBuf {
        self.0.path().join(below)
    }

    /// Replaces a text that a file has.
    pub fn replace(&self, file: &str, old: &str, new: &str) {
        let file = self.path(file);
        let text = fs::read_to_string(&file).unwrap();
        assert!(text.contains(old), "{}: {old}", file.display());
        fs::write(file, text.replace(old, new)).unwrap();
    }

    /// Prints the edition into `site/<base>`, and returns `site/`.
    pub fn print(&self, base: &str) -> PathBuf {
        let site = self.path("site");
        fs::create_dir_all(&site).unwrap();
        let output = Command::new(env!("CARGO_BIN_EXE_press"))
            .args(["build", "--portal", "portal", "--out"])
            .arg(site.join(base))
            .current_dir(self.0.path())
            .output()
            .unwrap();
        assert!(output.status.success(), "{output:?}");
        site
    }
}

fn copy(from: &Path, to: &Path) {
    for entry in WalkDir::new(from) {
        let entry = entry.unwrap();
        let below = entry.path().strip_prefix(from).unwrap();
        if entry.file_type().is_dir() {
            fs::create_dir_all(to.join(below)).unwrap();
        } else {
            fs::copy(entry.path(), to.join(below)).unwrap();
        }
    }
}
