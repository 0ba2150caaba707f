//! Search: the question goes to the search engine, a program of its own, which `boot.js` fetches when it is wanted. The engine
//! fetches nothing; it says what it lacks.

use std::{cell::RefCell, future::poll_fn, pin::Pin, task::Poll};

use futures::future::{FutureExt, MaybeDone, maybe_done};
use gazette_search::{Marked, Order, SearchManifest, Searchable};
use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;

use crate::api::{self, shelf};
use crate::app::Found;
use crate::model::{
    Content, Failure, Search, Site,
    search::{Answer, Asked, Hit, searchable},
};

#[wasm_bindgen]
extern "C" {
    /// `SearchEngine` of `src/search/main.rs`.
    #[derive(Clone)]
    type Engine;

    /// An engine for an index; fails where it cannot be had.
    #[wasm_bindgen(js_name = gazetteSearch, catch)]
    async fn engine(
        folder: &str,
        stems: &str,
        count: u32,
        keys: &str,
        directories: &str,
        documents: &str,
    ) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method)]
    fn put(this: &Engine, path: &str, bytes: &Uint8Array);

    #[wasm_bindgen(method)]
    fn tell(this: &Engine, address: &str, title: &str, summary: &str, text: &str);

    #[wasm_bindgen(method)]
    fn ask(
        this: &Engine,
        query: &str,
        filters: &str,
        is_newest: bool,
        page: usize,
        is_typing: bool,
    ) -> Option<Vec<String>>;

    #[wasm_bindgen(method)]
    fn total(this: &Engine) -> u32;

    #[wasm_bindgen(method)]
    fn is_at_most(this: &Engine) -> bool;

    #[wasm_bindgen(method)]
    fn pages(this: &Engine) -> u32;

    #[wasm_bindgen(method)]
    fn found(this: &Engine) -> Vec<String>;
}

thread_local! {
    /// The engine that was last asked, and the path of its index's manifest: each language has an index of its own.
    static ENGINE: RefCell<Option<(String, Engine)>> = const { RefCell::new(None) };
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
    let answer = match answer(&site.root, &page.index, &asked, is_typing).await {
        // An index at hand may be older than the files that lie there now.
        Err(Failure::NotFound) => {
            ENGINE.set(None);
            self::answer(&site.root, &page.index, &asked, is_typing).await
        }
        answered => answered,
    };
    Ok(Found {
        asked,
        answer: answer?,
    })
}

async fn answer(
    root: &str,
    index: &str,
    asked: &Asked,
    is_typing: bool,
) -> Result<Answer, Failure> {
    let engine = engine_for(index).await?;
    let filters = asked.filters().join("\n");
    let is_newest = asked.order == Order::Newest;
    loop {
        let missing = engine.ask(&asked.query, &filters, is_newest, asked.page, is_typing);
        let missing = missing.ok_or(Failure::Malformed)?;
        match missing.first() {
            None => return shown(root, &engine).await,
            Some(path) if path.ends_with('/') => tell(root, &engine, &missing).await?,
            Some(_) => {
                for (path, bytes) in missing.iter().zip(all(&missing).await?) {
                    engine.put(path, &bytes);
                }
            }
        }
    }
}

async fn engine_for(index: &str) -> Result<Engine, Failure> {
    let at_hand = ENGINE.with_borrow(|engine| {
        let (of, engine) = engine.as_ref()?;
        (of == index).then(|| engine.clone())
    });
    if let Some(engine) = at_hand {
        return Ok(engine);
    }
    let SearchManifest {
        folder,
        stems,
        count,
        keys,
        directories,
        documents,
        ..
    } = api::get(index).await?;
    let engine = engine(&folder, &stems, count, &keys, &directories, &documents).await;
    let engine: Engine = engine.map_err(|_| Failure::Network)?.unchecked_into();
    ENGINE.set(Some((index.to_owned(), engine.clone())));
    Ok(engine)
}

/// Tells an engine the texts of documents, which are at hand then if a reader opens one.
async fn tell(root: &str, engine: &Engine, addresses: &[String]) -> Result<(), Failure> {
    let path = |address: &String| [root, address, "index.json"].concat();
    // All at once, and then one after the other.
    addresses.iter().map(path).for_each(shelf::expect);
    let mut documents = Vec::new();
    for address in addresses {
        documents.push(shelf::document(&path(address)).await?);
    }
    // Nothing may come between this and the next question.
    for (address, document) in addresses.iter().zip(documents) {
        let Searchable {
            title,
            summary,
            text,
        } = searchable(&document).unwrap_or_default();
        engine.tell(address, &title, &summary, &text);
    }
    Ok(())
}

/// What an engine has found.
async fn shown(root: &str, engine: &Engine) -> Result<Answer, Failure> {
    let mut answer = Answer {
        total: engine.total(),
        is_at_most: engine.is_at_most(),
        pages: engine.pages(),
        hits: Vec::new(),
    };
    let marked = |pieces: &String| Marked(pieces.split('\n').map(str::to_owned).collect());
    for found in engine.found().chunks_exact(3) {
        let [address, title, excerpt] = found else {
            continue;
        };
        let href = [root, address].concat();
        let document = shelf::document(&[&href, "index.json"].concat()).await?;
        let article = match &document.content {
            Content::Article(article) => Some(article),
            _ => None,
        };
        answer.hits.push(Hit {
            title: marked(title),
            href,
            published: article.map(|article| article.published.clone()),
            badge: article.and_then(|article| article.badge.clone()),
            excerpt: marked(excerpt),
        });
    }
    Ok(answer)
}

/// Fetches files at the same time. (`join_all` is made for thousands of futures, and a reader would fetch 3 KB for that.)
async fn all(paths: &[String]) -> Result<Vec<Uint8Array>, Failure> {
    let fetch = |path: &String| {
        let path = path.clone();
        async move { api::get_bytes(&path).await }.boxed_local()
    };
    let mut fetching: Vec<MaybeDone<_>> = paths.iter().map(fetch).map(maybe_done).collect();
    poll_fn(|context| {
        let pending = fetching
            .iter_mut()
            .map(|file| file.poll_unpin(context).is_pending());
        // Each is to be polled, so `any` would not do.
        if pending.fold(false, |any, pending| any | pending) {
            Poll::Pending
        } else {
            Poll::Ready(())
        }
    })
    .await;
    let files = fetching.iter_mut().map(|file| Pin::new(file).take_output());
    files.map(|file| file.ok_or(Failure::Network)?).collect()
}
