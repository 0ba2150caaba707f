//! Press: compiles manuscripts into an edition.
//!
//! Reading is the first step (`load`) and writing the last (`publish`); everything in between (`check`) is pure.

mod clock;
mod command;

mod load;
mod problem;
mod source;

mod check;
mod config;
mod contact;
mod embargo;
mod fields;
mod locale;
mod manuscript;
mod medium;
mod moment;
mod navigation;
mod number;
mod phone;
mod places;
mod shelf;
mod timing;
mod words;

mod body;
mod footnotes;
mod mark;
mod markdown;
mod space;

mod card;
mod compress;
mod deploy;
mod edition;
mod exchange;
mod feed;
pub mod headers;
mod host;
pub mod import;
mod offline;
pub mod preview;
mod print;
mod publish;
mod reader;
mod reading;
mod redirect;
mod related;
mod share_image;
mod shell;
mod sitemap;
mod staging;
mod tree;
mod web_manifest;

pub use command::main;
