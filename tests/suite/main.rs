//! Native tests: fixtures in, snapshots out; properties; and the house's own rules.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod embargo;
mod feeds;
#[path = "../shared/fixture.rs"]
mod fixture;
mod hosts;
mod importing;
mod languages;
mod press;
mod preview;
mod publishing;
mod route;
mod sitemaps;
mod tidy;
mod timing;
