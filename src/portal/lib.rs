//! The program in the reader's browser. Clicks and addresses go in; documents are fetched, and the page that they make is shown
//! by `gazette-view`.
#![cfg(target_arch = "wasm32")]

mod address;
mod boot;
mod events;
mod focus;
mod head;
mod links;
mod navigator;
mod network;
mod scroll;
mod search_engine;
mod search_field;

pub use boot::boot;
