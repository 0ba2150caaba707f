//! The search engine: from what a reader asks for to what is shown. Its browser part is a WebAssembly of its own
//! (`src/bin/search.rs`), fetched when a reader searches, so nothing of the portal may use this module.

mod find;
mod hits;
mod matcher;
mod query;
mod typo;

#[cfg(target_arch = "wasm32")]
pub mod browser;

pub use find::{Finding, Index};
pub use matcher::Matcher;
pub use query::{Clause, Query, Question};
