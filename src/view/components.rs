//! The parts that pages are made of, one noun a file.

pub mod element;

mod breadcrumb;
mod contact_block;
mod dateline;
mod fact_list;
mod failed;
mod filters;
mod fold;
mod footer;
mod hit_list;
mod landmark;
mod language_switch;
mod masthead;
mod navigation;
mod pagination;
mod placeholder;
mod prose;
mod search_form;
mod teaser_list;
mod title;
mod tools;
mod topic_list;

pub use breadcrumb::breadcrumb;
pub use contact_block::contact_block;
pub use dateline::dateline;
pub use fact_list::fact_list;
pub use failed::{RETRY, failed, reason, try_again};
pub use filters::{FILTERS, filters};
pub use fold::fold;
pub use footer::footer;
pub use hit_list::{hit_list, page_links};
pub use landmark::landmark;
pub use language_switch::language_switch;
pub use masthead::masthead;
pub use navigation::navigation;
pub use pagination::pagination;
pub use placeholder::placeholder;
#[cfg(not(target_arch = "wasm32"))]
pub use prose::prose_elsewhere;
pub use prose::{part, prose};
pub use search_form::search_form;
pub use teaser_list::{TitleLevel, badge, entry, teaser_list};
pub use title::titled;
pub use tools::{article_tools, page_tools};
pub use topic_list::topic_list;
