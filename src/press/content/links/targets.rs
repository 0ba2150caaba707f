//! Targets of internal links: every route of the edition and the manuscript behind it.

use std::collections::{BTreeMap, BTreeSet};

use gazette_diagnostics::{nfc::nfc, suggest::suggest};
use gazette_model::Route;
use jiff::Timestamp;
use typed_index_collections::TiVec;

use crate::{
    config::{
        ids::{LanguageId, PageId},
        site::Config,
    },
    links::{broken_link::BrokenLink, lifetimes::Timed},
    manuscript::Manuscript,
    source::{
        media::decoded,
        path::{is_markdown, join},
    },
    visibility::Window,
};

/// Predicate for a link without any target.
const NOWHERE: &str = "leads nowhere";

/// All places of an edition.
#[derive(Hash)]
pub struct LinkTargets {
    files: BTreeMap<String, PageId>,
    routes: BTreeSet<PageId>,
    /// Lists that there will be when embargoes have ended.
    later: BTreeSet<PageId>,
    /// Manuscripts that are not there from now on for ever.
    timed: BTreeMap<PageId, Timed>,
    prefixes: TiVec<LanguageId, String>,
    /// Address prefix of each language, including the first, which has none in fact: `en/`.
    tags: TiVec<LanguageId, String>,
}

/// Context of a link.
#[derive(Clone, Copy)]
pub struct LinkContext<'a> {
    /// Path of the file below the content folder.
    pub file: &'a str,
    /// Its language.
    pub language: LanguageId,
    /// Time in which readers can follow it; `None` for never.
    pub window: Option<&'a Window>,
}

impl LinkTargets {
    /// Gathers manuscripts, shown and withheld, and the routes of each language, those that there are and those to come.
    pub fn new(
        config: &Config,
        manuscripts: &[Manuscript],
        routes: &[PageId],
        later: Vec<PageId>,
    ) -> Self {
        Self {
            files: manuscripts
                .iter()
                .map(|manuscript| {
                    let place = manuscript.page();
                    (nfc(&manuscript.path).into_owned(), place)
                })
                .collect(),
            routes: routes.iter().cloned().collect(),
            later: later.into_iter().collect(),
            timed: BTreeMap::new(),
            prefixes: config
                .languages
                .iter()
                .map(|locale| locale.prefix.clone())
                .collect(),
            tags: config
                .languages
                .iter()
                .map(|locale| format!("{}/", locale.site.lang.to_lowercase()))
                .collect(),
        }
    }

    /// Tells apart what readers can see when, as of `now`.
    #[must_use]
    pub fn timed(mut self, config: &Config, manuscripts: &[Manuscript], now: Timestamp) -> Self {
        let timed = manuscripts.iter().filter_map(|manuscript| {
            let place = manuscript.page();
            Some((place, Timed::new(manuscript, config, now)?))
        });
        self.timed = timed.collect();
        self
    }

    /// Tells whether a page exists, by its language and route.
    pub fn has(&self, page: &PageId) -> bool {
        self.routes.contains(page)
    }

    /// Follows a path without query and anchor, from the site's root, or the path of another manuscript relative to the
    /// file that it stands in. What it leads to must be there as long as the link is.
    ///
    /// # Errors
    /// Says what the editor may have meant.
    pub fn find(&self, from: LinkContext<'_>, path: &str) -> Result<PageId, BrokenLink> {
        let found = self.follow(from, path)?;
        let Some(own) = from.window else {
            return Ok(found);
        };
        let timed = self.timed.get(&found);
        match timed.and_then(|timed| timed.lost(own)) {
            Some(lost) => Err(lost),
            None => Ok(found),
        }
    }

    fn follow(&self, from: LinkContext<'_>, path: &str) -> Result<PageId, BrokenLink> {
        if is_markdown(path) {
            let file = join(&nfc(from.file), &nfc(path));
            let decoded = decoded(path).and_then(|path| join(&nfc(from.file), &nfc(&path)));
            let mut files = decoded.iter().chain(&file);
            let place = files.find_map(|file| self.files.get(file));
            return place
                .cloned()
                .ok_or_else(|| self.lost_file(&file.unwrap_or_default()));
        }
        let Some(rest) = path.strip_prefix('/') else {
            return Err(BrokenLink {
                what: NOWHERE.into(),
                help: "Write the path from the site's root, such as /about/, or that of a manuscript, such as ../pages/about.md.".into(),
            });
        };
        // An explicit language comes first; otherwise readers stay in theirs.
        let rest_slash = format!("{}/", rest.trim_end_matches('/'));
        let mut others = self.prefixes.iter_enumerated().skip(1);
        let named = others.find_map(|(language, prefix)| {
            Some((language, rest_slash.strip_prefix(prefix.as_str())?))
        });
        let prefix = named.map_or("", |(language, _)| self.prefixes[language].as_str());
        let (language, rest) = named.unwrap_or((from.language, rest));
        let route = Route::parse(rest.strip_suffix('/').unwrap_or(rest));
        // What readers cannot follow yet may lead to what they cannot see yet.
        let is_later = from.window.is_none_or(|window| window.from.is_some());
        let place = route.map(|route| PageId::new(language, route));
        let place = place.filter(|place| {
            self.routes.contains(place)
                || self.timed.contains_key(place)
                || (is_later && self.later.contains(place))
        });
        place.ok_or_else(|| {
            self.lost_prefix(&rest_slash)
                .unwrap_or_else(|| self.lost_route(language, prefix, rest))
        })
    }

    /// Suggests a fix for a path that begins with a misspelt language prefix, such as `zh_Hant_TW/`.
    fn lost_prefix(&self, rest: &str) -> Option<BrokenLink> {
        let spelt = rest.to_ascii_lowercase().replace('_', "-");
        let mut languages = self.tags.iter_enumerated();
        let (language, tag) = languages.find(|(_, tag)| spelt.starts_with(tag.as_str()))?;
        let prefix = &self.prefixes[language];
        let below = &rest[tag.len()..];
        let route = Route::parse(below.strip_suffix('/').unwrap_or(below));
        let place = route.map(|route| PageId::new(language, route));
        let place = place.filter(|it| self.routes.contains(it) || self.timed.contains_key(it));
        match place {
            Some(page) if !rest.starts_with(prefix.as_str()) || prefix.is_empty() => {
                Some(BrokenLink {
                    what: NOWHERE.into(),
                    help: format!("Did you mean `/{prefix}{}`?", page.route.path()),
                })
            }
            _ => Some(self.lost_route(language, prefix, below)),
        }
    }

    fn lost_route(&self, language: LanguageId, prefix: &str, rest: &str) -> BrokenLink {
        let rest = format!("{prefix}{rest}");
        let mut paths: Vec<String> = self
            .routes
            .iter()
            .filter(|page| page.language == language)
            .map(|page| format!("/{prefix}{}", page.route.path()))
            .filter(|path| strsim::jaro_winkler(path, &rest) > 0.7)
            .collect();
        paths.sort_unstable();
        let wrong = format!("/{rest}");
        if rest.starts_with("media/") {
            return BrokenLink {
                what: NOWHERE.into(),
                help: "Put the file into content/media/, or write its name as it is there.".into(),
            };
        }
        BrokenLink {
            what: NOWHERE.into(),
            help: suggest(&wrong, paths.iter().map(String::as_str))
                .or("Write the path of a page of this site, such as /about/."),
        }
    }

    fn lost_file(&self, file: &str) -> BrokenLink {
        let files = self.files.keys().map(String::as_str);
        BrokenLink {
            what: NOWHERE.into(),
            help: suggest(file, files).or(format!("There is no manuscript {file}.")),
        }
    }
}
