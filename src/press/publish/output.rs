//! The folder of an edition: written beside the old one, then swapped in.

pub mod compress;
pub mod edition_json;
pub mod sink;
pub mod staging;
pub mod swap;
pub mod tree;
pub mod up_to_date;
