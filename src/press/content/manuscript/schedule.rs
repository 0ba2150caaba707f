//! Schedule of a manuscript: `draft`, `publish_at`, `expires_at`, `review_by`.

use gazette_diagnostics::problem::{Problem, Problems};
use gazette_diagnostics::rule;

use crate::{
    config::date::Moment,
    manuscript::{ManuscriptReader, keys},
    toml::{Fields, Located},
};

/// Draft state and dates of a manuscript.
#[derive(Debug, Default)]
pub struct Schedule {
    /// Marks a draft, which is not published.
    pub is_draft: bool,
    /// Before this nobody may read it.
    pub publish_at: Option<Located<Moment>>,
    /// From this on nobody finds it any more.
    pub expires_at: Option<Located<Moment>>,
    /// After this somebody should see whether it is still true. Readers are not told.
    pub review_by: Option<Located<Moment>>,
}

impl ManuscriptReader<'_> {
    /// Reads the keys that say when.
    pub(super) fn schedule(
        &self,
        fields: &mut Fields<'_, '_>,
        problems: &mut Problems,
    ) -> Schedule {
        let schedule = Schedule {
            is_draft: draft(fields, problems),
            publish_at: self.moment(keys::PUBLISH_AT, fields, problems),
            expires_at: self.moment(keys::EXPIRES_AT, fields, problems),
            review_by: self.moment(keys::REVIEW_BY, fields, problems),
        };
        problems.extend(self.never_shown(schedule.publish_at.as_ref(), &schedule));
        schedule
    }

    /// Checks a schedule against the date that readers see.
    pub(super) fn agrees(
        &self,
        schedule: &Schedule,
        published: Option<&Located<Moment>>,
        problems: &mut Problems,
    ) {
        problems.extend(self.too_early(
            published,
            schedule.publish_at.as_ref(),
            &rule::FRONT_MATTER_EMBARGO_BEFORE_PUBLISHED,
            "it would appear before the date that it shows to readers",
            "Leave `published` out, and readers see `publish_at`; or write an earlier one.",
        ));
        problems.extend(self.too_early(
            published,
            schedule.review_by.as_ref(),
            &rule::FRONT_MATTER_REVIEW_BEFORE_PUBLISHED,
            "it is to be reviewed before it is published",
            "Check both dates.",
        ));
        if schedule.publish_at.is_none() {
            problems.extend(self.never_shown(published, schedule));
        }
    }

    /// The problem of an end that comes before the beginning, or with it.
    fn never_shown(&self, from: Option<&Located<Moment>>, schedule: &Schedule) -> Option<Problem> {
        let (from, until) = (from?, schedule.expires_at.as_ref()?);
        (until.value.when <= from.value.when).then(|| {
            Problem::new(
                &rule::FRONT_MATTER_EXPIRES_BEFORE_PUBLISHED,
                "it would expire before anyone could read it",
            )
            .at(self.source, until.span.clone(), "gone from here on")
            .at(self.source, from.span.clone(), "appears here")
            .help("Check both dates. A date without a time is the first moment of its day.")
        })
    }

    /// Reports keys that would take away a page without which there is no site.
    pub(super) fn always_there(&self, schedule: &mut Schedule, problems: &mut Problems) {
        let dates = [&schedule.publish_at, &schedule.expires_at];
        let span = dates.into_iter().flatten().map(|date| date.span.clone());
        let Some(span) = span.chain(schedule.is_draft.then_some(0..0)).next() else {
            return;
        };
        problems.push(
            Problem::new(
                &rule::FRONT_MATTER_ALWAYS_THERE,
                "the start page and the page for missing addresses are always there",
            )
            .at(self.source, span, "cannot be held back")
            .help("Take `draft`, `publish_at` and `expires_at` out of this file."),
        );
        *schedule = Schedule::default();
    }
}

fn draft(fields: &mut Fields<'_, '_>, problems: &mut Problems) -> bool {
    let Some(found) = fields.any(keys::DRAFT) else {
        return false;
    };
    // What is not understood is not published.
    found.value.as_bool().unwrap_or_else(|| {
        problems.push(fields.area.wrong_type(keys::DRAFT, "true or false", &found));
        true
    })
}
