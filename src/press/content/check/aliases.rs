//! Former addresses: each leads to one page, and takes no address of the edition.

use std::collections::{HashMap, HashSet};

use crate::config::ids::PageId;
use gazette_diagnostics::problem::{Problem, Problems};
use gazette_diagnostics::rule;

use crate::{config::site::Config, manuscript::Manuscript};

/// Folders that press fills itself.
const OWN_FOLDERS: [&str; 4] = ["assets", "feeds", "media", "share"];

/// Beginnings of names of files that press writes itself, in any folder, so that they hold for compressed copies too.
const OWN_FILES: [&str; 17] = [
    ".nojekyll",
    "404.html",
    "404.json",
    "_headers",
    "_redirects",
    "atom",
    "edition.json",
    "feed",
    "index.html.",
    "index.json",
    "offline.html",
    "robots.txt",
    "rss",
    "shell.html",
    "site.",
    "sitemap",
    "sw.js",
];

/// A former address can lead to one page only, and cannot be one that the edition has.
pub fn check(
    config: &Config,
    manuscripts: &[Manuscript],
    routes: &[PageId],
    problems: &mut Problems,
) {
    let hrefs: Vec<String> = routes.iter().map(|page| config.href(page)).collect();
    let taken: HashSet<&str> = hrefs.iter().map(|href| plain(href)).collect();
    let mut seen: HashMap<String, &str> = HashMap::new();
    for manuscript in manuscripts {
        let aliases = manuscript.news.iter().flat_map(|news| &news.aliases);
        for alias in aliases {
            let mut report = |rule, message: String, label: &str, help: &str| {
                problems.push(
                    Problem::new(rule, message)
                        .at(&manuscript.source, alias.span.clone(), label)
                        .help(help),
                );
            };
            // nginx compares them without regard to case.
            let key = plain(&alias.value).to_lowercase();
            if taken.contains(plain(&alias.value)) || is_own(&alias.value, &config.base) {
                report(
                    &rule::FRONT_MATTER_TAKEN_ALIAS,
                    format!("the alias {} is an address of this edition", alias.value),
                    "taken",
                    "Take it out: something else lies there now.",
                );
            } else if let Some(first) = seen.insert(key, manuscript.source.name()) {
                report(
                    &rule::FRONT_MATTER_DUPLICATE_ALIAS,
                    format!("the alias {} is also one of {first}", alias.value),
                    "the second",
                    "Take it out of one of them.",
                );
            }
        }
    }
}

fn plain(path: &str) -> &str {
    let path = path.strip_suffix("index.html").unwrap_or(path);
    path.strip_suffix('/').unwrap_or(path)
}

/// Whether press itself writes something at a path.
pub fn is_own(path: &str, base: &str) -> bool {
    let Some(below) = path.strip_prefix(base) else {
        return false;
    };
    let first = below.split('/').next().unwrap_or_default();
    let last = plain(below).rsplit('/').next().unwrap_or_default();
    OWN_FOLDERS.contains(&first) || OWN_FILES.iter().any(|name| last.starts_with(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn presss_own_files_are_no_aliases() {
        for own in [
            "/base/assets/a.js",
            "/base/robots.txt",
            "/base/de/site.de.json",
            "/base/404.json",
            "/base/news/index.html.br",
        ] {
            assert!(is_own(own, "/base/"), "{own}");
        }
        assert!(!is_own("/robots.txt", "/base/") && !is_own("/base/old.asp", "/base/"));
    }
}
