//! The page that readers see: frame, pages and components. Documents go in; natively HTML comes out, in a browser a view that
//! Leptos runs.

mod components;
mod frame;
mod pages;
#[cfg(not(target_arch = "wasm32"))]
mod print;
mod state;

pub use frame::{RETRY_BUTTON, SEARCH_FILTERS, app};
#[cfg(not(target_arch = "wasm32"))]
pub use print::{print, print_body};
pub use state::{Shown, View};
