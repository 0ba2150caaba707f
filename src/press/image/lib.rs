//! Pictures. Files of editors go in; clean originals, smaller variants and drawn share images come out.

pub mod media_name;
pub mod picture;
pub mod share;
