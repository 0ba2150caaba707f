//! Ids of what a site has many of.

use gazette_model::Route;

/// A language of the site: its place in `languages` of `site.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LanguageId(u16);

impl LanguageId {
    /// The language at the site's root.
    pub const FIRST: Self = Self(0);
}

impl From<usize> for LanguageId {
    fn from(index: usize) -> Self {
        // A site of more languages than the world has does not fit into memory either.
        Self(u16::try_from(index).unwrap_or(u16::MAX))
    }
}

impl From<LanguageId> for usize {
    fn from(id: LanguageId) -> Self {
        id.0.into()
    }
}

/// A manuscript of the site, an article or a plain page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ManuscriptId(u32);

impl From<usize> for ManuscriptId {
    fn from(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }
}

impl From<ManuscriptId> for usize {
    fn from(id: ManuscriptId) -> Self {
        id.0 as usize
    }
}

/// A page of the edition: a route in a language.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PageId {
    /// Its language.
    pub language: LanguageId,
    /// Its route there.
    pub route: Route,
}

impl PageId {
    /// The page of a route in a language.
    pub fn new(language: LanguageId, route: Route) -> Self {
        Self { language, route }
    }
}
