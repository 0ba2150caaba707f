//! Formats of feeds, and where their documents lie.

use gazette_model::Route;

/// Folder of the feed that has the articles of a list, below the language's root.
pub fn folder(route: &Route) -> String {
    match route {
        Route::News => "feeds/".into(),
        other => other.path(),
    }
}

/// A format that feeds are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FeedFormat {
    /// Atom (RFC 4287).
    Atom,
    /// RSS 2.0.
    Rss,
    /// JSON Feed 1.1.
    Json,
}

impl FeedFormat {
    /// All formats, in the order in which pages name them.
    pub const ALL: [Self; 3] = [Self::Atom, Self::Rss, Self::Json];

    /// Its name for readers.
    pub fn name(self) -> &'static str {
        match self {
            Self::Atom => "Atom",
            Self::Rss => "RSS",
            Self::Json => "JSON Feed",
        }
    }

    /// The media type of its documents.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Atom => "application/atom+xml",
            Self::Rss => "application/rss+xml",
            Self::Json => "application/feed+json",
        }
    }

    /// The file's name of the current document, or of an archive by its number.
    pub fn file_name(self, archive: Option<u32>) -> String {
        let (name, extension) = match self {
            Self::Atom => ("atom", "xml"),
            Self::Rss => ("rss", "xml"),
            Self::Json => ("feed", "json"),
        };
        match archive {
            None => format!("{name}.{extension}"),
            Some(number) => format!("{name}-{number}.{extension}"),
        }
    }
}
