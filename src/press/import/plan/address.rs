//! Former addresses: press leads on from those that can be aliases, and the web server must from the others.

use std::collections::{HashMap, HashSet};

use gazette_content::config::ids::PageId;
use gazette_content::{check::aliases, manuscript::alias};
use gazette_model::Route;
use percent_encoding::percent_decode_str;
use url::Url;

use crate::{
    SOURCE,
    ledger::ManuscriptState,
    plan::{
        ContentFolder, Plan, Planned,
        names::{self, Names},
    },
    text,
};

impl Plan {
    /// Sorts former addresses, now that all new ones are known.
    pub fn sort_addresses(&mut self, site: &ContentFolder<'_>) {
        let mut taken = taken(site, &self.articles);
        self.addresses.clear();
        self.names = Names::default();
        for (index, planned) in self.articles.iter_mut().enumerate() {
            planned.aliases.clear();
            planned.elsewhere.clear();
            if planned.out.is_some() || planned.state == ManuscriptState::Deleted {
                continue;
            }
            if let Some(source) = &planned.source {
                self.sources.insert(source.clone(), index);
            }
            self.names.add(index, &planned.names);
            let new = site.edition.config.languages[planned.language].href(&planned.route);
            for address in &planned.addresses {
                let old = path(address);
                self.addresses.entry(key(&old)).or_insert(index);
                let is_told = planned.aliases.contains(&old) || planned.elsewhere.contains(&old);
                if plain(&old) == plain(&new) || old == "/" || is_told {
                    continue;
                }
                let is_alias = match planned.state {
                    ManuscriptState::Edited => {
                        aliases(site, &planned.path).any(|alias| alias == old)
                    }
                    _ => can_be_alias(site, planned, &old) && taken.insert(plain(&old)),
                };
                if is_alias {
                    planned.aliases.push(old);
                } else {
                    planned.elsewhere.push(old);
                }
            }
        }
        self.shorten_addresses();
    }

    /// Knows pages by their addresses without `.html` as well, as many web servers do.
    fn shorten_addresses(&mut self) {
        let articles = self.articles.iter().enumerate();
        let all = articles.flat_map(|(index, planned)| {
            let addresses = planned.addresses.iter().map(|address| path(address));
            addresses.map(move |address| (index, address))
        });
        for (index, address) in all {
            if let Some(short) = address.strip_suffix(".html") {
                self.addresses.entry(key(short)).or_insert(index);
            }
        }
    }

    /// The article that a post means by the path or name of another one, possibly in another language.
    pub fn article_named(&self, from: Option<&str>, written: &str) -> Option<&Planned> {
        let names::Reference { path, lang } = names::reference(written);
        let from = from.and_then(|from| self.sources.get(from)).copied();
        let wanted = from
            .and_then(|from| self.articles.get(from))
            .map(|from| from.language);
        let is_wanted = |post: usize| {
            let post = self.articles.get(post);
            post.is_some_and(|post| match &lang {
                Some(lang) => post
                    .lang
                    .as_deref()
                    .is_some_and(|is| is.eq_ignore_ascii_case(lang)),
                None => wanted.is_none_or(|wanted| post.language == wanted),
            })
        };
        let exact = || self.article_from(path.trim_start_matches('/'));
        match self.names.find(from, &path, &is_wanted) {
            Some(index) => self
                .articles
                .get(index)
                .filter(|planned| planned.can_be_linked()),
            None => exact(),
        }
    }

    /// The article that a file of the folder of posts has become; a folder's is its `index.md`.
    pub fn article_from(&self, source: &str) -> Option<&Planned> {
        let plain = source.trim_end_matches('/');
        let stem = plain.strip_suffix(".md").unwrap_or(plain);
        let endings = ["", ".md", ".markdown", ".html", "/index.md"];
        let mut names = vec![plain.to_owned()];
        names.extend(endings.map(|ending| format!("{stem}{ending}")));
        let index = names.iter().find_map(|name| self.sources.get(name))?;
        let planned = self.articles.get(*index)?;
        planned.can_be_linked().then_some(planned)
    }

    /// The article that a former address led to.
    pub fn article_at(&self, address: &str) -> Option<&Planned> {
        let index = self
            .addresses
            .get(find(&self.addresses, address)?.as_str())?;
        let planned = self.articles.get(*index)?;
        planned.can_be_linked().then_some(planned)
    }
}

impl Plan {
    /// The number of the file that an address showed on a page of its own.
    pub fn file_at(&self, address: &str) -> Option<&str> {
        let page = find(&self.file_pages, address);
        let number = page.and_then(|page| self.file_pages.get(&page)).cloned();
        let number = number.or_else(|| number_of(&path(address)))?;
        self.files
            .get_key_value(&number)
            .map(|(number, _)| number.as_str())
    }
}

/// The key of an address among others.
fn find<T>(among: &HashMap<String, T>, address: &str) -> Option<String> {
    keys(address)
        .into_iter()
        .find(|key| among.contains_key(key))
}

/// Keys that an address may be known by: with its query, by a number in it, or without it.
pub fn keys(address: &str) -> Vec<String> {
    let whole = key(address);
    let (plain, query) = whole.split_once('?').unwrap_or((&whole, ""));
    let mut keys = vec![whole.clone()];
    // A number means the same post whatever page it is asked for from.
    let mut folder = plain;
    while let Some((parent, _)) = folder.rsplit_once('/').filter(|_| query.starts_with("p=")) {
        keys.push(format!("{parent}?{query}"));
        folder = parent;
    }
    // What is added to an address to count visitors leads nowhere else.
    keys.extend(Some(plain.to_owned()).filter(|plain| !plain.is_empty()));
    keys
}

/// The host of an address as it is compared: `www.` in front of it changes nothing, nor do capitals and ports.
pub fn host(url: &Url) -> Option<String> {
    let host = url.host_str()?.to_lowercase();
    let host = host.trim_end_matches('.');
    Some(host.strip_prefix("www.").unwrap_or(host).to_owned())
}

/// Addresses that are, or lead to, something else.
fn taken(site: &ContentFolder<'_>, articles: &[Planned]) -> HashSet<String> {
    let href = |page: &PageId| plain(&site.edition.config.href(page));
    let own: HashSet<&str> = articles
        .iter()
        .filter(|planned| planned.out.is_none())
        .map(|planned| planned.path.as_str())
        .collect();
    let strangers = site.manuscripts.keys().filter(|path| !own.contains(*path));
    let pages = site.edition.routes.iter().map(href);
    let new = articles.iter().map(|planned| href(&planned.page()));
    let theirs = strangers.flat_map(|path| aliases(site, path)).map(plain);
    pages.chain(new).chain(theirs).collect()
}

/// The aliases that a manuscript has now.
fn aliases<'s>(site: &ContentFolder<'s>, path: &str) -> impl Iterator<Item = &'s str> {
    let news = site
        .manuscripts
        .get(path)
        .and_then(|there| there.news.as_ref());
    news.into_iter()
        .flat_map(|news| &news.aliases)
        .map(|alias| alias.value.as_str())
}

fn can_be_alias(site: &ContentFolder<'_>, planned: &Planned, old: &str) -> bool {
    let base = &site.edition.config.base;
    // Lists come and go with the articles in them.
    let is_list = |route: Route| !matches!(route, Route::Page(_) | Route::Article(_));
    matches!(planned.route, Route::Article(_))
        && alias::is_path(old)
        && !aliases::is_own(old, base)
        && !old
            .strip_prefix(base.as_str())
            .and_then(Route::parse)
            .is_some_and(is_list)
}

/// An address from the root of its host, unescaped, with its query.
pub fn path(address: &str) -> String {
    let (path, query) = if let Ok(url) = Url::parse(address) {
        (url.path().to_owned(), url.query().map(ToOwned::to_owned))
    } else {
        let address = address.split('#').next().unwrap_or_default();
        let (path, query) = address
            .split_once('?')
            .map_or((address, None), |(path, query)| (path, Some(query)));
        (path.to_owned(), query.map(ToOwned::to_owned))
    };
    let path = percent_decode_str(&path).decode_utf8_lossy();
    let slash = if path.starts_with('/') { "" } else { "/" };
    let query = query.map_or_else(String::new, |query| format!("?{query}"));
    text::clean(&format!("{slash}{path}{query}"))
}

/// Normalises a path as hosts do: without a slash or `index.html` at its end, in lower case.
fn plain(path: &str) -> String {
    let path = path.strip_suffix("index.html").unwrap_or(path);
    path.trim_end_matches('/').to_lowercase()
}

/// Returns a key that all addresses of the same page share.
pub fn key(address: &str) -> String {
    let path = path(address);
    let (path, query) = path
        .split_once('?')
        .map_or((path.as_str(), None), |(path, query)| (path, Some(query)));
    // WordPress answers to this name in front of all others, where the web server does not take it away.
    let path = path
        .strip_prefix("/index.php")
        .filter(|rest| rest.is_empty() || rest.starts_with('/'))
        .unwrap_or(path);
    let plain = plain(path);
    match query {
        Some(query) => match number(query) {
            Some(number) => format!("{plain}?p={number}"),
            None => format!("{plain}?{query}"),
        },
        None => plain,
    }
}

/// The number by which WordPress knows what a query asks for, whatever else is in it.
fn number(query: &str) -> Option<String> {
    let pairs = url::form_urlencoded::parse(query.as_bytes());
    let mut numbers = pairs.filter(|(name, value)| {
        let is_number = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
        is_number
            && matches!(
                name.as_ref(),
                "p" | "page_id" | "attachment_id" | "preview_id"
            )
    });
    numbers.next().map(|(_, value)| value.into_owned())
}

fn number_of(path: &str) -> Option<String> {
    number(path.split_once('?')?.1)
}

/// Returns a key that all names of a post's file share. Some names are only the last part of its path, so that posts
/// with equal last parts keep a few anchors that nothing links to.
pub fn source_key(source: &str) -> String {
    let plain = names::plain(&names::reference(source).path);
    let last = plain.rsplit('/').next().unwrap_or_default();
    format!("{SOURCE}{last}")
}

/// Tells whether a link names a post's file by a relative path.
pub fn is_source(href: &str) -> bool {
    let path = href.split('#').next().unwrap_or_default();
    let ending = path.rsplit('.').next().unwrap_or_default();
    matches!(ending, "md" | "markdown") && !path.contains("://") && !path.starts_with('/')
}

#[cfg(test)]
mod tests {
    use url::Url;

    use crate::plan::address::{find, host, key, source_key};

    #[test]
    fn addresses_of_one_place_are_one() {
        for (one, other) in [
            ("https://e.org/a/", "/a"),
            ("https://e.org/index.php/a/b/", "/a/b"),
            ("https://e.org/index.php?p=1", "/?p=1"),
            ("https://e.org/?preview=true&p=1", "/?p=1"),
            ("https://e.org/?page_id=1&preview=true", "/?p=1"),
            ("https://e.org/?attachment_id=1", "/?p=1"),
            ("https://e.org/A/index.html#x", "/a"),
            ("https://e.org/%E6%96%B0", "/新"),
        ] {
            assert_eq!(key(one), key(other), "{one} {other}");
        }
        for (one, other) in [
            ("/?p=1", "/?p=2"),
            ("/?p=x", "/?p=y"),
            ("/index.phpx", "/x"),
            ("/blog/?p=1", "/?p=1"),
        ] {
            assert_ne!(key(one), key(other), "{one} {other}");
        }
        for (one, other) in [
            ("a/index.md", "/a"),
            ("posts/My Post.md", "my%20post?lang=fr"),
            ("_posts/2020-01-02-a.markdown", "2020-01-02-a"),
        ] {
            assert_eq!(source_key(one), source_key(other), "{one} {other}");
        }
    }

    #[test]
    fn numbers_mean_the_same_wherever_they_are_asked_for() {
        let keys = ["?p=1", "/a/b", "/blog?p=2"];
        let among = keys.map(|key| (key.to_owned(), ())).into_iter().collect();
        for (address, wanted) in [
            ("https://e.org/a/b/?page_id=1&preview=true", Some("?p=1")),
            ("/blog/2020/x/?p=2", Some("/blog?p=2")),
            ("/a/b/?p=9", Some("/a/b")),
            ("/a/b/?utm_source=p=1", Some("/a/b")),
            ("/c/?p=9", None),
        ] {
            assert_eq!(find(&among, address).as_deref(), wanted, "{address}");
        }
    }

    #[test]
    fn hosts_are_one_with_and_without_www() {
        for address in [
            "http://www.e.org:8080/a",
            "https://E.org",
            "https://e.org.:443/",
            "HTTPS://WWW.E.ORG/",
        ] {
            assert_eq!(
                host(&Url::parse(address).expect("an address")).as_deref(),
                Some("e.org"),
                "{address}"
            );
        }
        let named = host(&Url::parse("https://www.bücher.example/").expect("an address"));
        let coded = host(&Url::parse("https://xn--bcher-kva.example").expect("an address"));
        assert_eq!(named, coded);
    }
}
