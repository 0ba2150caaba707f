//! The share image of each page.

use gazette_content::checked_site::CheckedSite;
use gazette_content::config::ids::PageId;
use gazette_image::share::{Fonts, ShareImage};

/// The share image of a page: an article has one of its own, all others show the site's.
pub fn of(edition: &CheckedSite, fonts: &Fonts, page: &PageId) -> ShareImage {
    let locale = &edition.config.languages[page.language];
    let index = edition.listings[page.language].by_route.get(&page.route);
    let manuscript = index.map(|index| &edition.manuscripts[*index]);
    let article = manuscript.and_then(|manuscript| Some((manuscript, manuscript.news.as_ref()?)));
    let (title, note) = match article {
        Some((manuscript, news)) => (
            manuscript.title.clone(),
            news.published.display(&edition.config.dates).text,
        ),
        None => (locale.site.name.clone(), locale.site.tagline.clone()),
    };
    let site = locale.site.name.clone();
    let organization = locale.site.footer.organization.clone();
    ShareImage::new(title, note, site, organization, fonts)
}
