//! Search by title, summary and topic.

use std::cell::RefCell;
use std::rc::Rc;

use crate::api;
use crate::app::{Failure, Found};
use crate::model::{SearchIndex, words};

thread_local! {
    static INDEX: RefCell<Option<Rc<SearchIndex>>> = const { RefCell::new(None) };
}

/// The articles whose title, summary or topics have every word of a query; newest first.
///
/// # Errors
/// As [`api::get`], where the index cannot be had.
pub async fn find(index_path: &str, query: String) -> Result<Found, Failure> {
    let index = index(index_path).await?;
    let words = words(&query);
    let hits = index
        .entries
        .iter()
        .filter(|entry| words.iter().all(|word| entry.text.contains(word.as_str())));
    let teasers = hits.map(|entry| entry.teaser.clone()).collect();
    Ok(Found { query, teasers })
}

async fn index(path: &str) -> Result<Rc<SearchIndex>, Failure> {
    if let Some(index) = INDEX.with_borrow(Clone::clone) {
        return Ok(index);
    }
    let index = Rc::new(api::get::<SearchIndex>(path).await?);
    INDEX.set(Some(Rc::clone(&index)));
    Ok(index)
}
