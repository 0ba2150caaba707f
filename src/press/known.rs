//! What is known of bodies from an edition before, so that a change to one manuscript need not compile the others.

use std::collections::{HashMap, HashSet};

use xxhash_rust::xxh3::Xxh3;

use super::{
    body::Body, edition::Edition, load::Sources, manuscript::Manuscript, problem::Problem,
    timing::AsOf, views,
};
use crate::model::Route;

/// The bodies of an edition by the paths of their manuscripts.
pub struct Known<'a>(HashMap<&'a str, (&'a Manuscript, &'a Body)>);

impl<'a> Known<'a> {
    /// Takes the bodies of an edition that was compiled against the same ground, if there is one. What it was warned of is
    /// to be found again, so those are left out.
    pub fn new(before: Option<&'a Edition>) -> Self {
        let all = before.into_iter().flat_map(|edition| {
            let warned: HashSet<&str> = edition.warnings.iter().map(Problem::file).collect();
            let bodies = edition.manuscripts.iter().zip(&edition.bodies);
            bodies
                .filter(move |(manuscript, _)| !warned.contains(manuscript.source.name()))
                .map(|(manuscript, body)| (manuscript.path.as_str(), (manuscript, body)))
        });
        Self(all.collect())
    }

    /// The body of a manuscript whose text has not changed.
    pub fn body(&self, manuscript: &Manuscript) -> Option<&'a Body> {
        let (before, body) = self.0.get(manuscript.path.as_str())?;
        (before.source.inner() == manuscript.source.inner()).then_some(*body)
    }
}

/// A number for everything that a body is compiled against beyond its own text: the configuration, and what links and
/// pictures can lead to, and when.
pub fn ground(
    sources: &Sources,
    as_of: AsOf,
    manuscripts: &[Manuscript],
    routes: &[(usize, Route)],
) -> u128 {
    let mut hash = Xxh3::new();
    hash.update(&[as_of.audience as u8]);
    let mut add = |part: &str| {
        hash.update(&part.len().to_le_bytes());
        hash.update(part.as_bytes());
    };
    let is_shared = |path: &str| {
        path != views::FILE && !path.starts_with("news/") && !path.starts_with("pages/")
    };
    for (path, text) in sources.texts.iter().filter(|(path, _)| is_shared(path)) {
        add(path);
        add(text.inner());
    }
    for (path, medium) in &sources.media {
        add(path);
        add(&format!("{medium:?}"));
    }
    for manuscript in manuscripts {
        add(&manuscript.path);
        add(&manuscript.language.to_string());
        add(&manuscript.route.path());
        let times = (manuscript.state(as_of.now), manuscript.window(as_of.now));
        add(&format!("{times:?}"));
    }
    for (language, route) in routes {
        add(&language.to_string());
        add(&route.path());
    }
    hash.digest128()
}
