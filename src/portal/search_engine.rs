//! Search: the question goes to the search engine, a program of its own, which `boot.js` fetches when it is wanted. The engine
//! fetches nothing; it says what it lacks.

use std::{cell::RefCell, future::poll_fn, task::Poll};

use futures::future::{Either, FutureExt, LocalBoxFuture, select};
use gazette_model::{
    Content, Failure, Search, Site,
    search::{Answer, Found, Hit, SearchRequest, searchable},
};
use gazette_search::{Marked, Order, Searchable};
use gloo_timers::future::TimeoutFuture;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::RequestCache;

use crate::{network, network::documents};

#[wasm_bindgen]
extern "C" {
    /// `SearchEngine` of `src/search/main.rs`.
    #[derive(Clone)]
    type Engine;

    /// An engine for the index with a manifest; fails where it cannot be had.
    #[wasm_bindgen(js_name = gazetteSearch, catch)]
    async fn engine(manifest: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn put(this: &Engine, path: &str, bytes: &Uint8Array) -> Result<bool, JsValue>;

    #[wasm_bindgen(method)]
    fn tell(this: &Engine, address: &str, title: &str, summary: &str, text: &str);

    #[wasm_bindgen(method, catch)]
    fn ask(
        this: &Engine,
        query: &str,
        filters: &str,
        is_newest: bool,
        page: usize,
        is_typing: bool,
    ) -> Result<Option<Array>, JsValue>;

    #[wasm_bindgen(method)]
    fn total(this: &Engine) -> u32;

    #[wasm_bindgen(method)]
    fn is_at_most(this: &Engine) -> bool;

    #[wasm_bindgen(method)]
    fn pages(this: &Engine) -> u32;

    #[wasm_bindgen(method)]
    fn found(this: &Engine) -> Array;
}

thread_local! {
    /// The engine that was last asked, and the path of its index's manifest: each language has an index of its own.
    static ENGINE: RefCell<Option<(String, Engine)>> = const { RefCell::new(None) };
}

/// Time that an answer may take, in milliseconds. What has come by then is there for another try.
const PATIENCE: u32 = 10_000;

/// Answers a reader. `is_typing` says that the last word may go on.
pub async fn find(site: &Site, page: &Search, asked: SearchRequest, is_typing: bool) -> Found {
    let answer = newest_answer(&site.root, &page.index, &asked, is_typing).boxed_local();
    let answer = match select(answer, TimeoutFuture::new(PATIENCE)).await {
        Either::Left((answer, _)) => answer,
        Either::Right(_) => Err(Failure::Timeout),
    };
    if !matches!(answer, Ok(_) | Err(Failure::Timeout)) {
        // It may be broken, or have been told what is not so.
        ENGINE.set(None);
    }
    Found { asked, answer }
}

async fn newest_answer(
    root: &str,
    index: &str,
    asked: &SearchRequest,
    is_typing: bool,
) -> Result<Answer, Failure> {
    match answer(root, index, RequestCache::Default, asked, is_typing).await {
        // An index at hand may be older than the files that lie there now.
        Err(Failure::NotFound) if ENGINE.take().is_some() => {
            answer(root, index, RequestCache::Reload, asked, is_typing).await
        }
        answered => answered,
    }
}

async fn answer(
    root: &str,
    index: &str,
    cache: RequestCache,
    asked: &SearchRequest,
    is_typing: bool,
) -> Result<Answer, Failure> {
    let engine = engine_for(index, cache).await?;
    let filters = asked.filters().join("\n");
    let is_newest = asked.order == Order::Newest;
    loop {
        let missing = engine.ask(&asked.query, &filters, is_newest, asked.page, is_typing);
        let missing = missing.ok().flatten().ok_or(Failure::Malformed)?;
        if missing.length() == 0 {
            return shown(root, &engine);
        }
        let fetch = |path| fetch(root, &engine, path).boxed_local();
        all(texts(&missing).map(fetch).collect()).await?;
    }
}

async fn engine_for(index: &str, cache: RequestCache) -> Result<Engine, Failure> {
    let at_hand = ENGINE.with_borrow(|engine| {
        let (of, engine) = engine.as_ref()?;
        (of == index).then(|| engine.clone())
    });
    if let Some(engine) = at_hand {
        return Ok(engine);
    }
    let engine = engine(&network::get_value(index, cache).await?).await;
    // Why a program cannot be had, browsers do not say; that of a former release may be gone.
    let engine: Engine = engine.map_err(|_| Failure::NotFound)?.unchecked_into();
    ENGINE.set(Some((index.to_owned(), engine.clone())));
    Ok(engine)
}

/// Fetches something that an engine lacks: a document, which is at hand then if a reader opens it, or a file of its index.
async fn fetch(root: &str, engine: &Engine, path: String) -> Result<(), Failure> {
    if path.ends_with('/') {
        let document = documents::document(&json_path(root, &path)).await?;
        let Searchable {
            title,
            summary,
            text,
        } = searchable(&document).unwrap_or_default();
        engine.tell(&path, &title, &summary, &text);
        return Ok(());
    }
    // What is damaged may be a copy of the browser's own.
    for cache in [RequestCache::Default, RequestCache::Reload] {
        if engine.put(&path, &network::get_bytes(&path, cache).await?) == Ok(true) {
            return Ok(());
        }
    }
    Err(Failure::Malformed)
}

/// The answer of an engine, as components show it.
fn shown(root: &str, engine: &Engine) -> Result<Answer, Failure> {
    let mut answer = Answer {
        total: engine.total(),
        is_at_most: engine.is_at_most(),
        pages: engine.pages(),
        hits: Vec::new(),
    };
    let marked = |pieces: &str| Marked(pieces.split('\n').map(str::to_owned).collect());
    let found = engine.found();
    let mut found = texts(&found);
    while let (Some(address), Some(title), Some(excerpt)) =
        (found.next(), found.next(), found.next())
    {
        let document = documents::document(&json_path(root, &address)).now_or_never();
        let document = document.ok_or(Failure::Network)??;
        let article = match &document.content {
            Content::Article(article) => Some(article),
            _ => None,
        };
        answer.hits.push(Hit {
            title: marked(&title),
            href: [root, &address].concat(),
            published: article.map(|article| article.published.clone()),
            badge: article.and_then(|article| article.badge.clone()),
            thumbnail: article.map_or_else(Vec::new, |article| article.thumbnail.clone()),
            excerpt: marked(&excerpt),
        });
    }
    Ok(answer)
}

fn texts(array: &Array) -> impl Iterator<Item = String> {
    array.iter().filter_map(|text| text.as_string())
}

fn json_path(root: &str, address: &str) -> String {
    [root, address, "index.json"].concat()
}

/// Awaits all at the same time. (`try_join_all` is made for thousands of futures, and a reader would fetch 3 KB for that.)
async fn all(mut work: Vec<LocalBoxFuture<'_, Result<(), Failure>>>) -> Result<(), Failure> {
    let mut outcome = Ok(());
    poll_fn(|context| {
        work.retain_mut(|one| match one.poll_unpin(context) {
            Poll::Ready(done) => {
                outcome = outcome.and(done);
                false
            }
            Poll::Pending => true,
        });
        match outcome {
            Ok(()) if !work.is_empty() => Poll::Pending,
            outcome => Poll::Ready(outcome),
        }
    })
    .await
}
