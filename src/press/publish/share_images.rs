//! The share image of each page.

use gazette_content::checked_site::CheckedSite;
use gazette_content::config::{host::ShareImages, ids::PageId};
use gazette_image::share::{Fonts, ShareImage};

/// The share image of a page, and the first character for which an article has none of its own.
pub struct SharedImage {
    /// The image.
    pub image: ShareImage,
    /// A character of the title that no font has.
    pub undrawn: Option<char>,
}

/// The share image of a page: an article has one of its own unless the site wants none, all others show the site's. So does
/// an article whose title has a character that no font has.
pub fn of(edition: &CheckedSite, fonts: &Fonts, page: &PageId) -> SharedImage {
    let site = &edition.config.languages[page.language].site;
    let image = |title: &str, note: &str| {
        let texts = [title, note, &site.name, &site.footer.organization];
        let [title, note, name, organization] = texts.map(ToOwned::to_owned);
        ShareImage::new(title, note, name, organization, fonts)
    };
    let own = own(edition, page);
    let undrawn = own.as_ref().and_then(|(title, _)| fonts.lacking(title));
    if let Some((title, note)) = own.filter(|_| undrawn.is_none()) {
        let image = image(title, &note);
        return SharedImage { image, undrawn };
    }
    // Names of hosts are ASCII, so that there is always something to draw.
    let lacking = fonts.lacking(&site.name);
    let title = lacking.map_or(&site.name, |_| &edition.config.host);
    SharedImage {
        image: image(title, &site.tagline),
        undrawn: undrawn.or(lacking),
    }
}

/// Title and date of an article that is to have an image of its own.
fn own<'a>(edition: &'a CheckedSite, page: &PageId) -> Option<(&'a str, String)> {
    if edition.config.share_images == ShareImages::Site {
        return None;
    }
    // What is shared of an article with a picture is that picture.
    let lead = edition.image(page);
    if lead.is_some_and(|lead| !edition.crops(lead).is_empty()) {
        return None;
    }
    let index = edition.listings[page.language].by_route.get(&page.route)?;
    let manuscript = &edition.manuscripts[*index];
    let published = &manuscript.news.as_ref()?.published;
    let date = published.display(&edition.config.dates).text;
    Some((&manuscript.title, date))
}
