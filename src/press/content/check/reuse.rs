//! What is known of bodies from an edition before, so that a change to one manuscript need not compile the others.

pub mod body_cache;

use std::collections::HashMap;

use crate::config::ids::PageId;
use xxhash_rust::xxh3::Xxh3;

use crate::{
    body::Body,
    check::reuse::body_cache::{Kept, Pictures},
    checked_site::CheckedSite,
    manuscript::Manuscript,
    source::{load::Sources, path::VIEW_COUNTS},
    visibility::AsOf,
};

/// What is left of a build before.
#[derive(Clone, Copy)]
pub enum Before<'a> {
    /// Nothing.
    Nothing,
    /// The edition, in memory.
    Edition(&'a CheckedSite),
    /// Bodies, in the cache.
    Kept(&'a Kept),
}

/// Bodies that need not be compiled again.
pub enum Known<'a> {
    /// None.
    Nothing,
    /// Those of an edition, by the paths of their manuscripts.
    Edition(HashMap<&'a str, (&'a Manuscript, &'a Body)>),
    /// Those that were kept, of a ground.
    Kept(&'a Kept, u128, Pictures<'a>),
}

impl<'a> Known<'a> {
    /// Takes over bodies that were compiled against the same ground. Those that something was to be said of are left out: it
    /// is to be said again.
    pub fn new(before: Before<'a>, ground: u128, sources: &'a Sources) -> Self {
        match before {
            Before::Edition(edition) if edition.ground == ground => {
                let bodies = edition.manuscripts.iter().zip(&edition.bodies);
                let clean = bodies.filter(|(_, body)| body.is_clean);
                Self::Edition(
                    clean
                        .map(|(manuscript, body)| (manuscript.path.as_str(), (manuscript, body)))
                        .collect(),
                )
            }
            Before::Kept(kept) => Self::Kept(kept, ground, body_cache::pictures(sources)),
            _ => Self::Nothing,
        }
    }

    /// The body of a manuscript whose text has not changed.
    pub fn body(&self, manuscript: &Manuscript) -> Option<Body> {
        match self {
            Self::Nothing => None,
            Self::Edition(bodies) => {
                let (before, body) = bodies.get(manuscript.path.as_str())?;
                let is_same = before.source.inner() == manuscript.source.inner();
                is_same.then(|| (*body).clone())
            }
            Self::Kept(kept, ground, pictures) => kept.take(*ground, manuscript, pictures),
        }
    }
}

/// A number for everything that a body is compiled against beyond its own text: the configuration, and what links and
/// pictures can lead to, and when.
pub fn ground(
    sources: &Sources,
    as_of: AsOf,
    manuscripts: &[Manuscript],
    routes: &[PageId],
) -> u128 {
    let mut hash = Xxh3::new();
    hash.update(&[as_of.audience as u8]);
    let mut add = |part: &str| {
        hash.update(&part.len().to_le_bytes());
        hash.update(part.as_bytes());
    };
    let is_shared = |path: &str| {
        path != VIEW_COUNTS && !path.starts_with("news/") && !path.starts_with("pages/")
    };
    for (path, text) in sources.texts.iter().filter(|(path, _)| is_shared(path)) {
        add(path);
        add(text.inner());
    }
    for (path, medium) in &sources.media {
        add(path);
        add(&format!("{medium:?}"));
    }
    for path in sources.statics.keys() {
        add("static");
        add(path);
    }
    for manuscript in manuscripts {
        add(&manuscript.path);
        add(&usize::from(manuscript.language).to_string());
        add(&manuscript.route.path());
        let times = (manuscript.state(as_of.now), manuscript.window(as_of.now));
        add(&format!("{times:?}"));
    }
    for page in routes {
        add(&usize::from(page.language).to_string());
        add(&page.route.path());
    }
    hash.digest128()
}
