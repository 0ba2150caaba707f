//! The search engine: from what a reader asks for to what is shown, and the form of the index that press writes for it.
//!
//! Readers' browsers fetch it when they search, as a WebAssembly of its own (`main.rs`), so the portal uses only the plain
//! types of this crate. It is a crate, since whatever a program's own library exports to the browser is in that program,
//! wanted or not. The engine fetches nothing: the portal does, and has the documents at hand if one is opened then.

#[cfg(not(target_arch = "wasm32"))]
mod decompose;
mod engine;
mod find;
mod fold;
mod form;
mod hits;
mod index;
mod key;
mod letter;
mod manifest;
mod marked;
mod matcher;
mod query;
mod shard;
mod stem;
mod text;
mod token;
mod typo;
mod word;

#[cfg(not(target_arch = "wasm32"))]
pub use decompose::decompose;
pub use engine::{Engine, FoundDocument, Missing, SearchOutcome};
pub use find::Candidates;
pub use fold::Decompose;
pub use form::forms;
pub use index::Index;
pub use key::{FILTER, RECENT, REVERSED, WRITTEN, kind_key, topic_key, year_key};
pub use manifest::{CHUNK, NAME_LENGTH, SCHEMA, SearchManifest, name};
pub use marked::Marked;
pub use matcher::Matcher;
pub use query::{Clause, Order, PAGE, Query, Question};
pub use shard::{Posting, ShardEntry, Weight, encode_posting, encode_shard, entries, postings};
pub use text::Searchable;
pub use token::{Rules, Tie, Unit, dense_runs, grams, is_together, units};
