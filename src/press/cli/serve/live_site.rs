//! The live site: an edition in memory, whose files are made when somebody asks for them.

use std::{
    collections::HashMap,
    sync::{Mutex, OnceLock, PoisonError},
};

use anyhow::{Result, anyhow};
use gazette_cache::{atomic, fingerprint::Hashed};
use gazette_content::config::ids::{LanguageId, PageId};
use gazette_content::source::media;
use gazette_content::visibility::Change;
use gazette_content::{
    checked_site::{Checked, CheckedSite},
    visibility::Audience,
};
use gazette_image::share::{Fonts, Painter};
use gazette_model::Route;
use gazette_publish::{
    feed,
    html::{bundle::Portal, shell::Shell},
    output::sink::OutputSink,
    publish,
    publish::PageJob,
    redirect, share_images,
    timings::Timings,
};
use jiff::SignedDuration;
use typed_index_collections::TiVec;

/// An edition that nobody has printed yet.
pub struct LiveSite {
    edition: CheckedSite,
    /// Changes by which the same content next makes another edition.
    next: Vec<Change>,
    shell: Hashed<Shell>,
    fonts: Fonts,
    /// Former addresses and what has taken their place, as paths from the host's root.
    redirects: HashMap<String, String>,
    /// Files beside pages and media, all made when one is asked for; or the error.
    others: OnceLock<Result<HashMap<String, Vec<u8>>, String>>,
}

/// Files in memory.
#[derive(Default)]
struct MemorySink(Mutex<HashMap<String, Vec<u8>>>);

impl OutputSink for MemorySink {
    fn put(&self, path: &str, bytes: &[u8]) -> Result<()> {
        let mut files = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        files.insert(path.to_owned(), bytes.to_owned());
        Ok(())
    }
}

impl MemorySink {
    fn into_files(self) -> HashMap<String, Vec<u8>> {
        self.0.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

impl LiveSite {
    /// Takes an edition, and what is around its pages.
    ///
    /// # Errors
    /// If the portal or a font cannot be read.
    pub fn new(checked: Checked, portal: &Portal) -> Result<Self> {
        let Checked {
            site: edition,
            report,
        } = checked;
        let redirects = redirect::all(&edition);
        Ok(Self {
            shell: Hashed::new(Shell::read(portal, &edition.config, Audience::Editors)?),
            fonts: Fonts::read(&edition.config.share_fonts)?,
            redirects: redirects
                .into_iter()
                .flat_map(|it| it.forms().map(|from| (from, it.to.clone())))
                .collect(),
            others: OnceLock::new(),
            edition,
            next: report.next,
        })
    }

    /// Time until something changes by itself; none if it never will.
    pub fn rest(&self) -> Option<SignedDuration> {
        let next = self.next.first()?;
        Some(next.when.duration_since(self.edition.as_of.now))
    }

    /// The checked site that it was made of.
    pub fn edition(&self) -> &CheckedSite {
        &self.edition
    }

    /// The path under which it lies, with slashes at both ends.
    pub fn base(&self) -> &str {
        &self.edition.config.base
    }

    /// Target of a former address, as a path from the host's root.
    pub fn moved(&self, path: &str) -> Option<&str> {
        self.redirects.get(path).map(String::as_str)
    }

    /// A file by its path from the edition's root; `None` if there is none.
    ///
    /// # Errors
    /// If it cannot be made.
    pub fn file(&self, path: &str) -> Result<Option<Vec<u8>>> {
        if let Some(page) = self.page(path) {
            return self.print(&page, path);
        }
        if let Some(file) = self.edition.statics.get(path) {
            return atomic::read(file).map(Some);
        }
        let asset = path.strip_prefix("assets/");
        if let Some(asset) = asset.and_then(|name| self.shell.assets.get(name)) {
            return Ok(Some(asset.bytes().to_owned()));
        }
        if path.starts_with("media/") {
            return self.medium(path);
        }
        let others = self
            .others
            .get_or_init(|| self.others().map_err(|error| format!("{error:#}")));
        let others = others.as_ref().map_err(|error| anyhow!(error.clone()))?;
        Ok(others.get(path).cloned())
    }

    /// The page for addresses where nothing lies, of the language that an address begins with, else of the first.
    ///
    /// # Errors
    /// If it cannot be made.
    pub fn not_found(&self, path: &str) -> Result<Option<Vec<u8>>> {
        let languages = self.edition.config.languages.iter_enumerated().skip(1);
        let mut own = languages.filter(|(_, locale)| path.starts_with(&locale.prefix));
        let language = own
            .next()
            .map_or(LanguageId::FIRST, |(language, _)| language);
        let prefix = &self.edition.config.languages[language].prefix;
        let page = format!("{prefix}{}", Route::NotFound.html_path());
        self.print(&PageId::new(language, Route::NotFound), &page)
    }

    /// The page of which a path is the HTML or the JSON.
    fn page(&self, path: &str) -> Option<PageId> {
        let languages = self.edition.config.languages.iter_enumerated();
        // The first language's prefix is empty, so every path begins with it.
        let mut link_targets = languages.rev().filter_map(|(language, locale)| {
            let below = path.strip_prefix(locale.prefix.as_str())?;
            let page = below
                .strip_suffix(".json")
                .map(|stem| format!("{stem}.html"));
            let route = Route::parse(page.as_deref().unwrap_or(below))?;
            let is_file = route.html_path() == below || route.json_path() == below;
            let place = PageId::new(language, route);
            let is_there =
                self.edition.link_targets.has(&place) || self.edition.untranslated.contains(&place);
            (is_file && is_there).then_some(place)
        });
        link_targets.next()
    }

    fn print(&self, id: &PageId, path: &str) -> Result<Option<Vec<u8>>> {
        let page = PageJob {
            edition: &self.edition,
            shell: &self.shell,
            feeds: &feed::feeds(&self.edition, id.language),
            image: &share_images::of(&self.edition, &self.fonts, id).image,
            id,
        };
        let files = MemorySink::default();
        page.files(&files)?;
        Ok(files.into_files().remove(path))
    }

    /// A picture or attachment as it is, or a share image, which is drawn.
    fn medium(&self, path: &str) -> Result<Option<Vec<u8>>> {
        if let Some(file) = self.edition.media().get(path) {
            return media::published(file).map(Some);
        }
        if let Some(picture) = self.edition.pictures().get(path) {
            return Ok(Some(picture.load()?.into()));
        }
        let pages = self.edition.pages().into_iter();
        let mut images = pages.map(|page| share_images::of(&self.edition, &self.fonts, page).image);
        let image = images.find(|image| image.address == path);
        image
            .map(|image| Painter::new(&self.fonts).draw(&image))
            .transpose()
    }

    fn others(&self) -> Result<HashMap<String, Vec<u8>>> {
        let languages = self.edition.config.languages.keys();
        let feeds: TiVec<LanguageId, _> = languages
            .map(|language| feed::feeds(&self.edition, language))
            .collect();
        let files = MemorySink::default();
        let mut timings = Timings::start();
        publish::others(
            &self.edition,
            &self.shell,
            &feeds,
            &files,
            None,
            &mut timings,
        )?;
        Ok(files.into_files())
    }
}
