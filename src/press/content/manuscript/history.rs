//! An article's update history: dated notes of what happened to it since it was published.

use gazette_diagnostics::{problem::Problems, rule, suggest::suggest};

use crate::{
    config::{date::Moment, note_kind::NoteKind},
    manuscript::{ManuscriptReader, keys},
    toml::{Fields, Located},
};

/// A note of the update history.
#[derive(Hash)]
pub struct HistoryNote {
    /// Kind of change.
    pub kind: NoteKind,
    /// Date of the change.
    pub date: Moment,
    /// Description of the change, in a sentence or two.
    pub text: String,
}

impl ManuscriptReader<'_> {
    /// Reads `[[history]]`, newest first.
    pub(super) fn history(
        &self,
        published: Option<&Located<Moment>>,
        fields: &mut Fields<'_, '_>,
        problems: &mut Problems,
    ) -> Vec<HistoryNote> {
        let mut notes = Vec::new();
        for note in fields.tables(keys::HISTORY, problems) {
            let mut note = note.knowing(keys::NOTE);
            let kind = kind(&mut note, problems);
            let text = note.required(keys::NOTE_TEXT, problems);
            let date = self.required_moment(keys::NOTE_DATE, &mut note, problems);
            problems.extend(self.too_early(
                published,
                date.as_ref(),
                &rule::FRONT_MATTER_NOTE_BEFORE_PUBLISHED,
                "this happened before the article was published",
                "Check both dates.",
            ));
            note.finish(problems);
            if let (Some(kind), Some(text), Some(date)) = (kind, text, date) {
                notes.push(HistoryNote {
                    kind,
                    date: date.value,
                    text: text.value,
                });
            }
        }
        notes.sort_by_key(|note| std::cmp::Reverse(note.date.when.timestamp()));
        notes
    }
}

fn kind(note: &mut Fields<'_, '_>, problems: &mut Problems) -> Option<NoteKind> {
    let name = note.required(keys::NOTE_KIND, problems)?;
    let mut kinds = NoteKind::ALL.into_iter();
    let known = kinds.find(|kind| kind.name() == name.value);
    if known.is_none() {
        problems.push(
            note.area
                .problem(
                    &rule::FRONT_MATTER_UNKNOWN_KIND,
                    format!("there is no kind of note called \"{}\"", name.value),
                    name.span,
                    "unknown",
                )
                .help(suggest(
                    &name.value,
                    NoteKind::ALL.map(NoteKind::name).into_iter(),
                )),
        );
    }
    known
}
