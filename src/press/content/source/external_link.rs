//! Links to other sites.

use std::ops::Range;

use url::Url;

/// A link to another site.
#[derive(Debug, Clone, Hash)]
pub struct Outward {
    /// Where it leads: `http` or `https`.
    pub url: Url,
    /// Where it stands.
    pub span: Range<usize>,
}

impl Outward {
    /// The link to an address, if it is one that can be asked for.
    pub fn new(url: Url, span: Range<usize>) -> Option<Self> {
        let is_web = matches!(url.scheme(), "http" | "https") && url.has_host();
        is_web.then_some(Self { url, span })
    }

    /// What is asked for: a part of a page is known to browsers only.
    pub fn page(&self) -> Url {
        let mut url = self.url.clone();
        url.set_fragment(None);
        url
    }
}
