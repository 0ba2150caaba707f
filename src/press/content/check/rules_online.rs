//! Rules that only `press check --online` can try: whether other sites are there.

use std::sync::Arc;

use gazette_diagnostics::rule;
use gazette_diagnostics::source::Source;

use crate::{
    config::site::Config,
    source::{external_link::ExternalLink, load::Sources},
};

/// Links of `site.toml`.
pub fn of_site(sources: &Sources, config: &Config) -> Vec<(Source, ExternalLink)> {
    let source = sources.texts.get("site.toml");
    let links = config
        .languages
        .iter()
        .flat_map(|locale| &locale.external_links);
    links
        .filter_map(|link| Some((Arc::clone(source?), link.clone())))
        .collect()
}

/// Tells whether a rule is tried online alone.
pub fn asks_for(rule: &str) -> bool {
    [&rule::LINK_DEAD, &rule::LINK_MOVED]
        .iter()
        .any(|online| online.names().any(|name| name == rule))
}
