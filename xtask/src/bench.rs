//! Measuring: how fast press prints, how fast readers see and move about, how fast editors see, what searching takes. Benchmarks
//! report; they do not judge.

pub mod load;
pub mod moving;
pub mod press;
pub mod search;
pub mod serve;
pub mod shells;

pub mod corpus;
mod front;
mod lighthouse;
mod peers;
mod watch;

use std::{fs, path::Path};

use anyhow::{Context, Result, ensure};
use walkdir::WalkDir;

use crate::build::DIST;

/// The edition that is measured.
///
/// # Errors
/// If it is not built, as the page shows on which the measurement begins.
fn edition(page: &str) -> Result<&'static Path> {
    let dist = Path::new(DIST);
    ensure!(
        dist.join(page).join("index.html").is_file(),
        "nothing to measure: run `cargo xtask build`"
    );
    Ok(dist)
}

/// Removes a folder, if it is there.
///
/// # Errors
/// If the disk refuses.
pub fn remove(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)
            .with_context(|| format!("cannot remove {}", folder.display()))?;
    }
    Ok(())
}

/// Copies a folder.
fn copy(from: &Path, to: &Path) -> Result<()> {
    for entry in WalkDir::new(from) {
        let entry = entry.with_context(|| format!("cannot list {}", from.display()))?;
        let target = to.join(entry.path().strip_prefix(from)?);
        if entry.file_type().is_dir() {
            fs::create_dir_all(&target)
        } else {
            fs::copy(entry.path(), &target).map(drop)
        }
        .with_context(|| format!("cannot write {}", target.display()))?;
    }
    Ok(())
}

/// The middle of some measurements; of an even number, the upper one of the two.
fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_middle() {
        assert_eq!(median(vec![3.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(Vec::new()), None);
    }
}
