//! Plan of an import: for each article its file, its address, and the redirects from its former addresses.

mod address;
mod names;
mod naming;
mod planned;
mod retracted;

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
};

use gazette_content::config::ids::{LanguageId, PageId};
use gazette_content::{
    checked_site::CheckedSite, config::date::Moment, manuscript::Manuscript, source::load::Sources,
    visibility::Visibility::Public,
};
use gazette_model::Route;
use url::Url;

pub use crate::plan::{
    address::{host, is_source},
    planned::Planned,
    retracted::{Origin, Retracted},
};
use crate::{
    ExportFile, ExportItem, Item, Place, SOURCE, html,
    html::Anchors,
    ledger::{Ledger, ManuscriptState},
    plan::names::Names,
    schedule::ItemSchedule,
    text,
    wordpress::{ATTACHED, NUMBERED},
};

/// The content folder as it is.
pub struct ContentFolder<'a> {
    /// Its files.
    pub sources: &'a Sources,
    /// The same, checked.
    pub edition: &'a CheckedSite,
    /// Record of earlier imports.
    pub ledger: &'a Ledger,
    /// The language of everything, if the operator named one: an index.
    pub language: Option<LanguageId>,
    origins: HashMap<&'a str, &'a str>,
    manuscripts: HashMap<&'a str, &'a Manuscript>,
}

impl<'a> ContentFolder<'a> {
    /// Makes it ready for look-ups.
    pub fn new(
        sources: &'a Sources,
        edition: &'a CheckedSite,
        ledger: &'a Ledger,
        language: Option<LanguageId>,
    ) -> Self {
        let all = edition.manuscripts.iter();
        Self {
            sources,
            edition,
            ledger,
            language,
            origins: ledger.by_origin(),
            manuscripts: all.map(|there| (there.path.as_str(), there)).collect(),
        }
    }
}

/// Plan for everything in an export.
#[derive(Default)]
pub struct Plan {
    /// Its articles, in its order.
    pub articles: Vec<Planned>,
    /// Its files by number.
    pub files: HashMap<String, ExportFile>,
    /// The numbers of files by the former addresses of their pages.
    pub file_pages: HashMap<String, String>,
    /// Number of its other entries, by kind.
    pub others: BTreeMap<String, usize>,
    /// Errors in the export, with their places.
    pub troubles: Vec<(Place, String)>,
    /// Hosts of its articles.
    pub hosts: HashSet<String>,
    /// Hosts of its files.
    pub file_hosts: HashSet<String>,
    /// Articles by their former addresses.
    addresses: HashMap<String, usize>,
    /// Articles by their files.
    sources: HashMap<String, usize>,
    /// Articles by other names that posts have for each other.
    names: Names,
    identities: HashSet<String>,
    /// Every name by which the export has an article, taken over or not.
    seen: HashSet<String>,
    /// Manuscripts of earlier imports that articles have been found for.
    paths: HashSet<String>,
    /// Parts of articles that others lead to, by the former addresses of the articles.
    wanted: HashMap<String, BTreeSet<String>>,
    routes: HashSet<PageId>,
}

impl Plan {
    /// Takes what an export hands over.
    pub fn take(&mut self, site: &ContentFolder<'_>, found: ExportItem) {
        match found {
            ExportItem::File(number, file) => {
                if let Some(page) = &file.page {
                    self.file_pages.insert(address::key(page), number.clone());
                }
                self.files.insert(number, file);
            }
            ExportItem::Other(kind) => *self.others.entry(kind).or_default() += 1,
            ExportItem::Trouble(place, why) => self.troubles.push((place, why)),
            ExportItem::Item(item) => self.article(site, &item),
        }
    }

    fn article(&mut self, site: &ContentFolder<'_>, item: &Item) {
        let mut made = item.made.clone();
        let (language, foreign) = match naming::language(site, item, &mut made) {
            Ok(language) => (language, None),
            Err(why) => (LanguageId::FIRST, Some(why)),
        };
        let mut title = text::line(&text::clean(&item.title));
        if title.is_empty() {
            title = text::headline(&naming::words(item));
            made.push("its title, from the beginning of its text".into());
        }
        let now = site.edition.as_of.now;
        let schedule = ItemSchedule::of(item, site.edition.config.time_zone.as_deref(), now);
        let out = self.reason(site, item, &title).or(foreign);
        let mut planned = Planned {
            anchors: out
                .as_ref()
                .map_or_else(|| self.parts(item), |_| Anchors::default()),
            out,
            identity: item.identity.clone(),
            path: String::new(),
            language,
            route: Route::NotFound,
            state: ManuscriptState::New,
            is_public: schedule.is_public,
            is_withheld_there: !schedule.is_public,
            withheld: schedule.withheld.clone(),
            goes: schedule.expires_at.is_some(),
            folder: item.folder.clone(),
            aliases: Vec::new(),
            elsewhere: Vec::new(),
            title,
            made,
            addresses: item.addresses.clone(),
            source: item.source.clone(),
            names: item.names.clone(),
            lang: item.lang.clone(),
            place: item.place.clone(),
        };
        self.seen.insert(item.identity.clone());
        self.seen.extend(item.known_as.iter().cloned());
        if planned.out.is_some() {
            let known = self.known(site, item).unwrap_or_default();
            known.clone_into(&mut planned.path);
        } else {
            self.settle(site, item, &mut planned);
            self.identities.insert(planned.identity.clone());
            self.paths.insert(planned.path.clone());
            self.routes.insert(planned.page());
        }
        let addresses = item
            .addresses
            .iter()
            .filter_map(|address| Url::parse(address).ok());
        self.hosts
            .extend(addresses.filter_map(|url| address::host(&url)));
        let files = item.attachments.iter().map(|(_, address)| address);
        let files = files.filter_map(|address| Url::parse(address).ok());
        self.file_hosts
            .extend(files.filter_map(|url| address::host(&url)));
        self.articles.push(planned);
    }

    /// The parts of an article that links can lead to; notes those of others that its own links lead to.
    fn parts(&mut self, item: &Item) -> Anchors {
        let parts = html::parts(&item.body.html());
        let base = item.base();
        for (address, part) in parts.wanted {
            let keys = match address.strip_prefix(SOURCE) {
                Some(path) => vec![address::source_key(path)],
                None if address::is_source(&address) => vec![address::source_key(&address)],
                None => {
                    let whole = base.as_ref().and_then(|base| base.join(&address).ok());
                    address::keys(whole.as_ref().map_or(address.as_str(), Url::as_str))
                }
            };
            for key in keys {
                self.wanted.entry(key).or_default().insert(part.clone());
            }
        }
        parts.there
    }

    /// A text with the pictures of galleries that name none: all that were added to a post.
    pub fn with_attached<'t>(&self, html: &'t str) -> Cow<'t, str> {
        let mark = format!("<img src=\"{ATTACHED}");
        if !html.contains(&mark) {
            return Cow::Borrowed(html);
        }
        let mut pieces = html.split(&mark);
        let mut out = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            let (post, rest) = piece.split_once("\">").unwrap_or((piece, ""));
            let pictures = self
                .attached(post)
                .map(|number| format!("<img src=\"{NUMBERED}{number}\">"));
            out.push_str(&pictures.collect::<Vec<_>>().join("</p><p>"));
            out.push_str(rest);
        }
        Cow::Owned(out)
    }

    /// The numbers of the pictures that were added to a post, in their order.
    fn attached(&self, post: &str) -> impl Iterator<Item = &str> {
        let is_picture = |file: &ExportFile| {
            let ending = file
                .picture
                .source
                .rsplit('.')
                .next()
                .unwrap_or_default()
                .to_lowercase();
            matches!(
                ending.as_str(),
                "jpg" | "jpeg" | "png" | "gif" | "webp" | "avif" | "svg" | "bmp"
            )
        };
        let files = self
            .files
            .iter()
            .filter(|(_, file)| file.parent == post && is_picture(file));
        let mut numbers: Vec<&str> = files.map(|(number, _)| number.as_str()).collect();
        numbers.sort_by_key(|number| (number.len(), *number));
        numbers.into_iter()
    }

    /// Ids of an article that links of others lead to.
    pub fn wanted(&self, planned: &Planned) -> BTreeSet<String> {
        let keys = planned
            .addresses
            .iter()
            .map(|address| address::key(address));
        let names = planned.source.iter().chain(&planned.names);
        let names = names.map(|name| address::source_key(name));
        let found = keys.chain(names).filter_map(|key| self.wanted.get(&key));
        found.flatten().cloned().collect()
    }

    /// Why an article cannot become a manuscript.
    fn reason(&self, site: &ContentFolder<'_>, item: &Item, title: &str) -> Option<String> {
        if let Some(why) = &item.withheld {
            return Some(why.clone());
        }
        if title.is_empty() {
            return Some("it has neither title nor text".into());
        }
        if item.identity.is_empty() {
            return Some("it has no address, or anything else by which to know it again".into());
        }
        if self.identities.contains(&item.identity) {
            return Some("it is in the export twice".into());
        }
        match &item.published {
            _ if item.is_page || item.is_draft => None,
            None => Some("it does not say when it was published".into()),
            Some(Err(why)) => Some(why.clone()),
            Some(Ok(date)) => Moment::parse(date, site.edition.config.time_zone.as_deref())
                .err()
                .map(|_| {
                    format!("without a time zone in site.toml, or in this one, there is no {date}")
                }),
        }
    }

    /// The manuscript that an earlier import wrote for an article.
    fn known<'s>(&self, site: &ContentFolder<'s>, item: &Item) -> Option<&'s str> {
        let mut names = std::iter::once(&item.identity).chain(&item.known_as);
        names.find_map(|name| {
            let path = *site.origins.get(name.as_str())?;
            (!self.paths.contains(path)).then_some(path)
        })
    }

    /// Gives an article its file and address: those of an earlier import, or such as nothing else has.
    fn settle(&self, site: &ContentFolder<'_>, item: &Item, planned: &mut Planned) {
        let stem = naming::stem(item, &planned.title);
        if let Some(path) = self.known(site, item) {
            let now = site.sources.texts.get(path);
            planned.state = site
                .ledger
                .state(path, now.map(|source| source.inner().as_str()));
            path.clone_into(&mut planned.path);
            if let Some(there) = site.manuscripts.get(path) {
                planned.language = there.language;
                planned.route = there.route.clone();
            }
            if planned.state == ManuscriptState::Edited {
                let there = site.manuscripts.get(path);
                let now = site.edition.as_of.now;
                planned.is_public = there.is_some_and(|there| there.state(now) == Public);
            }
            note_other_address(&stem, planned);
            return;
        }
        let locale = &site.edition.config.languages[planned.language];
        let suffix = match planned.language {
            LanguageId::FIRST => String::new(),
            _ => format!(".{}", locale.site.lang),
        };
        let folder = if item.is_page { "pages" } else { "news" };
        let mut name = stem.clone();
        let mut number = 1;
        loop {
            let path = format!("{folder}/{name}{suffix}.md");
            if let Some(route) = naming::route(&name, item.is_page)
                .filter(|route| self.is_free(site, planned, route, &path))
            {
                planned.path = path;
                planned.route = route;
                break;
            }
            number += 1;
            name = format!("{stem}-{number}");
        }
        note_other_address(&stem, planned);
    }

    fn is_free(
        &self,
        site: &ContentFolder<'_>,
        planned: &Planned,
        route: &Route,
        path: &str,
    ) -> bool {
        let is_prefix = |prefix: &str| route.path() == prefix;
        let place = PageId::new(planned.language, route.clone());
        !self.routes.contains(&place)
            && !site.edition.link_targets.has(&place)
            && !site.sources.texts.contains_key(path)
            && !site.ledger.has(path)
            && !site
                .edition
                .config
                .languages
                .iter()
                .any(|locale| is_prefix(&locale.prefix))
    }
}

/// Tells of an address that is not the one that was wanted.
fn note_other_address(stem: &str, planned: &mut Planned) {
    let path = planned.route.path();
    if planned.state != ManuscriptState::Edited
        && path.trim_end_matches('/').rsplit('/').next() != Some(stem)
    {
        planned
            .made
            .push(format!("its address, {path}, since {stem} is taken"));
    }
}
