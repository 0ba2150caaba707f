//! Translations and their originals.

use crate::config::ids::{LanguageId, ManuscriptId};
use crate::{config::date::Moment, library::listings::Listings, manuscript::Manuscript};
use typed_index_collections::TiSlice;

/// The original of a translation that was changed after it, and when. The original is what the site's first language has.
pub fn newer_original<'a>(
    manuscripts: &'a TiSlice<ManuscriptId, Manuscript>,
    listings: &TiSlice<LanguageId, Listings>,
    manuscript: &Manuscript,
) -> Option<(&'a Manuscript, &'a Moment)> {
    let original = *listings.first()?.by_route.get(&manuscript.route)?;
    let original = &manuscripts[original];
    let changed = original.news.as_ref()?.updated();
    let own = manuscript.news.as_ref()?.updated();
    let is_newer =
        original.language != manuscript.language && changed.timestamp() > own.timestamp();
    is_newer.then_some((original, changed))
}
