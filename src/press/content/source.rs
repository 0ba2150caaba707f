//! Files below the content folder, before anything in them is understood.

pub mod external_link;
pub mod ignored;
pub mod illegible;
pub mod load;
pub mod media;
pub mod path;
