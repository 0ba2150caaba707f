//! Linux and macOS swap two folders in one step.

use std::{
    fs::Permissions,
    io,
    os::unix::fs::{MetadataExt, PermissionsExt},
    path::Path,
};

use rustix::fs::{CWD, RenameFlags, renameat_with};
use tempfile::Builder;

/// Swaps two folders. File systems that cannot do it at once do it in two steps.
///
/// # Errors
/// If the system refuses; then both are as they were.
pub fn swap(new: &Path, old: &Path) -> io::Result<()> {
    renameat_with(CWD, new, CWD, old, RenameFlags::EXCHANGE)
        .or_else(|_| crate::output::swap::rename_twice(new, old))
}

/// Makes a temporary folder that web servers may read: the usual permissions, less the umask.
pub fn open_to_all<'a, 'b, 'c>(builder: &'c mut Builder<'a, 'b>) -> &'c mut Builder<'a, 'b> {
    builder.permissions(Permissions::from_mode(0o777))
}

/// Tells whether two folders lie on the same file system, so that one can take the other's place.
pub fn can_swap(one: &Path, other: &Path) -> bool {
    let device = |path: &Path| path.metadata().map(|data| data.dev()).ok();
    device(one).is_some_and(|one| device(other) == Some(one))
}
