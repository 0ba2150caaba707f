//! Paths below the content folder.

use std::path::Path;

/// The file of view counts, below the content folder.
pub const VIEW_COUNTS: &str = "views.json";

/// Joins a path that is written in a file with the file's folder; `None` if it leads out of the content folder. Paths
/// that begin with a slash begin at the content folder.
pub fn join(from: &str, written: &str) -> Option<String> {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    let written = if let Some(rooted) = written.strip_prefix('/') {
        parts.clear();
        rooted
    } else {
        written
    };
    for part in written.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The folders in which a path lies, the outermost first.
pub fn folders(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(end, _)| &path[..end])
}

/// A path below a folder, with slashes.
pub fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path
        .components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joins_and_stays_inside() {
        assert_eq!(join("news/a.md", "b.md").as_deref(), Some("news/b.md"));
        assert_eq!(
            join("news/a.md", "../pages/b.md").as_deref(),
            Some("pages/b.md")
        );
        assert_eq!(
            join("news/a.md", "/media/x.png").as_deref(),
            Some("media/x.png")
        );
        assert_eq!(join("news/a.md", "../../x"), None);
    }
}
