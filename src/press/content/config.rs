//! The site's configuration: `site.toml` and the texts of each language.

pub mod contact;
pub mod counter;
pub mod date;
pub mod fonts;
pub mod host;
pub mod hubs;
pub mod ids;
pub mod locale;
pub mod newsletter;
pub mod note_kind;
pub mod notice;
pub mod number;
pub mod phone;
mod service;
pub mod site;
pub mod words;
