//! A checked site: its content in memory, without a mistake.

use std::collections::{BTreeMap, HashSet};

use gazette_diagnostics::{problem::Problems, source::Source};
use gazette_image::picture::Variant;
use gazette_model::Route;

use crate::{
    body::{Body, Shown},
    config::site::Config,
    library::listings::Shelf,
    links::targets::Places,
    manuscript::{Manuscript, News},
    source::external_link::Outward,
    toml::allow::Allowance,
    visibility::{AsOf, Change, Withheld},
};

/// A whole edition, checked.
pub struct Edition {
    /// The site.
    pub config: Config,
    /// What all bodies were compiled against, as a number.
    pub ground: u128,
    /// The moment that it shows, and to whom.
    pub as_of: AsOf,
    /// All manuscripts that it shows.
    pub manuscripts: Vec<Manuscript>,
    /// Their bodies, in the same order.
    pub bodies: Vec<Body>,
    /// One for each language.
    pub shelves: Vec<Shelf>,
    /// For each manuscript the articles that have most to do with it.
    pub related: Vec<Vec<usize>>,
    /// Every page: language and route.
    pub routes: Vec<(usize, Route)>,
    /// Articles and plain pages that a language has not, but another has: a page says so.
    pub untranslated: Vec<(usize, Route)>,
    /// The same for look-ups.
    pub places: Places,
    /// Of each picture in the content, shown or not, the hash of what is published of it.
    pub pictures: HashSet<u64>,
    /// Where manuscripts show pictures, those that are withheld as well.
    pub shown: Vec<(Source, Shown)>,
    /// Links to other sites, also of what is still withheld.
    pub outward: Vec<(Source, Outward)>,
    /// Rules that files may break.
    pub allowances: Vec<Allowance>,
    /// Smaller ones of pictures, by their addresses in the edition; empty until they are developed.
    pub variants: BTreeMap<String, Vec<Variant>>,
    /// How much is not for readers.
    pub withheld: Withheld,
    /// When and how the same content will make another edition; nothing if it never will.
    pub next: Vec<Change>,
    /// What is wrong and keeps nothing from being published, sorted by file and position.
    pub warnings: Problems,
}

impl Edition {
    /// The number of articles in all languages.
    pub fn articles(&self) -> usize {
        self.shelves.iter().map(|shelf| shelf.news.len()).sum()
    }

    /// Every page that is to be printed: language and route.
    pub fn pages(&self) -> Vec<&(usize, Route)> {
        self.routes.iter().chain(&self.untranslated).collect()
    }

    /// Files that are published as they are: address in the edition, file.
    pub fn media(&self) -> BTreeMap<&str, &std::path::Path> {
        let news = self.manuscripts.iter().filter_map(|it| it.news.as_ref());
        let attachments = news.flat_map(|news| &news.attachments);
        let attachments = attachments.map(|it| (it.address.as_str(), it.file.as_path()));
        let media = self.bodies.iter().flat_map(|body| &body.media);
        media
            .map(|(address, file)| (address.as_str(), file.as_path()))
            .chain(attachments)
            .collect()
    }

    /// The text of a page's manuscript; nothing for pages without.
    pub fn text(&self, language: usize, route: &Route) -> &str {
        let index = self.shelves[language].by_route.get(route);
        index.map_or("", |index| self.manuscripts[*index].source.inner())
    }

    /// What an article's manuscript says of it.
    pub fn news(&self, language: usize, route: &Route) -> Option<&News> {
        let index = self.shelves[language].by_route.get(route)?;
        self.manuscripts[*index].news.as_ref()
    }
}
