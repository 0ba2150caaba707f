//! Other systems rename one folder after the other.

use std::{io, path::Path};

use tempfile::Builder;

/// Swaps two folders in two steps.
///
/// # Errors
/// If the system refuses; then both are as they were.
pub fn swap(new: &Path, old: &Path) -> io::Result<()> {
    crate::output::swap::rename_twice(new, old)
}

/// Makes a temporary folder with the usual permissions.
pub fn open_to_all<'a, 'b, 'c>(builder: &'c mut Builder<'a, 'b>) -> &'c mut Builder<'a, 'b> {
    builder
}

/// Reports that two folders may lie on different file systems, since this system does not tell.
pub fn can_swap(_: &Path, _: &Path) -> bool {
    false
}
