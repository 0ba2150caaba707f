//! The record of uploads held against what is really in the bucket.

use std::collections::HashMap;

use anyhow::{Context, Result};
use futures::{StreamExt, TryStreamExt, stream};
use object_store::{Error, ObjectMeta, ObjectStore, ObjectStoreExt};

use crate::{
    manifest::{Manifest, OWN},
    target::Target,
};

/// Differences between the record and a bucket.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Differences {
    /// Objects that are not there, or are not as they were uploaded.
    pub damaged: Vec<String>,
    /// Objects that no upload has put there.
    pub foreign: usize,
}

/// Lists the bucket, and marks in the record what has to be uploaded again.
///
/// # Errors
/// If the bucket cannot be listed.
pub async fn verify(target: &Target, known: &mut Manifest, at_once: usize) -> Result<Differences> {
    let cannot = || format!("{}: cannot be listed", target.name);
    let mut there: HashMap<String, ObjectMeta> = HashMap::new();
    let mut listing = target.control.list(Some(&target.root()?));
    while let Some(object) = listing.try_next().await.with_context(cannot)? {
        if let Some(path) = target
            .below(&object.location)
            .filter(|path| !path.starts_with(OWN))
        {
            there.insert(path, object);
        }
    }
    drop(listing);
    ask_for_tags(target, known, &mut there, at_once).await?;
    let mut found = Differences {
        foreign: there
            .keys()
            .filter(|path| !known.objects.contains_key(*path))
            .count(),
        ..Differences::default()
    };
    for (path, object) in &mut known.objects {
        let is_same = |meta: &ObjectMeta| {
            let tags = object.tag.as_ref().zip(meta.e_tag.as_ref());
            meta.size == object.bytes && tags.is_none_or(|(mine, its)| mine == its)
        };
        if object.hash.is_some() && !there.get(path).is_some_and(is_same) {
            object.hash = None;
            found.damaged.push(path.clone());
        }
    }
    Ok(found)
}

/// Asks for each object by itself where a listing does not say what is in it.
async fn ask_for_tags(
    target: &Target,
    known: &Manifest,
    there: &mut HashMap<String, ObjectMeta>,
    at_once: usize,
) -> Result<()> {
    let has_tag = |path: &str| {
        known
            .objects
            .get(path)
            .is_some_and(|object| object.tag.is_some())
    };
    let untold = there
        .iter()
        .filter(|(path, meta)| meta.e_tag.is_none() && has_tag(path));
    let untold: Vec<String> = untold.map(|(path, _)| path.clone()).collect();
    let asked = untold.into_iter().map(|path| async move {
        let meta = match target.control.head(&target.place(&path)?).await {
            Err(Error::NotFound { .. }) => None,
            meta => Some(meta.with_context(|| format!("{path}: cannot be asked for"))?),
        };
        anyhow::Ok((path, meta))
    });
    let mut answers = stream::iter(asked).buffer_unordered(at_once.max(1));
    while let Some((path, meta)) = answers.try_next().await? {
        match meta {
            Some(meta) => there.insert(path, meta),
            None => there.remove(&path),
        };
    }
    Ok(())
}
