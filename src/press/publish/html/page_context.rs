//! Everything that a page is printed from.

use gazette_content::{
    config::{locale::Locale, site::Config},
    manuscript::News,
    visibility::Audience,
};
use gazette_image::share::ShareImage;
use gazette_model::{Document, Route};

/// What a page is printed from.
pub struct Sheet<'a> {
    /// The site.
    pub config: &'a Config,
    /// Who sees it.
    pub audience: Audience,
    /// The page's language.
    pub locale: &'a Locale,
    /// Where it lies.
    pub route: &'a Route,
    /// What it shows.
    pub document: &'a Document,
    /// What an article's manuscript says of it.
    pub news: Option<&'a News>,
    /// Its picture where it is shared.
    pub image: Option<&'a ShareImage>,
}
