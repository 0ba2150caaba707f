//! Publishing. A checked site goes in; documents, printed pages, feeds, a search index and files for hosts come out, swapped in
//! as one folder.

pub mod documents;
pub mod feed;
pub mod host;
pub mod html;
pub mod notices;
pub mod output;
pub mod publish;
pub mod redirect;
pub mod responsive_images;
pub mod search_index;
pub mod share_images;
pub mod sitemap;
pub mod timings;
mod xml;
