//! Files that press itself writes, by their names: where one lies, nothing else can.

/// Folders in which press gives names with a hash.
const HASHED: [&str; 2] = ["assets", "media"];

/// The least number of digits of a hash in a name.
const DIGITS: usize = 4;

/// Characters of a name in the search index.
const SHARD: usize = 8;

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

/// Files of a page.
const OF_PAGE: [&str; 4] = ["404.html", "404.json", "index.html", "index.json"];

/// Files of a language, in its folder or at the root.
const OF_LANGUAGE: [&str; 4] = [
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

/// Tells whether a path below the site's base lies where browsers keep every file for a year, since its name has its hash.
pub fn is_lasting(below: &str) -> bool {
    let folder = below.split_once('/').map(|(folder, _)| folder);
    folder.is_some_and(|folder| HASHED.contains(&folder))
}

/// Tells whether press itself may write a file at a path below the site's base.
pub fn is_own(below: &str) -> bool {
    let below = original(below).unwrap_or(below);
    let (folder, name) = below.rsplit_once('/').unwrap_or(("", below));
    if folder.is_empty() && (AT_ROOT.contains(&name) || is_sitemap(name)) || OF_PAGE.contains(&name)
    {
        return true;
    }
    let folders: Vec<&str> = folder.split('/').filter(|it| !it.is_empty()).collect();
    // The first may be that of a language.
    let inner = folders.get(1..).unwrap_or_default();
    match &folders[..] {
        ["assets", "search", _] => is_shard(name),
        [first, ..] if HASHED.contains(first) => is_hashed(name),
        [] | [_] if is_of_language(name) => true,
        folders => [folders, inner].into_iter().any(|folders| match folders {
            ["feeds"] => is_feed(name) || name == "newsletter.xml",
            ["topics", _] => is_feed(name),
            ["search"] => name == "manifest.json",
            _ => false,
        }),
    }
}

fn is_of_language(name: &str) -> bool {
    let lang = name.strip_prefix("site.");
    let is_site = |rest: &str| rest.rsplit('.').next() == Some("json");
    OF_LANGUAGE.contains(&name) || lang.is_some_and(is_site)
}

fn is_sitemap(name: &str) -> bool {
    let part = name.strip_prefix("sitemap-");
    let part = part.and_then(|it| it.strip_suffix(".xml"));
    part.is_some_and(|part| part == "news" || is_number(part))
}

/// Matches names such as `map-0123456789abcdef.png`, and those of the portal's modules.
fn is_hashed(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default();
    let stem = stem.strip_suffix("_bg").unwrap_or(stem);
    let hash = stem.rsplit_once('-').map_or("", |(_, hash)| hash);
    // A year is none.
    let is_number = hash.len() < 2 * DIGITS && is_number(hash);
    hash.len() >= DIGITS && hash.bytes().all(|digit| digit.is_ascii_hexdigit()) && !is_number
}

fn is_shard(name: &str) -> bool {
    let stem = name.strip_suffix(".bin").unwrap_or_default();
    stem.len() == SHARD
        && stem
            .bytes()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|digit| digit.is_ascii_digit())
}

/// Tells whether a name is that of a feed document, including numbered archives.
fn is_feed(name: &str) -> bool {
    let feeds = [("atom", ".xml"), ("rss", ".xml"), ("feed", ".json")];
    feeds.into_iter().any(|(stem, ending)| {
        let rest = name.strip_prefix(stem);
        let number = rest.and_then(|rest| rest.strip_suffix(ending));
        number.is_some_and(|it| it.is_empty() || it.strip_prefix('-').is_some_and(is_number))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_what_press_writes() {
        for own in [
            "assets/boot-0123456789abcdef.js",
            "assets/portal-0123456789abcdef_bg.wasm.br",
            "assets/search/en/27jfom3i.bin",
            "media/map-1200-0123456789abcdef.jpg",
            "robots.txt",
            "sitemap-news.xml",
            "sitemap-12.xml",
            "de/site.de.json",
            "de/site.de.json.br",
            "site.webmanifest",
            "news/a/index.json.gz",
            "topics/water/atom-12.xml",
            "feeds/rss.xml",
            "de/feeds/newsletter.xml",
            "de/topics/water/feed.json",
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
            "rss.xml",
            "blog/feed.json",
            "old/atom.xml",
            "podcast/rss-1.xml",
            "sitemap-old.xml",
            "share/flyer.pdf",
            "media/2024/report.pdf",
            "media/own.png",
            "media/report-2024.pdf",
            "assets/my.css",
            "feeds/x.xml",
            "feeds/rss-news.xml",
            "app/de/notices.json",
            "x/y/site.data.json",
        ] {
            assert!(!is_own(free), "{free}");
        }
    }
}
