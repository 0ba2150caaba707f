//! Bodies of an earlier build, so that a change to one manuscript need not compile the others.

pub mod body_cache;

use std::collections::HashMap;

use gazette_cache::fingerprint::Fingerprint;

use crate::{
    body::Body,
    check::reuse::body_cache::{BodyCache, Pictures},
    checked_site::CheckedSite,
    source::load::Sources,
};

/// Reusable results of the previous build.
#[derive(Clone, Copy)]
pub enum PreviousBuild<'a> {
    /// Nothing.
    Nothing,
    /// The edition, in memory.
    Edition(&'a CheckedSite),
    /// Bodies, in the cache.
    Cached(&'a BodyCache),
}

/// Bodies that need not be compiled again, by the fingerprints of their inputs. Those that something was to be said of are
/// left out: it is to be said again.
pub enum ReusableBodies<'a> {
    /// None.
    Nothing,
    /// Those of an edition.
    Edition(HashMap<Fingerprint, &'a Body>),
    /// Those in the cache.
    Cached(&'a BodyCache, Pictures<'a>),
}

impl<'a> ReusableBodies<'a> {
    /// The bodies of a build before; pictures are taken from the sources of now.
    pub fn new(previous: PreviousBuild<'a>, sources: &'a Sources) -> Self {
        match previous {
            PreviousBuild::Nothing => Self::Nothing,
            PreviousBuild::Edition(edition) => {
                let clean = edition.bodies.iter().filter(|body| body.is_clean);
                Self::Edition(clean.map(|body| (body.made_of, body)).collect())
            }
            PreviousBuild::Cached(bodies) => Self::Cached(bodies, body_cache::pictures(sources)),
        }
    }

    /// The body that was made of inputs with this fingerprint.
    pub fn body(&self, made_of: Fingerprint) -> Option<Body> {
        match self {
            Self::Nothing => None,
            Self::Edition(bodies) => bodies.get(&made_of).map(|body| (*body).clone()),
            Self::Cached(bodies, pictures) => bodies.take(made_of, pictures),
        }
    }
}
