//! Links to other sites.

use std::ops::Range;

use url::Url;

/// A link to another site.
#[derive(Debug, Clone, Hash)]
pub struct ExternalLink {
    /// Target, with the scheme `http` or `https`.
    pub url: Url,
    /// Byte range in the manuscript.
    pub span: Range<usize>,
}

impl ExternalLink {
    /// The link to an address, if it is one that can be asked for.
    pub fn new(url: Url, span: Range<usize>) -> Option<Self> {
        let is_web = matches!(url.scheme(), "http" | "https") && url.has_host();
        is_web.then_some(Self { url, span })
    }

    /// Returns the URL to request, without its fragment, which only browsers interpret.
    pub fn page(&self) -> Url {
        let mut url = self.url.clone();
        url.set_fragment(None);
        url
    }
}
