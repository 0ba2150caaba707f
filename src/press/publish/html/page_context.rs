//! Everything that a page is printed from.

use gazette_content::{
    body::recording::ShownRecording,
    config::{locale::Locale, site::Config},
    manuscript::News,
    visibility::Audience,
};
use gazette_image::{picture::Crop, share::ShareImage};
use gazette_model::{Document, Route};

/// Inputs for printing a page.
pub struct PageContext<'a> {
    /// The site.
    pub config: &'a Config,
    /// Audience of the edition.
    pub audience: Audience,
    /// The page's language.
    pub locale: &'a Locale,
    /// Route of the page.
    pub route: &'a Route,
    /// Document to print.
    pub document: &'a Document,
    /// Fields of an article's manuscript.
    pub news: Option<&'a News>,
    /// Notices for the whole site that are printed with it, as HTML.
    pub notices: &'a str,
    /// Cuts of the picture that leads it.
    pub crops: &'a [Crop],
    /// Video and sound that it plays.
    pub recordings: &'a [ShownRecording],
    /// Its picture where it is shared.
    pub image: &'a ShareImage,
}
