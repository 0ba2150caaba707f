//! Journeys of readers in real headless Chromium, through WebDriver, against the edition.
//!
//! `cargo xtask test` builds the bundle and names the tools in the environment; without them these tests fail and say so.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a journey that cannot go on has failed"
)]

mod harness;

mod accessibility;
mod article;
mod failing;
mod keyboard;
mod languages;
mod layout;
mod moving;
mod pictures;
mod search;
mod takeover;
