//! Search by title, summary and topic.

use std::cell::RefCell;
use std::rc::Rc;

use crate::api;
use crate::app::{Failure, Found};
use crate::model::SearchIndex;

thread_local! {
    static INDEX: RefCell<Option<Rc<SearchIndex>>> = const { RefCell::new(None) };
}

/// The articles whose title, summary or topics have every word of a query; newest first.
///
/// # Errors
/// As [`api::get`], where the index cannot be had.
pub async fn find(index_path: &str, query: String) -> Result<Found, Failure> {
    let index = index(index_path).await?;
    // The browser knows every script's lower case; tables of our own would cost each reader 4 KB.
    let lower = String::from(js_sys::JsString::from(query.as_str()).to_lower_case());
    let words: Vec<&str> = lower.split_whitespace().collect();
    let has_all = |text: &str| words.iter().all(|word| contains(text, word));
    let hits = index.entries.iter().filter(|entry| has_all(&entry.text));
    let teasers = hits.map(|entry| entry.teaser.clone()).collect();
    Ok(Found { query, teasers })
}

/// As `str::contains`, without its preparations, which only long texts repay.
fn contains(text: &str, word: &str) -> bool {
    text.as_bytes()
        .windows(word.len())
        .any(|window| window == word.as_bytes())
}

async fn index(path: &str) -> Result<Rc<SearchIndex>, Failure> {
    if let Some(index) = INDEX.with_borrow(Clone::clone) {
        return Ok(index);
    }
    let index = Rc::new(api::get::<SearchIndex>(path).await?);
    INDEX.set(Some(Rc::clone(&index)));
    Ok(index)
}
