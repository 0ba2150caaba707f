//! Search in the browser: fetches of the index what a question needs, and the documents that are shown.

use std::{cell::RefCell, future::poll_fn, pin::Pin, task::Poll};

use futures::future::{FutureExt, MaybeDone, maybe_done};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::JsValue;
use web_sys::UrlSearchParams;

use super::{Finding, Index, Matcher, Question};
use crate::api::{self, shelf};
use crate::model::{
    Content, Document, Failure,
    search::{Answer, Asked, Hit, PAGE, SearchManifest, searchable},
};

/// How many pages of candidates are looked through for one that has what the index cannot tell.
const LOOKED_THROUGH: usize = 3;

thread_local! {
    static INDEX: RefCell<Option<Index>> = const { RefCell::new(None) };
}

/// Answers what a search page's `address` asks for, by the index whose manifest lies at a path, of the language at
/// `root`. `is_typing` says that the last word may go on. The answer is a `Result<Answer, Failure>` as plain data.
pub async fn find(index: &str, root: &str, address: &str, is_typing: bool) -> JsValue {
    let asked = read(address);
    let answer = match answer(index, root, &asked, is_typing).await {
        // An index at hand may be older than the files that lie there now.
        Err(Failure::NotFound) => {
            INDEX.set(None);
            self::answer(index, root, &asked, is_typing).await
        }
        answered => answered,
    };
    // What cannot be plain data would be no answer, and the portal says so.
    let data = answer.serialize(&Serializer::json_compatible());
    data.unwrap_or(JsValue::UNDEFINED)
}

fn read(address: &str) -> Asked {
    let parameters = UrlSearchParams::new_with_str(address);
    let get = |name: &str| parameters.as_ref().ok()?.get(name);
    Asked::read(|name| get(name).unwrap_or_default())
}

async fn answer(
    index: &str,
    root: &str,
    asked: &Asked,
    is_typing: bool,
) -> Result<Answer, Failure> {
    if INDEX.with_borrow(Option::is_none) {
        let manifest = api::get(index).await?;
        INDEX.set(Some(Index::new(manifest, lower)));
    }
    let Finding { ids, matcher } = candidates(asked, is_typing).await?;
    let (mut hits, mut wrong) = (Vec::new(), 0);
    let pages = ids.chunks(PAGE);
    let mut unread = pages.len();
    for shown in pages.skip(asked.page).take(LOOKED_THROUGH) {
        unread -= 1;
        let addresses = addresses(root, shown).await?;
        // All at once, and then one after the other.
        for href in &addresses {
            shelf::expect(href.clone() + "index.json");
        }
        for href in addresses {
            let document = shelf::document(&(href.clone() + "index.json")).await?;
            match hit(href, &document, &matcher) {
                Some(hit) => hits.push(hit),
                None => wrong += 1,
            }
        }
        if !hits.is_empty() {
            break;
        }
    }
    let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    Ok(Answer {
        total: number(ids.len() - wrong),
        is_at_most: unread > 0 && !matcher.is_certain(),
        pages: number(ids.len().div_ceil(PAGE)),
        hits,
    })
}

/// The documents that may be it, fetching the shards that it takes to tell.
async fn candidates(asked: &Asked, is_typing: bool) -> Result<Finding, Failure> {
    loop {
        let answer = INDEX.with_borrow(|index| {
            let index = index.as_ref().ok_or(Failure::NotFound)?;
            let found = index.find(&Question::new(asked, index.rules(), is_typing));
            Ok(found.map_err(|missing| {
                let path = |shard: &usize| index.manifest.shard_path(*shard).unwrap_or_default();
                let paths = missing.iter().map(path).collect();
                (missing, paths)
            }))
        })?;
        let (missing, paths) = match answer {
            Ok(finding) => return Ok(finding),
            Err(missing) => missing,
        };
        let shards = all(paths).await?;
        INDEX.with_borrow_mut(|index| {
            for (shard, bytes) in missing.iter().zip(shards) {
                if let Some(index) = index {
                    index.put(*shard, bytes);
                }
            }
        });
    }
}

/// The addresses of documents. The browser keeps the chunks that have them.
async fn addresses(root: &str, ids: &[u32]) -> Result<Vec<String>, Failure> {
    let of = |id: &u32| INDEX.with_borrow(|index| index.as_ref()?.manifest.chunk_path(*id));
    let own: Vec<String> = ids.iter().filter_map(of).collect();
    let mut paths: Vec<String> = Vec::new();
    for path in &own {
        if !paths.contains(path) {
            paths.push(path.clone());
        }
    }
    let chunks = all(paths.clone()).await?;
    let mut addresses = Vec::new();
    for (id, own) in ids.iter().zip(&own) {
        let chunk = paths.iter().position(|path| path == own);
        let address = chunk.and_then(|chunk| SearchManifest::address(&chunks[chunk], *id));
        addresses.push([root, address.ok_or(Failure::Malformed)?].concat());
    }
    Ok(addresses)
}

/// Fetches files at the same time. (`join_all` is made for thousands of futures, and a reader would fetch 3 KB for that.)
async fn all(paths: Vec<String>) -> Result<Vec<Vec<u8>>, Failure> {
    let fetch = |path: String| async move { api::get_bytes(&path).await }.boxed_local();
    let mut fetching: Vec<MaybeDone<_>> = paths.into_iter().map(fetch).map(maybe_done).collect();
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

/// What is shown of a document; nothing where it has not what was looked for.
fn hit(href: String, document: &Document, matcher: &Matcher) -> Option<Hit> {
    let texts = searchable(document)?;
    if !matcher.is_certain() && !matcher.holds(&texts) {
        return None;
    }
    let article = match &document.content {
        Content::Article(article) => Some(article),
        _ => None,
    };
    Some(Hit {
        title: matcher.mark(&texts.title),
        href,
        published: article.map(|article| article.published.clone()),
        badge: article.and_then(|article| article.badge.clone()),
        excerpt: matcher.excerpt(&texts),
    })
}

/// The browser knows every script's lower case.
fn lower(text: &str) -> String {
    String::from(js_sys::JsString::from(text).to_lower_case())
}
