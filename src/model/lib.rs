//! The contract between press and the portal: the JSON of an edition, its routes, and the pure functions both need.

mod address;
mod article;
mod content;
mod document;
mod escape;
mod failure;
mod listing;
mod node;
mod plain_text;
mod route;
#[cfg(not(target_arch = "wasm32"))]
pub mod schema;
pub mod search;
mod site;
#[cfg(not(target_arch = "wasm32"))]
mod slugify;
mod strings;
mod text;

pub use address::{has_safe_scheme, is_link, is_own, may_stand};
pub use article::{Article, Contact};
pub use content::{Block, Choice, Content, Home, NotFound, Page, Search};
pub use document::{Alternate, Crumb, Document, Head};
pub use escape::{escape, push_escaped};
pub use failure::Failure;
pub use listing::{Listing, PAGE_LENGTH, Teaser};
pub use node::{Attribute, Element, Node, Tag};
pub use plain_text::plain_text;
pub use route::{Route, Slug, SlugError};
pub use site::{AccessKeys, Fact, Footer, Language, Link, Site};
#[cfg(not(target_arch = "wasm32"))]
pub use slugify::{is_spelt, slugify};
pub use strings::{UiStrings, UiText};
pub use text::{Display, fill};

/// The major version of every JSON file's `schema` field. Readers ignore unknown fields, so only a change that an older
/// portal would misread raises it.
pub const SCHEMA: u32 = gazette_search::SCHEMA;
