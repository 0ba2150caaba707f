//! The share image of each page.

use gazette_content::checked_site::CheckedSite;
use gazette_content::config::{host::ShareImages, ids::PageId};
use gazette_image::share::{Fonts, ShareImage};

/// The share image of a page, and the first character for which an article has none of its own.
pub struct SharedImage {
    /// The image.
    pub image: ShareImage,
    /// A character that no font has.
    pub undrawn: Option<char>,
}

/// The share image of a page: an article has one of its own unless the site wants none, all others show the site's. So does
/// an article with a character that no font has.
pub fn of(edition: &CheckedSite, fonts: &Fonts, page: &PageId) -> SharedImage {
    let own = own(edition, fonts, page);
    let undrawn = own.as_ref().and_then(|image| image.undrawn);
    let own = own.filter(|image| image.undrawn.is_none());
    let image = own.unwrap_or_else(|| of_site(edition, fonts, page));
    SharedImage {
        undrawn: undrawn.or(image.undrawn),
        image,
    }
}

/// The image of an article.
fn own(edition: &CheckedSite, fonts: &Fonts, page: &PageId) -> Option<ShareImage> {
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
    let note = published.display(&edition.config.dates).text;
    Some(image(edition, fonts, page, manuscript.title.clone(), note))
}

fn of_site(edition: &CheckedSite, fonts: &Fonts, page: &PageId) -> ShareImage {
    let site = &edition.config.languages[page.language].site;
    image(
        edition,
        fonts,
        page,
        site.name.clone(),
        site.tagline.clone(),
    )
}

fn image(
    edition: &CheckedSite,
    fonts: &Fonts,
    page: &PageId,
    title: String,
    note: String,
) -> ShareImage {
    let site = &edition.config.languages[page.language].site;
    let (name, organization) = (site.name.clone(), site.footer.organization.clone());
    ShareImage::new(title, note, name, organization, fonts)
}
