//! Differences between operating systems: swapping two folders, and permissions of a new one.

#[cfg(any(target_os = "linux", target_os = "macos"))]
mod at_once;
#[cfg(not(any(target_os = "linux", target_os = "macos")))]
mod in_steps;

use std::{fs, io, path::Path};

#[cfg(any(target_os = "linux", target_os = "macos"))]
pub use at_once::{can_swap, open_to_all, swap};
#[cfg(not(any(target_os = "linux", target_os = "macos")))]
pub use in_steps::{can_swap, open_to_all, swap};

/// Swaps two folders by renaming, with a moment in between when there is none.
fn rename_twice(new: &Path, old: &Path) -> io::Result<()> {
    let aside = new.with_extension("old");
    fs::rename(old, &aside)?;
    if let Err(error) = fs::rename(new, old) {
        fs::rename(&aside, old)?;
        return Err(error);
    }
    fs::rename(&aside, new)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways_swap() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let (a, b) = (folder.path().join("a.press-x"), folder.path().join("b"));
        fs::create_dir(&a)?;
        fs::create_dir(&b)?;
        fs::write(a.join("new"), "")?;
        swap(&a, &b)?;
        assert!(b.join("new").is_file() && a.is_dir());
        rename_twice(&a, &b)?;
        assert!(a.join("new").is_file() && b.is_dir());
        Ok(())
    }
}
