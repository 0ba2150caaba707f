//! The whole page: landmarks around the current content.

#[cfg(not(target_arch = "wasm32"))]
mod print;

#[cfg(not(target_arch = "wasm32"))]
pub use print::print;
