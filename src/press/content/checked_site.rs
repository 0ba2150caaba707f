//! A checked site: its content in memory, without a mistake.

use std::{
    collections::{BTreeMap, HashSet},
    path::PathBuf,
    sync::Arc,
};

use gazette_cache::fingerprint::Hashed;
use gazette_diagnostics::{problem::Problems, source::Source};
use gazette_image::picture::{Crop, Focus, Picture, Variant};
use typed_index_collections::TiVec;

use crate::{
    body::{Body, PlacedPicture, recording::ShownRecording},
    config::{
        date::Moment,
        ids::{LanguageId, ManuscriptId, PageId},
        notice::NoticeKind,
        site::Config,
    },
    library::{home::ShownBlock, listings::Listings},
    links::targets::LinkTargets,
    manuscript::{LeadImage, Manuscript, News},
    source::external_link::ExternalLink,
    toml::allow::Allowance,
    visibility::{AsOf, Change, Withheld},
};

/// A site whose content is in memory, without a mistake.
pub struct CheckedSite {
    /// The site's configuration.
    pub config: Hashed<Config>,
    /// The moment that it shows, and to whom.
    pub as_of: AsOf,
    /// All manuscripts that it shows.
    pub manuscripts: TiVec<ManuscriptId, Manuscript>,
    /// Their bodies.
    pub bodies: TiVec<ManuscriptId, Body>,
    /// Listings of each language.
    pub listings: TiVec<LanguageId, Listings>,
    /// For each manuscript the articles that have most to do with it.
    pub related: TiVec<ManuscriptId, Vec<ManuscriptId>>,
    /// Every page.
    pub routes: Vec<PageId>,
    /// Articles and plain pages that a language has not, but another has: a page says so.
    pub untranslated: Vec<PageId>,
    /// Targets of links.
    pub link_targets: LinkTargets,
    /// Files that are published as they are: path from the edition's root, file.
    pub statics: BTreeMap<String, PathBuf>,
    /// Resized variants of pictures, by the pictures' addresses in the edition; empty until they are made.
    pub variants: BTreeMap<String, Vec<Variant>>,
    /// Cuts of pictures that lead articles, by address and point; empty until they are made.
    pub crops: Crops,
    /// Notices for the whole site that readers of each language see now, the gravest first.
    pub notices: TiVec<LanguageId, Vec<ShownNotice>>,
    /// Blocks of each language's start page; none where it has none, or they show nothing.
    pub home_blocks: TiVec<LanguageId, Vec<ShownBlock>>,
}

/// A notice for the whole site, as readers of a language see it.
#[derive(Debug, Clone, Hash)]
pub struct ShownNotice {
    /// Name that changes with what it says.
    pub id: String,
    /// Its kind.
    pub kind: NoticeKind,
    /// Its text.
    pub text: String,
    /// Target of its link, with the site's root, or an address elsewhere.
    pub href: Option<String>,
    /// The moment from which readers no longer see it.
    pub until: Option<Moment>,
    /// Marks a notice that a reader can put away.
    pub is_dismissible: bool,
}

/// Cuts of pictures, by the pictures' addresses in the edition and the points around which they are cut.
pub type Crops = BTreeMap<(String, Focus), Vec<Crop>>;

/// Findings about a site beside what is published.
pub struct CheckReport {
    /// Hashes of what is published of each picture in the content, shown or not.
    pub pictures: HashSet<u64>,
    /// Places where manuscripts show pictures, those that are withheld as well.
    pub shown: Vec<(Source, PlacedPicture)>,
    /// Pictures that lead articles, those that are withheld as well, by address and by the point that stays.
    pub leading: BTreeMap<(String, Focus), Arc<Picture>>,
    /// Links to other sites, also of what is still withheld.
    pub external_links: Vec<(Source, ExternalLink)>,
    /// Rules that files may break.
    pub allowances: Vec<Allowance>,
    /// Numbers of manuscripts that readers do not see.
    pub withheld: Withheld,
    /// Changes by which the same content next makes another edition; none if it never will.
    pub next: Vec<Change>,
    /// Problems that keep nothing from being published, sorted by file and position.
    pub warnings: Problems,
}

/// A checked site and the report on it.
pub struct Checked {
    /// The site.
    pub site: CheckedSite,
    /// The report.
    pub report: CheckReport,
}

impl CheckedSite {
    /// The number of articles in all languages.
    pub fn articles(&self) -> usize {
        self.listings
            .iter()
            .map(|listings| listings.news.len())
            .sum()
    }

    /// Every page that is to be printed.
    pub fn pages(&self) -> Vec<&PageId> {
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

    /// Returns every picture that is shown or linked to, by its address in the edition.
    pub fn pictures(&self) -> BTreeMap<&str, &Picture> {
        let bodies = || self.bodies.iter();
        let shown = bodies().flat_map(|body| &body.shown);
        let linked = bodies().flat_map(|body| &body.linked);
        let images = self.manuscripts.iter().filter_map(Manuscript::image);
        shown
            .map(|shown| &shown.picture)
            .chain(linked)
            .chain(images.map(|image| &image.picture))
            .map(|picture| (picture.address.as_str(), &**picture))
            .collect()
    }

    /// Returns the cuts of a picture that leads an article; none where they are not made.
    pub fn crops(&self, image: &LeadImage) -> &[Crop] {
        let key = (image.picture.address.clone(), image.focus);
        self.crops.get(&key).map_or(&[], Vec::as_slice)
    }

    /// Returns the picture that leads an article, if it has one.
    pub fn image(&self, page: &PageId) -> Option<&LeadImage> {
        self.news(page)?.image.as_ref()
    }

    /// Returns the video and sound that an article plays.
    pub fn recordings(&self, page: &PageId) -> &[ShownRecording] {
        let index = self.listings[page.language].by_route.get(&page.route);
        index.map_or(&[], |index| &self.bodies[*index].recordings)
    }

    /// Returns the metadata of an article; `None` if the page has none.
    pub fn news(&self, page: &PageId) -> Option<&News> {
        let index = self.listings[page.language].by_route.get(&page.route)?;
        self.manuscripts[*index].news.as_ref()
    }
}
