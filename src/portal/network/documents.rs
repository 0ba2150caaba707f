//! Documents at hand: each is fetched once, by a hover, a click or the way back, and kept for a few minutes.

use std::{cell::RefCell, sync::Arc};

use futures::future::{FutureExt, LocalBoxFuture, Shared};
use gazette_model::{Document, Failure};

use crate::network;

/// Time to live of a cached document, in milliseconds: long enough for the way back, short enough for news.
const KEPT: f64 = 300_000.0;

/// Number of documents in the cache.
const CAPACITY: usize = 24;

type Fetching = Shared<LocalBoxFuture<'static, Result<Arc<Document>, Failure>>>;

struct Entry {
    path: String,
    since: f64,
    fetching: Fetching,
}

thread_local! {
    static SHELF: RefCell<Vec<Entry>> = const { RefCell::new(Vec::new()) };
}

/// The document at a path; one that is being fetched already is not asked for twice.
///
/// # Errors
/// As [`network::get`]. A failure is not kept.
pub async fn document(path: &str) -> Result<Arc<Document>, Failure> {
    let outcome = at_hand(path).await;
    if outcome.is_err() {
        SHELF.with_borrow_mut(|shelf| shelf.retain(|entry| entry.path != path));
    }
    outcome
}

/// Begins to fetch a document that will be wanted.
pub fn expect(path: String) {
    wasm_bindgen_futures::spawn_local(async move {
        let _ = document(&path).await;
    });
}

fn at_hand(path: &str) -> Fetching {
    let now = js_sys::Date::now();
    SHELF.with_borrow_mut(|shelf| {
        shelf.retain(|entry| now - entry.since < KEPT);
        if let Some(entry) = shelf.iter().find(|entry| entry.path == path) {
            return entry.fetching.clone();
        }
        let fetching = fetch(path.to_owned()).boxed_local().shared();
        if shelf.len() == CAPACITY {
            shelf.remove(0);
        }
        shelf.push(Entry {
            path: path.to_owned(),
            since: now,
            fetching: fetching.clone(),
        });
        fetching
    })
}

async fn fetch(path: String) -> Result<Arc<Document>, Failure> {
    network::get(&path).await.map(Arc::new)
}
