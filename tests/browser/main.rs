//! Journeys of readers in real headless Chromium, through WebDriver, against the release bundle in `dist/`.
//!
//! `cargo xtask test` builds the bundle and names the tools in the environment; without them these tests fail and say so.

mod harness;

mod accessibility;
mod article;
mod failing;
mod keyboard;
mod layout;
mod moving;
mod search;
mod takeover;
