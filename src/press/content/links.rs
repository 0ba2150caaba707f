//! Links within the site: targets, their lifetimes, and broken links.

pub mod broken_link;
pub mod lifetimes;
pub mod targets;
