//! Search: the question goes to the search engine, a program of its own, which `boot.js` fetches when it is wanted.

use wasm_bindgen::prelude::*;

use crate::api::decode::decode;
use crate::app::Found;
use crate::model::{Failure, Search, Site, search::Asked};

#[wasm_bindgen]
extern "C" {
    /// `find` of `src/bin/search.rs`; fails where the engine cannot be had.
    #[wasm_bindgen(js_name = gazetteSearch, catch)]
    async fn engine(
        index: &str,
        root: &str,
        address: &str,
        is_typing: bool,
    ) -> Result<JsValue, JsValue>;
}

/// Answers a reader. `is_typing` says that the last word may go on.
///
/// # Errors
/// As [`crate::api::get`], where the engine, the index or a document cannot be had.
pub async fn find(
    site: &Site,
    page: &Search,
    asked: Asked,
    is_typing: bool,
) -> Result<Found, Failure> {
    let answer = engine(&page.index, &site.root, &asked.address(), is_typing).await;
    let answer = answer.map_err(|_| Failure::Network)?;
    let answer: Result<_, Failure> = decode(answer).map_err(|_| Failure::Malformed)?;
    Ok(Found {
        asked,
        answer: answer?,
    })
}
