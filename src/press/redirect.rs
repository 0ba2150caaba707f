//! Former addresses of articles, and the way from there to where they are now.

use std::collections::{HashMap, HashSet};

use super::{
    config::Config, edition::Edition, manuscript::Manuscript, problem::Problem, timing::Audience,
};
use crate::model::{Route, escape};

/// A former address.
pub struct Redirect {
    /// Path from the host's root, with a slash at its start, unescaped.
    pub from: String,
    /// Path from the host's root of the page that has taken its place.
    pub to: String,
    title: String,
    lang: String,
}

/// Folders that press fills itself.
const OWN_FOLDERS: [&str; 4] = ["assets", "feeds", "media", "share"];

/// Beginnings of names of files that press writes itself, in any folder.
const OWN_FILES: [&str; 14] = [
    ".nojekyll",
    "_headers",
    "_redirects",
    "atom",
    "edition.json",
    "feed",
    "index.json",
    "offline.html",
    "robots.txt",
    "rss",
    "shell.html",
    "site.",
    "sitemap",
    "sw.js",
];

/// Whether a text can be an alias: a path that every host understands as it stands.
pub fn is_path(text: &str) -> bool {
    let is_plain = |c: char| {
        !c.is_whitespace() && !c.is_control() && !"?#%\\\"'`<>*:;,$|&(){}[]^~!".contains(c)
    };
    let Some(rest) = text.strip_prefix('/') else {
        return false;
    };
    let rest = rest.strip_suffix('/').unwrap_or(rest);
    let (folders, _) = rest.rsplit_once('/').unwrap_or_default();
    text.chars().all(is_plain)
        && !rest
            .split('/')
            .any(|part| matches!(part, "" | "." | "..") || part.len() > 200)
        // Pages lie there, and a file cannot be a folder as well.
        && !folders.split('/').any(is_page)
}

/// All redirects, in the order of their addresses. The desk's preview has none: two of its pages may be meant to take
/// each other's place.
pub fn all(edition: &Edition) -> Vec<Redirect> {
    if edition.as_of.audience == Audience::Desk {
        return Vec::new();
    }
    let config = &edition.config;
    let mut redirects: Vec<Redirect> = edition
        .manuscripts
        .iter()
        .flat_map(|manuscript| {
            let locale = &config.languages[manuscript.language];
            let aliases = manuscript.news.iter().flat_map(|news| &news.aliases);
            aliases.map(|alias| Redirect {
                from: alias.value.clone(),
                to: locale.href(&manuscript.route),
                title: manuscript.title.clone(),
                lang: locale.site.lang.clone(),
            })
        })
        .collect();
    redirects.sort_by(|a, b| a.from.cmp(&b.from));
    redirects
}

/// A former address can lead to one page only, and cannot be one that the edition has.
pub fn check(
    config: &Config,
    manuscripts: &[Manuscript],
    routes: &[(usize, Route)],
    problems: &mut Vec<Problem>,
) {
    let hrefs: Vec<String> = routes
        .iter()
        .map(|(language, route)| config.languages[*language].href(route))
        .collect();
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
                    "front-matter::taken-alias",
                    format!("the alias {} is an address of this edition", alias.value),
                    "taken",
                    "Take it out: something else lies there now.",
                );
            } else if let Some(first) = seen.insert(key, manuscript.source.name()) {
                report(
                    "front-matter::duplicate-alias",
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

fn is_page(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    [".html", ".htm"]
        .iter()
        .any(|ending| name.ends_with(ending))
}

impl Redirect {
    /// Where a page for hosts without rules lies in the edition; `None` where the address is outside the site's base.
    pub fn file(&self, base: &str) -> Option<String> {
        let below = self.from.strip_prefix(base)?;
        Some(match below.strip_suffix('/') {
            Some(folder) => format!("{folder}/index.html"),
            None if is_page(below) => below.to_owned(),
            // Hosts lead from the folder's name to its page.
            None => format!("{below}/index.html"),
        })
    }

    /// That page: it sends browsers on, search engines too, and everyone else has a link.
    pub fn page(&self, config: &Config) -> String {
        let (to, title) = (escape(&self.to), escape(&self.title));
        format!(
            "<!doctype html><html lang=\"{}\"><head><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width\"><title>{title}</title>\
             <link rel=\"canonical\" href=\"{}\"><meta http-equiv=\"refresh\" content=\"0; url={to}\"></head>\
             <body><p><a href=\"{to}\">{title}</a></p></body></html>\n",
            escape(&self.lang),
            escape(&config.absolute(&self.to)),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn aliases_are_plain_paths() {
        for good in ["/old.asp", "/舊/新聞.html", "/a/b/", "/a/b.html"] {
            assert!(is_path(good), "{good}");
        }
        for bad in [
            "old",
            "/",
            "/a//b",
            "/../a",
            "/a?b=1",
            "/a b",
            "/a.html/b",
            "/a%20b",
            "/*",
        ] {
            assert!(!is_path(bad), "{bad}");
        }
    }

    #[test]
    fn presss_own_files_are_no_aliases() {
        for own in [
            "/base/assets/a.js",
            "/base/robots.txt",
            "/base/de/site.de.json",
        ] {
            assert!(is_own(own, "/base/"), "{own}");
        }
        assert!(!is_own("/robots.txt", "/base/") && !is_own("/base/old.asp", "/base/"));
    }
}
