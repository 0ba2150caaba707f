//! Former addresses of articles, and the way from there to where they are now.

use std::collections::{HashMap, HashSet};

use gazette_content::{
    check::aliases::{is_own, plain},
    checked_site::CheckedSite,
    config::site::Config,
    manuscript::alias::is_page,
    visibility::Audience,
};
use gazette_model::escape;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// Characters of a path that stand in it as they are; all others are escaped in addresses.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'/');

/// By what [`Redirect::page`] is known.
pub const PAGE: &[u8] = b"<meta http-equiv=\"refresh\" content=\"0; url=";

/// Characters that no file's name can have here.
const UNNAMEABLE: &str = if cfg!(windows) { "\\:*?\"<>|" } else { "\\" };

/// True where file systems commonly tell capitals from small letters.
const HAS_CAPITALS: bool = !cfg!(any(windows, target_os = "macos"));

/// The longest name of a file, in bytes, so that its compressed copies have one as well.
const LONGEST_NAME: usize = 200;

/// A former address.
pub struct Redirect {
    /// Path from the host's root, with a slash at its start, unescaped.
    pub from: String,
    /// Path from the host's root of the page that has taken its place.
    pub to: String,
    /// True if another address differs from it only in capitals: then servers must match case.
    pub is_exact: bool,
    title: String,
    lang: String,
}

/// All redirects, in the order of their addresses. The desk's preview has none: two of its pages may be meant to take
/// each other's place.
pub fn all(edition: &CheckedSite) -> Vec<Redirect> {
    if edition.as_of.audience == Audience::Editors {
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
                is_exact: false,
                title: manuscript.title.clone(),
                lang: locale.site.lang.clone(),
            })
        })
        .collect();
    redirects.sort_by(|a, b| a.from.cmp(&b.from));
    tell_apart(edition, &mut redirects);
    redirects
}

/// Marks addresses that differ from another one, of a page or a former one, in capitals alone.
fn tell_apart(edition: &CheckedSite, redirects: &mut [Redirect]) {
    let config = &edition.config;
    let key = |path: &str| plain(path).to_ascii_lowercase();
    let pages = edition.pages().into_iter();
    let pages = pages.map(|page| config.href(page));
    let statics = edition.statics.keys().map(|path| config.path(path));
    let taken: HashSet<String> = pages.chain(statics).map(|path| key(&path)).collect();
    let mut count: HashMap<String, usize> = HashMap::new();
    for redirect in redirects.iter() {
        *count.entry(key(&redirect.from)).or_default() += 1;
    }
    for redirect in redirects {
        let key = key(&redirect.from);
        redirect.is_exact = taken.contains(&key)
            || count.get(&key).is_some_and(|count| *count > 1)
            || is_own(&redirect.from.to_ascii_lowercase(), &config.base);
    }
}

/// A path with all escapes that it can have.
pub fn escaped(path: &str) -> String {
    utf8_percent_encode(path, PLAIN).to_string()
}

impl Redirect {
    /// The address, and how else readers may write it: with or without a slash at its end.
    pub fn forms(&self) -> [String; 2] {
        let bare = self.from.strip_suffix('/').unwrap_or(&self.from);
        [bare.to_owned(), format!("{bare}/")]
    }

    /// Path in the edition of a redirect page for hosts without rules. `None` if the address is outside the site's
    /// base, or no file can have its name.
    pub fn file(&self, base: &str) -> Option<String> {
        let below = self.from.strip_prefix(base)?;
        let can_be = |name: &str| name.len() <= LONGEST_NAME && !name.contains(is_unnameable);
        if !below.split('/').all(can_be) || (self.is_exact && !HAS_CAPITALS) {
            return None;
        }
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

fn is_unnameable(c: char) -> bool {
    UNNAMEABLE.contains(c)
}
