//! Gazette: a news portal for public agencies.
//!
//! One package, two programs. `press` (native) compiles manuscripts into an edition; the portal (WebAssembly) shows
//! that edition to readers. The components are the same on both sides: they print in press and run in the portal. Where a
//! reader searches, the search engine joins the portal: a small WebAssembly of its own, from the crate [`gazette_search`].

pub mod model;

pub mod app;
mod components;
mod pages;

#[cfg(target_arch = "wasm32")]
mod api;
#[cfg(target_arch = "wasm32")]
pub mod portal;

#[cfg(not(target_arch = "wasm32"))]
pub mod press;
