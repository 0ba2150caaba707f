//! The content of a site. A folder of files goes in; a checked site and a report of its problems come out.
//!
//! Modules stand in one staircase, and import only what stands before them: `source`, `toml`, `config`, `manuscript`,
//! `visibility`, `links`, `body`, `library`, `checked_site`, `check`.

pub mod body;
pub mod check;
pub mod checked_site;
pub mod config;
pub mod library;
pub mod links;
pub mod manuscript;
pub mod source;
pub mod toml;
pub mod visibility;
