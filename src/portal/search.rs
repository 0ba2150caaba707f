//! Search in the browser: fetches of the index what a question needs, and the documents that are shown.

use std::cell::RefCell;

use futures::future::try_join_all;

use super::shelf;
use crate::api;
use crate::app::{Failure, Found, Hit};
use crate::model::{
    Content, Document, Search, Site,
    search::{Asked, Finding, Index, Matcher, PAGE, searchable},
};

/// How many pages of candidates are looked through for one that has what the index cannot tell.
const LOOKED_THROUGH: usize = 3;

thread_local! {
    static INDEX: RefCell<Option<Index>> = const { RefCell::new(None) };
}

/// Answers a reader. `is_typing` says that the last word may go on.
///
/// # Errors
/// As [`api::get`], where the index or a document cannot be had.
pub async fn find(
    site: &Site,
    page: &Search,
    asked: Asked,
    is_typing: bool,
) -> Result<Found, Failure> {
    match answer(site, page, &asked, is_typing).await {
        // An index at hand may be older than the files that lie there now.
        Err(Failure::NotFound) => {
            INDEX.set(None);
            answer(site, page, &asked, is_typing).await
        }
        answered => answered,
    }
}

async fn answer(
    site: &Site,
    page: &Search,
    asked: &Asked,
    is_typing: bool,
) -> Result<Found, Failure> {
    if INDEX.with_borrow(Option::is_none) {
        let manifest = api::get(&page.index).await?;
        INDEX.set(Some(Index::new(manifest, lower)));
    }
    let Finding { ids, matcher } = candidates(asked, is_typing).await?;
    let mut found = Found {
        asked: asked.clone(),
        total: ids.len(),
        pages: ids.len().div_ceil(PAGE),
        hits: Vec::new(),
    };
    for shown in ids.chunks(PAGE).skip(asked.page).take(LOOKED_THROUGH) {
        let paths = try_join_all(shown.iter().map(|id| path(*id))).await?;
        let paths = paths.iter().map(|path| site.root.clone() + path);
        let documents = try_join_all(paths.map(async |href| {
            let document = shelf::document(&(href.clone() + "index.json")).await?;
            Ok((href, document))
        }));
        for (href, document) in documents.await? {
            match hit(href, &document, &matcher) {
                Some(hit) => found.hits.push(hit),
                None => found.total -= 1,
            }
        }
        if !found.hits.is_empty() {
            break;
        }
    }
    Ok(found)
}

/// The documents that may be it, fetching the shards that it takes to tell.
async fn candidates(asked: &Asked, is_typing: bool) -> Result<Finding, Failure> {
    loop {
        let missing = INDEX.with_borrow(|index| {
            let index = index.as_ref().ok_or(Failure::NotFound)?;
            let found = index.find(&asked.question(index.rules(), is_typing));
            Ok(found.map_err(|missing| {
                let path = |shard: &usize| index.manifest.shard_path(*shard).unwrap_or_default();
                missing
                    .iter()
                    .map(|shard| (*shard, path(shard)))
                    .collect::<Vec<_>>()
            }))
        })?;
        let missing = match missing {
            Ok(finding) => return Ok(finding),
            Err(missing) => missing,
        };
        let shards = try_join_all(missing.iter().map(|(_, path)| api::get_bytes(path))).await?;
        INDEX.with_borrow_mut(|index| {
            for ((shard, _), bytes) in missing.iter().zip(shards) {
                if let Some(index) = index {
                    index.put(*shard, bytes);
                }
            }
        });
    }
}

/// The address of a document, relative to the language's root. The browser keeps the chunks.
async fn path(id: u32) -> Result<String, Failure> {
    let chunk = INDEX.with_borrow(|index| index.as_ref()?.manifest.chunk_path(id));
    let chunk = api::get_bytes(&chunk.ok_or(Failure::NotFound)?).await?;
    let path = INDEX.with_borrow(|index| {
        let manifest = &index.as_ref()?.manifest;
        manifest.address(&chunk, id).map(str::to_owned)
    });
    path.ok_or(Failure::Malformed)
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
        badge: article.and_then(|article| article.badge().cloned()),
        excerpt: matcher.excerpt(&texts),
    })
}

/// The browser knows every script's lower case.
fn lower(text: &str) -> String {
    String::from(js_sys::JsString::from(text).to_lower_case())
}
