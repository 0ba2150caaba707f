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
mod comfort;
mod counter;
mod failing;
mod faults;
mod home;
mod hostile;
#[path = "../shared/hostile.rs"]
mod hostile_data;
mod keyboard;
mod languages;
mod latest;
mod layout;
mod lead;
mod listen;
mod matrix;
mod moving;
mod newsroom;
mod notices;
mod offline;
mod paper;
mod phone;
mod pictures;
mod places;
mod recordings;
mod release;
mod search;
mod search_engine;
mod subscribe;
mod takeover;
mod turning;
