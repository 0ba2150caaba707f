//! The parts that pages are made of, one noun a file.

mod breadcrumb;
mod contact_block;
mod dateline;
mod fact_list;
mod failed;
mod footer;
mod landmark;
mod masthead;
mod navigation;
mod pagination;
mod placeholder;
mod prose;
mod search_form;
mod teaser_list;
mod topic_list;

pub use breadcrumb::*;
pub use contact_block::*;
pub use dateline::*;
pub use fact_list::*;
pub use failed::*;
pub use footer::*;
pub use landmark::*;
pub use masthead::*;
pub use navigation::*;
pub use pagination::*;
pub use placeholder::*;
pub use prose::*;
pub use search_form::*;
pub use teaser_list::*;
pub use topic_list::*;
