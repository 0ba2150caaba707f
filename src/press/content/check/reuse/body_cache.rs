//! Bodies in the cache, from one build to the next.

use std::{
    collections::{BTreeMap, HashMap},
    ops::Range,
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
};

use anyhow::Result;
use gazette_cache::{
    fingerprint::{self, Fingerprint},
    store::Cache,
};
use gazette_image::picture::Picture;
use gazette_model::Route;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use url::Url;

use crate::{
    body::{
        Body, Nodes, PlacedPicture, Wanted, recording::ShownRecording, surroundings::Answered,
        word_counts::Counted,
    },
    checked_site::CheckedSite,
    config::ids::PageId,
    source::{external_link::ExternalLink, load::Sources},
};

/// Number of records that hold the cache, so that a change to one article rewrites little on disk.
const PARTS: u8 = 64;

/// The pictures of the content by their addresses.
pub type Pictures<'a> = HashMap<&'a str, &'a Arc<Picture>>;

/// Bodies by the fingerprints of their inputs.
pub struct BodyCache(Vec<CachedBodies>);

/// The bodies of one record.
struct CachedBodies {
    /// All bodies that are in it: fingerprints of their inputs, and of the answers to their questions.
    fingerprints: HashMap<Fingerprint, Fingerprint>,
    /// Bodies that nobody has taken yet, so that each is in memory once.
    bodies: Mutex<HashMap<Fingerprint, BodyRecord>>,
}

/// A body, with addresses of pictures instead of pictures.
#[derive(Serialize, Deserialize)]
struct BodyRecord {
    /// As JSON.
    nodes: String,
    words: Vec<Counted>,
    anchors: Vec<String>,
    /// Language, path, id and place.
    wanted: Vec<(usize, String, String, Range<usize>)>,
    media: BTreeMap<String, PathBuf>,
    /// Address, path and place.
    shown: Vec<(String, String, Range<usize>)>,
    linked: Vec<String>,
    recordings: Vec<ShownRecording>,
    read: Vec<String>,
    external_links: Vec<(String, Range<usize>)>,
    answered: Vec<Answered>,
}

/// The pictures of the content.
pub fn pictures(sources: &Sources) -> Pictures<'_> {
    let media = sources.media.values();
    let pictures = media.filter_map(|medium| medium.picture.as_ref().ok());
    pictures
        .map(|picture| (picture.address.as_str(), picture))
        .collect()
}

impl BodyCache {
    /// Reads the bodies of a build before.
    pub fn read(cache: &Cache) -> Self {
        let part = |number: u8| {
            let records: Option<Vec<_>> = cache.read(&name(number));
            let bodies: HashMap<Fingerprint, BodyRecord> =
                records.unwrap_or_default().into_iter().collect();
            CachedBodies {
                fingerprints: bodies
                    .iter()
                    .map(|(made_of, body)| (*made_of, fingerprint::of(&body.answered)))
                    .collect(),
                bodies: Mutex::new(bodies),
            }
        };
        Self((0..PARTS).into_par_iter().map(part).collect())
    }

    /// Takes the body that was compiled from inputs with this fingerprint, once.
    pub fn take(&self, made_of: Fingerprint, pictures: &Pictures<'_>) -> Option<Body> {
        let bodies = &self.0[part(made_of)].bodies;
        let record = bodies
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(&made_of)?;
        record.body(made_of, pictures)
    }

    /// Keeps the bodies of an edition, and no others.
    ///
    /// # Errors
    /// If the disk refuses.
    pub fn keep(&self, cache: &Cache, edition: &CheckedSite) -> Result<()> {
        let mut parts: Vec<Vec<&Body>> = vec![Vec::new(); PARTS.into()];
        for body in edition.bodies.iter().filter(|body| body.is_clean) {
            parts[part(body.made_of)].push(body);
        }
        let parts = (0..PARTS).into_par_iter().zip(&self.0).zip(parts);
        parts.try_for_each(|((number, before), bodies)| {
            let is_same = before.fingerprints.len() == bodies.len()
                && bodies.iter().all(|body| before.has(body));
            if is_same {
                return Ok(());
            }
            let records = bodies
                .into_iter()
                .map(|body| (body.made_of, BodyRecord::of(body)));
            cache.write(&name(number), &records.collect::<Vec<_>>())
        })
    }
}

impl CachedBodies {
    fn has(&self, body: &Body) -> bool {
        self.fingerprints.get(&body.made_of) == Some(&fingerprint::of(&body.answered))
    }
}

fn name(part: u8) -> String {
    format!("bodies-{part:02}")
}

fn part(made_of: Fingerprint) -> usize {
    made_of.part(PARTS).into()
}

impl BodyRecord {
    fn of(body: &Body) -> Self {
        let shown = body.shown.iter();
        let wanted = body.wanted.iter();
        let external_links = body.external_links.iter();
        let linked = body.linked.iter();
        Self {
            nodes: body.nodes.json().to_owned(),
            words: body.words.clone(),
            anchors: body.anchors.iter().cloned().collect(),
            wanted: wanted
                .map(|it| {
                    (
                        it.page.language.into(),
                        it.page.route.path(),
                        it.anchor.clone(),
                        it.span.clone(),
                    )
                })
                .collect(),
            media: body.media.clone(),
            shown: shown
                .map(|it| (it.picture.address.clone(), it.path.clone(), it.span.clone()))
                .collect(),
            linked: linked.map(|picture| picture.address.clone()).collect(),
            recordings: body.recordings.clone(),
            read: body.read.clone(),
            external_links: external_links
                .map(|it| (it.url.to_string(), it.span.clone()))
                .collect(),
            answered: body.answered.clone(),
        }
    }

    /// The body; `None` where something in it is not as it was.
    fn body(self, made_of: Fingerprint, pictures: &Pictures<'_>) -> Option<Body> {
        let picture = |address: &String| pictures.get(address.as_str()).map(|it| Arc::clone(it));
        let wanted = self.wanted.iter().map(|(language, path, anchor, span)| {
            Some(Wanted {
                page: PageId::new((*language).into(), Route::parse(path)?),
                anchor: anchor.clone(),
                span: span.clone(),
            })
        });
        let shown = self.shown.iter().map(|(address, path, span)| {
            Some(PlacedPicture {
                picture: picture(address)?,
                path: path.clone(),
                span: span.clone(),
            })
        });
        let external_links = self.external_links.iter().map(|(url, span)| {
            Some(ExternalLink {
                url: Url::parse(url).ok()?,
                span: span.clone(),
            })
        });
        Some(Body {
            nodes: Nodes::closed(self.nodes),
            words: self.words,
            anchors: self.anchors.into_iter().collect(),
            wanted: wanted.collect::<Option<_>>()?,
            media: self.media,
            shown: shown.collect::<Option<_>>()?,
            linked: self.linked.iter().map(picture).collect::<Option<_>>()?,
            recordings: self.recordings,
            read: self.read,
            external_links: external_links.collect::<Option<_>>()?,
            is_clean: true,
            made_of,
            answered: self.answered,
        })
    }
}
