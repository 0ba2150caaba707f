//! Files in the content folder that are no content: what is hidden, and what editors, office programs, file managers and
//! programs that copy files leave behind.

/// Endings of backups, locks and half-written files.
const ENDINGS: [&str; 18] = [
    "~",
    ".bak",
    ".crdownload",
    ".kate-swp",
    ".old",
    ".orig",
    ".part",
    ".partial",
    ".rej",
    ".save",
    ".swo",
    ".swp",
    ".swx",
    ".temp",
    ".tmp",
    "___jb_bak___",
    "___jb_old___",
    "___jb_tmp___",
];

/// Names of files and folders that systems make by themselves. Vim tries out whether it may write with 4913.
const NAMES: [&str; 9] = [
    "$recycle.bin",
    "4913",
    "@eadir",
    "__macosx",
    "desktop.ini",
    "ehthumbs.db",
    "icon\r",
    "system volume information",
    "thumbs.db",
];

/// Hidden files and folders that hosts look for at the root of a site, below the folder of files for it.
const SHOWN: [&str; 3] = [".domains", ".htaccess", ".well-known"];

/// The folder of files that are published as they are, at the site's root.
pub const STATIC: &str = "static";

/// Tells whether a file or folder is ignored, by its path relative to the content folder, with slashes.
pub fn is_ignored(path: &str) -> bool {
    let mut parts = path.split('/').peekable();
    let is_static = parts.next_if_eq(&STATIC).is_some();
    let mut at_root = is_static;
    parts.any(|name| {
        let is_shown = at_root && SHOWN.contains(&name);
        at_root = false;
        !is_shown && is_leftover(name)
    })
}

fn is_leftover(name: &str) -> bool {
    let lower = name.to_lowercase();
    name.starts_with('.')
        || name.starts_with("~$")
        || (name.len() > 1 && name.starts_with('#') && name.ends_with('#'))
        || ENDINGS.iter().any(|ending| lower.ends_with(ending))
        || NAMES.contains(&lower.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leftovers_are_no_content() {
        for leftover in [
            ".git/config",
            ".DS_Store",
            "news/.#a.md",
            "news/#a.md#",
            "news/a.md~",
            "news/a.md.~1~",
            "news/a.md.bak",
            "news/a.md.BAK",
            "news/.a.md.swp",
            "news/a.md.swp",
            "news/4913",
            "news/~$a.docx",
            "news/~WRL0001.tmp",
            "media/Thumbs.db",
            "media/desktop.ini",
            "media/._a.jpg",
            "media/@eaDir/a.jpg",
            "media/a.jpg.crdownload",
            "__MACOSX/news/a.md",
            "news/.syncthing.a.md.tmp",
            "news/a.md.orig",
            "news/a.md___jb_tmp___",
            "static/.git/config",
            "static/.env",
            "static/docs/.htaccess",
            "news/.well-known/a.md",
        ] {
            assert!(is_ignored(leftover), "{leftover}");
        }
        for content in [
            "site.toml",
            "news/a.md",
            "news/#1.md",
            "news/bak.md",
            "news/a~b.md",
            "media/4913.png",
            "media/tmp/a.png",
            "static/.well-known/security.txt",
            "static/.htaccess",
            "static/CNAME",
            "static/old/index.html",
        ] {
            assert!(!is_ignored(content), "{content}");
        }
    }
}
