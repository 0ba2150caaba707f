//! The start page's blocks as readers see them: each with its articles, none of which stands there twice.

use std::collections::HashSet;

use jiff::Timestamp;
use typed_index_collections::{TiSlice, TiVec};

use crate::{
    config::ids::{LanguageId, ManuscriptId},
    library::listings::Listings,
    manuscript::{BlockSource, HomeBlock, Manuscript},
};
use gazette_model::Route;

/// A block of the start page that has something to show.
#[derive(Debug, Clone)]
pub struct ShownBlock {
    /// Its kind.
    pub kind: BlockKind,
    /// Heading that readers see.
    pub heading: String,
    /// Its articles.
    pub stories: Vec<ManuscriptId>,
}

/// Kind of a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BlockKind {
    /// One article, larger than others.
    Lead,
    /// Articles that stay for a time.
    Pinned,
    /// The newest of a topic, by its key.
    Topic(String),
    /// The newest of all.
    Newest,
}

/// Takes the blocks out of start pages, and returns those of each language that have something to show.
pub fn of_languages(
    manuscripts: &mut TiSlice<ManuscriptId, Manuscript>,
    listings: &TiSlice<LanguageId, Listings>,
    now: Timestamp,
) -> TiVec<LanguageId, Vec<ShownBlock>> {
    let of_language = |listings: &Listings| {
        let home = listings.by_route.get(&Route::Home);
        // They name articles that nobody may know of.
        let written = home.map(|home| std::mem::take(&mut manuscripts[*home].blocks));
        shown(&written.unwrap_or_default(), listings, now)
    };
    listings.iter().map(of_language).collect()
}

/// Articles that are named stay in their blocks, wherever these stand; the others go from top to bottom.
fn shown(blocks: &[HomeBlock], listings: &Listings, now: Timestamp) -> Vec<ShownBlock> {
    let named: Vec<Vec<ManuscriptId>> = blocks
        .iter()
        .map(|block| {
            let stories = block.stories();
            let live = stories.filter(|(_, until)| until.is_none_or(|until| until.is_after(now)));
            let found = live.filter_map(|(story, _)| listings.by_route.get(&story.route).copied());
            found.collect()
        })
        .collect();
    let mut seen: HashSet<ManuscriptId> = named.iter().flatten().copied().collect();
    let mut newest = |articles: Option<&Vec<ManuscriptId>>, number: usize| -> Vec<ManuscriptId> {
        let articles = articles.into_iter().flatten().copied();
        let unseen = articles.filter(|article| !seen.contains(article));
        let taken: Vec<ManuscriptId> = unseen.take(number).collect();
        seen.extend(&taken);
        taken
    };
    let all = blocks.iter().zip(named).map(|(block, named)| {
        let (kind, stories) = match &block.source {
            BlockSource::Lead(_) => (BlockKind::Lead, named),
            BlockSource::Pins(_) => (BlockKind::Pinned, named),
            BlockSource::Topic(topic, number) => (
                BlockKind::Topic(topic.clone()),
                newest(listings.topics.get(topic), *number),
            ),
            BlockSource::Newest(number) => {
                (BlockKind::Newest, newest(Some(&listings.news), *number))
            }
        };
        ShownBlock {
            kind,
            heading: block.heading.clone(),
            stories,
        }
    });
    all.filter(|block| !block.stories.is_empty()).collect()
}
