//! Former addresses: each leads to one page, and takes no address of the edition.

use std::collections::{HashMap, HashSet};

use crate::config::ids::PageId;
use gazette_diagnostics::problem::{Problem, Problems};
use gazette_diagnostics::rule;

use crate::{
    check::own_files,
    config::site::Config,
    manuscript::Manuscript,
    source::{load::Sources, path::folders},
};

/// A former address can lead to one page only, and cannot be one that the edition has.
pub fn check<'r>(
    sources: &Sources,
    config: &Config,
    manuscripts: &[Manuscript],
    routes: impl Iterator<Item = &'r PageId>,
    problems: &mut Problems,
) {
    let hrefs: Vec<String> = routes.map(|page| config.href(page)).collect();
    let taken: HashSet<&str> = hrefs.iter().map(|href| plain(href)).collect();
    let is_static = |path: &str| {
        let below = path.strip_prefix(&config.base);
        below.is_some_and(|below| {
            let page = format!("{}/index.html", plain(below));
            let mut way = prefixes(plain(below));
            way.any(|path| sources.statics.contains_key(path))
                || sources.statics.contains_key(&page)
        })
    };
    let mut seen: HashMap<&str, &str> = HashMap::new();
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
            if taken.contains(plain(&alias.value))
                || is_own(&alias.value, &config.base)
                || is_static(&alias.value)
            {
                report(
                    &rule::FRONT_MATTER_TAKEN_ALIAS,
                    format!("the alias {} is an address of this edition", alias.value),
                    "taken",
                    "Take it out: something else lies there now.",
                );
            } else if let Some(first) = seen.insert(plain(&alias.value), manuscript.source.name()) {
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

/// A path without what makes no difference to hosts: a slash at its end, and the name of a folder's page.
pub fn plain(path: &str) -> &str {
    let path = match path.strip_suffix("index.html") {
        Some(folder) if folder.ends_with('/') => folder,
        _ => path,
    };
    path.strip_suffix('/').unwrap_or(path)
}

/// Tells whether an alias at a path from the host's root would collide with a file that press writes.
pub fn is_own(path: &str, base: &str) -> bool {
    let below = path.strip_prefix(base).map(plain);
    below
        .is_some_and(|below| own_files::is_lasting(below) || prefixes(below).any(own_files::is_own))
}

/// The folders in which a path lies, and the path.
fn prefixes(path: &str) -> impl Iterator<Item = &str> {
    folders(path).chain([path])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn presss_own_files_are_no_aliases() {
        for own in [
            "/base/assets/boot-0123456789abcdef.js",
            "/base/media/old.png",
            "/base/robots.txt",
            "/base/robots.txt/",
            "/base/robots.txt/old",
            "/base/news/index.json/old/",
            "/base/de/site.de.json",
            "/base/404.json",
            "/base/news/index.html.br",
        ] {
            assert!(is_own(own, "/base/"), "{own}");
        }
        for free in ["/robots.txt", "/base/old.asp", "/base/old/index.html"] {
            assert!(!is_own(free, "/base/"), "{free}");
        }
    }

    #[test]
    fn pages_have_one_name() {
        for path in ["/a/b", "/a/b/", "/a/b/index.html"] {
            assert_eq!(plain(path), "/a/b");
        }
        assert_eq!(plain("/a/myindex.html"), "/a/myindex.html");
    }
}
