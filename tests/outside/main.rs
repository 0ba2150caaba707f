//! Other people's programs on an edition: web servers serve it, checkers read it. And the whole story of a site, by
//! the one file that an operator has.
//!
//! `cargo xtask test` installs the programs and names them in the environment; without them these tests fail and say so.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![expect(
    clippy::case_sensitive_file_extension_comparisons,
    reason = "press writes them in lower case"
)]

#[path = "../browser/harness/bidi.rs"]
mod bidi;
#[expect(dead_code, reason = "the journeys use all of it")]
#[path = "../browser/harness/browser.rs"]
mod browser;
#[expect(dead_code, reason = "the journeys use all of it")]
#[path = "../browser/harness/driver.rs"]
mod driver;
#[expect(dead_code, reason = "the journeys use all of it")]
#[path = "../browser/harness/engine.rs"]
mod engine;
#[expect(dead_code, reason = "the suite uses all of it")]
#[path = "../shared/fixture.rs"]
mod fixture;
#[path = "../shared/kinds.rs"]
mod kinds;
#[expect(dead_code, reason = "the suite uses all of it")]
#[path = "../shared/serving.rs"]
mod serving;
#[path = "../shared/setting.rs"]
mod setting;
mod site;
#[expect(dead_code, reason = "the suite uses all of it")]
#[path = "../shared/store.rs"]
mod store;

mod feeds;
mod hosts;
mod json;
mod pages;
mod story;
mod toml;
mod upload;
mod views;

use setting::setting;
