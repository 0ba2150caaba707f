//! Search as the portal and press see it: what is asked, what is shown, what of a page can be found. The index and the engine
//! that reads it are a crate of their own, [`gazette_search`].

mod answer;
mod request;
mod results;
mod text;

pub use answer::{Answer, Hit};
pub use request::SearchRequest;
pub use results::Found;
pub use text::searchable;
