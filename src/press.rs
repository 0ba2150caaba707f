//! Press: compiles manuscripts into an edition.
//!
//! Reading is the first step (`load`) and writing the last (`publish`); everything in between (`check`) is pure.

mod clock;
mod command;
mod tell;

mod load;
mod problem;
pub mod report;
mod rule;
mod source;

mod allow;
mod atomic;
mod check;
mod config;
mod contact;
mod counter;
mod embargo;
mod fields;
mod known;
mod locale;
mod manuscript;
mod medium;
mod moment;
mod navigation;
mod number;
mod phone;
mod picture;
mod places;
mod shelf;
mod timing;
mod upkeep;
mod views;
mod words;

mod body;
mod cache;
mod footnotes;
mod mark;
mod markdown;
mod passage;
mod space;
mod wording;

mod card;
mod compress;
mod deploy;
mod edition;
mod exchange;
mod feed;
mod gallery;
pub mod headers;
mod host;
pub mod import;
pub mod index;
mod init;
mod marker;
mod new;
mod offline;
mod online;
mod portal;
pub mod preview;
mod print;
pub mod proof;
mod publish;
mod reader;
mod reading;
mod redirect;
mod related;
mod schema;
mod serve;
mod share_image;
mod shell;
mod sitemap;
mod staging;
mod standing;
mod tree;
mod web_manifest;

pub use command::main;
