//! What each article of an export becomes: its file, its address, and what leads there from its former ones.

mod address;
mod naming;

use std::collections::{BTreeMap, HashMap, HashSet};

use gazette_content::config::ids::{LanguageId, PageId};
use gazette_content::{
    checked_site::CheckedSite, config::date::Moment, manuscript::Manuscript, source::load::Sources,
    visibility::State::Public,
};
use gazette_model::Route;
use url::Url;

use crate::{
    Found, Item, Picture, Place,
    ledger::{Ledger, State},
    text,
};

/// The content folder as it is.
pub struct Site<'a> {
    /// Its files.
    pub sources: &'a Sources,
    /// The same, checked.
    pub edition: &'a CheckedSite,
    /// What earlier imports wrote.
    pub ledger: &'a Ledger,
    /// The language of everything, if the operator named one: an index.
    pub language: Option<LanguageId>,
    origins: HashMap<&'a str, &'a str>,
    manuscripts: HashMap<&'a str, &'a Manuscript>,
}

impl<'a> Site<'a> {
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

/// What an export becomes.
#[derive(Default)]
pub struct Plan {
    /// Its articles, in its order.
    pub articles: Vec<Planned>,
    /// Its files by number.
    pub files: HashMap<String, Picture>,
    /// How many things of other kinds are in it.
    pub others: BTreeMap<String, usize>,
    /// What could not be read.
    pub troubles: Vec<(Place, String)>,
    /// Hosts of its articles.
    pub hosts: HashSet<String>,
    /// Hosts of its files.
    pub file_hosts: HashSet<String>,
    /// Articles by their former addresses.
    addresses: HashMap<String, usize>,
    /// Articles by their files.
    sources: HashMap<String, usize>,
    identities: HashSet<String>,
    routes: HashSet<PageId>,
}

/// What an article becomes.
pub struct Planned {
    /// What the other system knows it by.
    pub identity: String,
    /// Where it stands in the export.
    pub place: Place,
    /// Its headline.
    pub title: String,
    /// The manuscript, below the content folder; empty for what has never been one.
    pub path: String,
    /// Its language.
    pub language: LanguageId,
    /// Its new address.
    pub route: Route,
    /// How the manuscript is now.
    pub state: State,
    /// Whether readers see it as soon as it is published.
    pub is_public: bool,
    /// Former addresses that press leads on from.
    pub aliases: Vec<String>,
    /// Former addresses that only the web server can lead on from.
    pub elsewhere: Vec<String>,
    /// Why it is left out, if it is.
    pub out: Option<String>,
    /// What the import had to decide itself.
    pub made: Vec<String>,
    addresses: Vec<String>,
    source: Option<String>,
}

impl Planned {
    /// Whether a manuscript is written for it.
    pub fn is_written(&self) -> bool {
        self.out.is_none() && matches!(self.state, State::New | State::Own)
    }

    /// Whether readers find it on the site.
    pub fn is_published(&self) -> bool {
        self.out.is_none() && self.state != State::Deleted && self.is_public
    }

    /// How reports name it.
    pub fn name(&self) -> String {
        if self.path.is_empty() {
            format!("{} \"{}\"", self.place, self.title)
        } else {
            format!("{} ({})", self.path, self.place)
        }
    }
}

impl Plan {
    /// Takes what an export hands over.
    pub fn take(&mut self, site: &Site<'_>, found: Found) {
        match found {
            Found::File(number, picture) => {
                self.files.insert(number, picture);
            }
            Found::Other(kind) => *self.others.entry(kind).or_default() += 1,
            Found::Trouble(place, why) => self.troubles.push((place, why)),
            Found::Item(item) => self.article(site, &item),
        }
    }

    fn article(&mut self, site: &Site<'_>, item: &Item) {
        let mut made = Vec::new();
        let language = naming::language(site, item, &mut made);
        let mut title = text::line(&text::clean(&item.title));
        if title.is_empty() {
            title = text::headline(&naming::words(item));
            made.push("its title, from the beginning of its text".into());
        }
        let mut planned = Planned {
            out: self.reason(site, item, &title),
            identity: item.identity.clone(),
            path: String::new(),
            language,
            route: Route::NotFound,
            state: State::New,
            is_public: is_public(site, item),
            aliases: Vec::new(),
            elsewhere: Vec::new(),
            title,
            made,
            addresses: item.addresses.clone(),
            source: item.source.clone(),
            place: item.place.clone(),
        };
        if planned.out.is_none() {
            self.settle(site, item, &mut planned);
            self.identities.insert(planned.identity.clone());
            self.routes.insert(planned.page());
        }
        self.hosts
            .extend(item.addresses.iter().filter_map(|address| host(address)));
        let files = item.attachments.iter().map(|(_, address)| address);
        self.file_hosts
            .extend(files.filter_map(|address| host(address)));
        self.articles.push(planned);
    }

    /// Why an article cannot become a manuscript.
    fn reason(&self, site: &Site<'_>, item: &Item, title: &str) -> Option<String> {
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
            Some(Ok(date)) => Moment::parse(date, site.edition.config.time_zone.as_ref())
                .err()
                .map(|_| {
                    format!("without a time zone in site.toml, or in this one, there is no {date}")
                }),
        }
    }

    /// Gives an article its file and address: those of an earlier import, or such as nothing else has.
    fn settle(&self, site: &Site<'_>, item: &Item, planned: &mut Planned) {
        let stem = naming::stem(item, &planned.title);
        if let Some(path) = site.origins.get(planned.identity.as_str()) {
            let now = site.sources.texts.get(*path);
            planned.state = site
                .ledger
                .state(path, now.map(|source| source.inner().as_str()));
            planned.path = (*path).to_owned();
            if let Some(there) = site.manuscripts.get(path) {
                planned.language = there.language;
                planned.route = there.route.clone();
            }
            if planned.state == State::Edited {
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

    fn is_free(&self, site: &Site<'_>, planned: &Planned, route: &Route, path: &str) -> bool {
        let is_prefix = |prefix: &str| route.path() == prefix;
        let place = PageId::new(planned.language, route.clone());
        !self.routes.contains(&place)
            && !site.edition.places.has(&place)
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

impl Planned {
    /// The page that it becomes.
    pub fn page(&self) -> PageId {
        PageId::new(self.language, self.route.clone())
    }
}

/// Whether an article is finished, and its time has come.
fn is_public(site: &Site<'_>, item: &Item) -> bool {
    let is_to_come = match &item.published {
        Some(Ok(date)) => Moment::parse(date, site.edition.config.time_zone.as_ref())
            .is_ok_and(|moment| moment.is_after(site.edition.as_of.now)),
        _ => false,
    };
    !item.is_draft && (item.is_page || !is_to_come)
}

fn host(address: &str) -> Option<String> {
    Url::parse(address).ok()?.host_str().map(ToOwned::to_owned)
}

/// Tells of an address that is not the one that was wanted.
fn note_other_address(stem: &str, planned: &mut Planned) {
    let path = planned.route.path();
    if planned.state != State::Edited && path.trim_end_matches('/').rsplit('/').next() != Some(stem)
    {
        planned
            .made
            .push(format!("its address, {path}, since {stem} is taken"));
    }
}
