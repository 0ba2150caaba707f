//! A page of an edition: its JSON and its HTML.

use std::cell::LazyCell;

use anyhow::Result;
use gazette_cache::fingerprint::key;
use gazette_content::checked_site::CheckedSite;
use gazette_content::config::ids::PageId;
use gazette_image::share::ShareImage;

use crate::{
    documents,
    feed::Feed,
    html::{page_context::Sheet, print, shell::Shell},
    output::staging::Tray,
    publish::encode,
};

/// A page of an edition.
pub struct Page<'a> {
    /// The edition.
    pub edition: &'a CheckedSite,
    /// What is around it.
    pub shell: &'a Shell,
    /// The feeds of its language.
    pub feeds: &'a [Feed<'a>],
    /// Its picture where it is shared.
    pub image: &'a ShareImage,
    /// A key of everything that goes into all pages of its language.
    pub around: u128,
    /// Its language and route.
    pub id: &'a PageId,
}

impl Page<'_> {
    /// Makes its JSON and its HTML, and returns a key of what is in it.
    ///
    /// # Errors
    /// If the tray refuses them.
    pub fn files(&self, tray: &impl Tray) -> Result<u128> {
        let &Self {
            edition, image, id, ..
        } = self;
        let route = &id.route;
        let locale = &edition.config.languages[id.language];
        let path = |path: String| format!("{}{path}", locale.prefix);
        let within = key(&[
            &encode(&documents::outline(edition, id))?,
            &documents::text_key(edition, id).to_le_bytes(),
        ]);
        // Texts of pages that are as they were stay closed.
        let document = LazyCell::new(|| documents::document(edition, id));
        let from = key(&[&self.around.to_le_bytes(), &within.to_le_bytes()]);
        tray.make(&path(route.json_path()), from, || encode(&*document))?;
        let image = image.undrawn.is_none().then_some(image);
        let links = print::feed_links(self.feeds, route);
        let from = key(&[
            &from.to_le_bytes(),
            edition.text(id).as_bytes(),
            links.as_bytes(),
            image.map_or("", |image| &image.address).as_bytes(),
        ]);
        tray.make(&path(route.html_path()), from, || {
            let sheet = Sheet {
                config: &edition.config,
                audience: edition.as_of.audience,
                locale,
                route,
                document: &document,
                news: edition.news(id),
                image,
            };
            Ok(print::page(self.shell, &sheet, &links).into_bytes())
        })?;
        Ok(within)
    }
}
