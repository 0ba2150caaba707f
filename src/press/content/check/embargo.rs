//! Embargoes of originals that a translation breaks.

use std::collections::HashMap;

use crate::config::ids::LanguageId;
use gazette_diagnostics::problem::{Note, Problem, Problems};
use gazette_diagnostics::rule;
use gazette_model::Route;
use jiff::Timestamp;

use crate::{manuscript::Manuscript, visibility::Visibility};

/// Reports translations that can be read before the embargo of their original ends, unless they say themselves from when
/// on. The original is what the site's first language has.
pub fn check(manuscripts: &[Manuscript], now: Timestamp, problems: &mut Problems) {
    let is_embargoed = |it: &&Manuscript| {
        it.language == LanguageId::FIRST && it.state(now) == Visibility::Embargoed
    };
    let embargoed: HashMap<&Route, &Manuscript> = manuscripts
        .iter()
        .filter(is_embargoed)
        .map(|manuscript| (&manuscript.route, manuscript))
        .collect();
    for manuscript in manuscripts {
        let Some(original) = embargoed.get(&manuscript.route) else {
            continue;
        };
        let windows = (manuscript.window(now), original.window(now));
        let (Some(own), Some(embargo)) = windows else {
            continue;
        };
        if manuscript.schedule.publish_at.is_none() && !embargo.begins_before(&own) {
            problems.push(report(manuscript, original));
        }
    }
}

fn report(manuscript: &Manuscript, original: &Manuscript) -> Problem {
    let date = original.schedule.publish_at.as_ref();
    let span = date.map_or(0..3, |date| date.span.clone());
    let embargo = Note::new(
        format!("{} is embargoed", original.source.name()),
        &original.source,
        span,
        "until then",
    );
    Problem::new(
        &rule::FRONT_MATTER_HALF_AN_EMBARGO,
        "this translation would be read before its original",
    )
    .at(&manuscript.source, 0..3, "without `publish_at`")
    .help("Give it the same `publish_at`; or its own, even one that has passed, if this language may come first.")
    .see(embargo)
}
