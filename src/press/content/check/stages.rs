//! The stages of checking: manuscripts by visibility, then with their bodies.

use std::sync::Arc;

use gazette_diagnostics::{problem::Problems, source::Source};
use typed_index_collections::{TiSlice, TiVec};

use crate::{
    body::Body,
    check::addresses,
    config::ids::ManuscriptId,
    manuscript::Manuscript,
    visibility,
    visibility::{AsOf, Audience},
};

/// Manuscripts in the order of their visibility: public ones first, then those to come, then the rest.
pub struct ByVisibility {
    manuscripts: TiVec<ManuscriptId, Manuscript>,
    public: usize,
    coming: usize,
    shown: usize,
}

impl ByVisibility {
    /// Sorts manuscripts. Those to come and the rest go where another one has their address.
    pub fn sort(mut manuscripts: Vec<Manuscript>, as_of: AsOf, problems: &mut Problems) -> Self {
        let (public, coming) = visibility::sort(&mut manuscripts, as_of);
        let second = addresses::duplicates(&manuscripts, as_of, problems);
        let mut index = 0..;
        manuscripts.retain(|_| {
            index
                .next()
                .is_none_or(|at| at < coming || !second.contains(&at))
        });
        Self {
            public,
            coming,
            shown: match as_of.audience {
                Audience::Readers => public,
                Audience::Editors => manuscripts.len(),
            },
            manuscripts: manuscripts.into(),
        }
    }

    /// All of them.
    pub fn all(&self) -> &[Manuscript] {
        &self.manuscripts.raw
    }

    /// Those that readers can see.
    pub fn public(&self) -> &[Manuscript] {
        &self.all()[..self.public]
    }

    /// Those that readers can see or will see.
    pub fn until_coming(&self) -> &[Manuscript] {
        &self.all()[..self.coming]
    }

    /// Those that the edition shows.
    pub fn shown(&self) -> &TiSlice<ManuscriptId, Manuscript> {
        self.all()[..self.shown].as_ref()
    }

    /// Tells whether the edition shows something else than readers can or will see.
    pub fn shows_others(&self) -> bool {
        self.coming != self.shown
    }
}

/// Manuscripts with their bodies.
pub struct Compiled {
    manuscripts: ByVisibility,
    bodies: TiVec<ManuscriptId, Body>,
}

impl Compiled {
    /// Joins manuscripts with their bodies, which are in the same order.
    pub fn new(manuscripts: ByVisibility, bodies: Vec<Body>) -> Self {
        Self {
            manuscripts,
            bodies: bodies.into(),
        }
    }

    /// The manuscripts.
    pub fn manuscripts(&self) -> &ByVisibility {
        &self.manuscripts
    }

    /// The bodies of all manuscripts.
    pub fn bodies(&self) -> &[Body] {
        &self.bodies.raw
    }

    /// Each manuscript with its body.
    pub fn both(&self) -> impl Iterator<Item = (&Manuscript, &Body)> {
        self.manuscripts.all().iter().zip(self.bodies())
    }

    /// Parts of bodies, each with the file that it stands in.
    pub fn parts<T: Clone>(
        &self,
        of: impl for<'a> Fn(&Manuscript, &'a Body) -> &'a [T],
    ) -> Vec<(Source, T)> {
        self.both()
            .flat_map(|(manuscript, body)| {
                let items = of(manuscript, body).iter().cloned();
                items.map(|item| (Arc::clone(&manuscript.source), item))
            })
            .collect()
    }

    /// Manuscripts and bodies that the edition shows.
    pub fn into_shown(mut self) -> (TiVec<ManuscriptId, Manuscript>, TiVec<ManuscriptId, Body>) {
        self.manuscripts
            .manuscripts
            .truncate(self.manuscripts.shown);
        self.bodies.truncate(self.manuscripts.shown);
        (self.manuscripts.manuscripts, self.bodies)
    }
}
