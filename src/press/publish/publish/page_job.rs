//! A page of an edition: its JSON and its HTML.

use anyhow::Result;
use gazette_cache::fingerprint::{Fingerprint, Hashed};
use gazette_content::{
    body::recording::ShownRecording,
    checked_site::CheckedSite,
    config::{ids::PageId, site::Config},
    manuscript::News,
    visibility::Audience,
};
use gazette_image::{picture::Crop, share::ShareImage};
use gazette_model::Route;

use crate::{
    documents,
    documents::closed::ClosedDocument,
    feed::Feed,
    html::{page_context::PageContext, print, shell::Shell},
    notices,
    output::sink::OutputSink,
    publish::encode,
};

/// A page of an edition.
pub struct PageJob<'a> {
    /// The edition.
    pub edition: &'a CheckedSite,
    /// The portal's page around it.
    pub shell: &'a Hashed<Shell>,
    /// The feeds of its language.
    pub feeds: &'a [Feed<'a>],
    /// Its picture where it is shared.
    pub image: &'a ShareImage,
    /// Its language and route.
    pub id: &'a PageId,
}

/// All inputs of a page's files, which are made from nothing else.
#[derive(Hash)]
struct PageInputs<'a> {
    shell: &'a Hashed<Shell>,
    config: &'a Hashed<Config>,
    audience: Audience,
    id: &'a PageId,
    /// Texts of pages that are as they were stay closed.
    document: Hashed<ClosedDocument<'a>>,
    news: Option<&'a News>,
    crops: &'a [Crop],
    recordings: &'a [ShownRecording],
    image: &'a ShareImage,
    /// Notices for the whole site, as HTML: the start page alone has them from the start.
    notices: String,
    /// Links to feeds, as HTML.
    feeds: String,
}

impl PageJob<'_> {
    /// Makes its JSON and its HTML, and returns the fingerprint of its document.
    ///
    /// # Errors
    /// If they cannot be made or the sink refuses them.
    pub fn files(&self, sink: &impl OutputSink) -> Result<Fingerprint> {
        let &Self { edition, id, .. } = self;
        let route = &id.route;
        let inputs = PageInputs {
            shell: self.shell,
            config: &edition.config,
            audience: edition.as_of.audience,
            id,
            document: Hashed::new(documents::closed(edition, id)),
            news: edition.news(id),
            crops: edition.image(id).map_or(&[], |image| edition.crops(image)),
            recordings: edition.recordings(id),
            image: self.image,
            notices: match route {
                Route::Home => notices::html(edition, id.language),
                _ => String::new(),
            },
            feeds: print::feed_links(self.feeds, route),
        };
        let prefix = &edition.config.languages[id.language].prefix;
        let paths = [route.json_path(), route.html_path()].map(|path| format!("{prefix}{path}"));
        sink.memo(&paths, &inputs, files)?;
        Ok(inputs.document.fingerprint())
    }
}

/// A page's JSON and its HTML.
fn files(inputs: &PageInputs<'_>) -> Result<[Vec<u8>; 2]> {
    let document = inputs.document.open();
    let sheet = PageContext {
        config: inputs.config,
        audience: inputs.audience,
        locale: &inputs.config.languages[inputs.id.language],
        route: &inputs.id.route,
        document: &document,
        news: inputs.news,
        notices: &inputs.notices,
        crops: inputs.crops,
        recordings: inputs.recordings,
        image: inputs.image,
    };
    let html = print::page(inputs.shell, &sheet, &inputs.feeds);
    Ok([encode(&document)?, html.into_bytes()])
}
