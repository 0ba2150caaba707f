//! Former addresses: press leads on from those that can be aliases, and the web server must from the others.

use std::collections::HashSet;

use gazette_content::config::ids::PageId;
use gazette_content::{check::aliases, manuscript::alias};
use gazette_model::Route;
use percent_encoding::percent_decode_str;
use url::Url;

use crate::{
    ledger::State,
    plan::{Plan, Planned, Site},
    text,
};

impl Plan {
    /// Sorts former addresses, now that all new ones are known.
    pub fn sort_addresses(&mut self, site: &Site<'_>) {
        let mut taken = taken(site, &self.articles);
        self.addresses.clear();
        for (index, planned) in self.articles.iter_mut().enumerate() {
            planned.aliases.clear();
            planned.elsewhere.clear();
            if planned.out.is_some() || planned.state == State::Deleted {
                continue;
            }
            if let Some(source) = &planned.source {
                self.sources.insert(source.clone(), index);
            }
            let new = site.edition.config.languages[planned.language].href(&planned.route);
            for address in &planned.addresses {
                let old = path(address);
                self.addresses.entry(key(&old)).or_insert(index);
                let is_told = planned.aliases.contains(&old) || planned.elsewhere.contains(&old);
                if plain(&old) == plain(&new) || old == "/" || is_told {
                    continue;
                }
                let is_alias = match planned.state {
                    State::Edited => aliases(site, &planned.path).any(|alias| alias == old),
                    _ => can_be_alias(site, planned, &old) && taken.insert(plain(&old)),
                };
                if is_alias {
                    planned.aliases.push(old);
                } else {
                    planned.elsewhere.push(old);
                }
            }
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
        planned.is_published().then_some(planned)
    }

    /// The article that a former address led to.
    pub fn article_at(&self, address: &str) -> Option<&Planned> {
        let whole = key(address);
        // What is added to an address to count visitors leads nowhere else.
        let plain = whole.split('?').next().filter(|plain| !plain.is_empty());
        let index = self
            .addresses
            .get(&whole)
            .or_else(|| self.addresses.get(plain?))?;
        let planned = self.articles.get(*index)?;
        planned.is_published().then_some(planned)
    }
}

/// Addresses that are, or lead to, something else.
fn taken(site: &Site<'_>, articles: &[Planned]) -> HashSet<String> {
    let href = |page: &PageId| plain(&site.edition.config.href(page));
    let own: HashSet<&str> = articles
        .iter()
        .map(|planned| planned.path.as_str())
        .collect();
    let strangers = site.manuscripts.keys().filter(|path| !own.contains(*path));
    let pages = site.edition.routes.iter().map(href);
    let new = articles.iter().map(|planned| href(&planned.page()));
    let theirs = strangers.flat_map(|path| aliases(site, path)).map(plain);
    pages.chain(new).chain(theirs).collect()
}

/// The aliases that a manuscript has now.
fn aliases<'s>(site: &Site<'s>, path: &str) -> impl Iterator<Item = &'s str> {
    let news = site
        .manuscripts
        .get(path)
        .and_then(|there| there.news.as_ref());
    news.into_iter()
        .flat_map(|news| &news.aliases)
        .map(|alias| alias.value.as_str())
}

fn can_be_alias(site: &Site<'_>, planned: &Planned, old: &str) -> bool {
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

/// What is the same to a host: with and without the slash at the end, in capitals and small letters.
fn plain(path: &str) -> String {
    let path = path.strip_suffix("index.html").unwrap_or(path);
    path.trim_end_matches('/').to_lowercase()
}

fn key(address: &str) -> String {
    let path = path(address);
    match path.split_once('?') {
        Some((path, query)) => format!("{}?{query}", plain(path)),
        None => plain(&path),
    }
}
