//! Files that press itself writes, by their names: where one lies, nothing else can.

/// Folders that press fills itself.
const FOLDERS: [&str; 4] = ["assets", "feeds", "media", "share"];

/// Files at the root of an edition.
const AT_ROOT: [&str; 7] = [
    ".nojekyll",
    "_headers",
    "_redirects",
    "edition.json",
    "robots.txt",
    "sitemap.xml",
    "sw.js",
];

/// Files of a page, or of a language.
const ANYWHERE: [&str; 8] = [
    "404.html",
    "404.json",
    "index.html",
    "index.json",
    "notices.json",
    "offline.html",
    "shell.html",
    "site.webmanifest",
];

/// Endings of compressed copies.
const COPIES: [&str; 2] = [".br", ".gz"];

/// The file that a compressed copy is one of, if it is.
pub fn original(path: &str) -> Option<&str> {
    COPIES.iter().find_map(|ending| path.strip_suffix(ending))
}

/// Tells whether press itself may write a file at a path below the site's base.
pub fn is_own(below: &str) -> bool {
    let below = original(below).unwrap_or(below);
    let (folder, name) = below.rsplit_once('/').unwrap_or(("", below));
    let first = below.split('/').next().unwrap_or_default();
    let is_in = |last: &str| folder.rsplit('/').next() == Some(last);
    FOLDERS.contains(&first)
        || (folder.is_empty() && (AT_ROOT.contains(&name) || is_one_of(name, "sitemap", ".xml")))
        || ANYWHERE.contains(&name)
        || (name == "newsletter.xml" && is_in("feeds"))
        || is_feed(name)
        || name
            .strip_prefix("site.")
            .is_some_and(|rest| rest.rsplit('.').next() == Some("json"))
        || (name == "manifest.json" && is_in("search"))
}

/// Tells whether a name is that of a feed document, including numbered archives.
fn is_feed(name: &str) -> bool {
    let feeds = [("atom", ".xml"), ("rss", ".xml"), ("feed", ".json")];
    let mut feeds = feeds.into_iter();
    feeds.any(|(stem, ending)| {
        name.strip_suffix(ending) == Some(stem) || is_one_of(name, stem, ending)
    })
}

/// Matches names of the form `stem-….ending`.
fn is_one_of(name: &str, stem: &str, ending: &str) -> bool {
    let middle = name
        .strip_prefix(stem)
        .and_then(|name| name.strip_suffix(ending));
    middle.is_some_and(|middle| middle.starts_with('-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_what_press_writes() {
        for own in [
            "assets/a.js",
            "robots.txt",
            "sitemap-news.xml",
            "de/site.de.json",
            "de/site.de.json.br",
            "news/a/index.json.gz",
            "topics/water/atom-12.xml",
            "de/feeds/newsletter.xml",
            "de/search/manifest.json",
        ] {
            assert!(is_own(own), "{own}");
        }
        for free in [
            "old.asp",
            "old/newsletter.xml",
            "feedback/",
            "feedback",
            "old/sitemap.asp",
            "site.asp",
            "rss-news.asp",
            "atomic/energy.xml",
            "old/robots.txt",
            "old/assets/a.js",
        ] {
            assert!(!is_own(free), "{free}");
        }
    }
}
