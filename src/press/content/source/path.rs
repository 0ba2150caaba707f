//! Paths below the content folder.

use std::path::Path;

/// The file of view counts, below the content folder.
pub const VIEW_COUNTS: &str = "views.json";

/// Endings of Markdown files, of which press reads the first.
const MARKDOWN: [&str; 6] = ["md", "markdown", "mdown", "mdwn", "mkd", "mkdn"];

/// Tells whether a file is Markdown by its name, whatever the ending that an editor's program has given it.
pub fn is_markdown(path: &str) -> bool {
    let ending = Path::new(path).extension().unwrap_or_default();
    MARKDOWN
        .iter()
        .any(|known| ending.eq_ignore_ascii_case(known))
}

/// Tells whether press reads a manuscript at a path below the content folder.
pub fn is_manuscript(path: &str) -> bool {
    let is_there = path.starts_with("news/") || path.starts_with("pages/");
    is_there
        && Path::new(path)
            .extension()
            .is_some_and(|ending| ending == MARKDOWN[0])
}

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
