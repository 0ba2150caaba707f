//! Manuscripts as a library: listings, related articles, translations.

pub mod home;
pub mod listings;
pub mod related;
pub mod settled;
pub mod translations;
