//! Native tests: fixtures in, snapshots out; properties; and the house's own rules.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod addresses;
mod announce;
mod bodies;
mod counter;
mod documents;
mod embargo;
mod feeds;
#[path = "../shared/fixture.rs"]
mod fixture;
mod foreign;
mod front_matter;
mod home;
mod hostile;
#[path = "../shared/hostile.rs"]
mod hostile_data;
mod hosts;
mod images;
mod importing;
mod incremental;
mod invalid;
#[path = "../shared/kinds.rs"]
mod kinds;
mod languages;
mod layers;
mod legible;
mod listings;
mod notices;
mod online;
mod press;
mod preview;
mod publishing;
mod ranges;
mod reader;
mod recordings;
mod reports;
mod route;
mod rules;
mod schemas;
mod search;
mod serve;
#[path = "../shared/serving.rs"]
mod serving;
mod sitemaps;
mod starting;
#[path = "../shared/store.rs"]
mod store;
mod subscribe;
mod tidy;
mod timing;
mod upload;
mod views;
mod visibility;
