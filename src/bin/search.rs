//! The search engine's doorway: the one function that the portal calls, by way of `public/boot.js`.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen::prelude::*;

/// Answers what a search page's address asks for; `is_typing` says that its last word may go on. The answer is a
/// `Result<Answer, Failure>` as plain data.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen]
pub async fn find(index: String, root: String, address: String, is_typing: bool) -> JsValue {
    gazette::search::browser::find(&index, &root, &address, is_typing).await
}

fn main() {
    #[cfg(not(target_arch = "wasm32"))]
    eprintln!("The search runs in a browser: try `cargo xtask serve`.");
}
