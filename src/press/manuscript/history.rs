//! An article's update history: dated notes of what happened to it since it was published.

use super::{
    super::{
        fields::{Fields, Located, suggest},
        moment::Moment,
        problem::Problem,
    },
    Reader,
};
use crate::model::NoteKind;

/// A note of the update history.
pub struct Note {
    /// What kind of thing happened.
    pub kind: NoteKind,
    /// When.
    pub date: Moment,
    /// What, in a sentence or two.
    pub text: String,
}

/// The kinds by the names that manuscripts give them.
const KINDS: [(&str, NoteKind); 4] = [
    ("notice", NoteKind::Notice),
    ("update", NoteKind::Update),
    ("correction", NoteKind::Correction),
    ("withdrawn", NoteKind::Withdrawn),
];

impl Reader<'_> {
    /// Reads `[[history]]`, newest first.
    pub(super) fn history(
        &self,
        published: Option<&Located<Moment>>,
        fields: &mut Fields<'_, '_>,
        problems: &mut Vec<Problem>,
    ) -> Vec<Note> {
        let mut notes = Vec::new();
        for mut note in fields.tables("history", problems) {
            let kind = kind(&mut note, problems);
            let text = note.required("text", problems);
            let date = self.moment("date", &mut note, problems);
            if date.is_none() && note.any("date").is_none() {
                note.missing("date", problems);
            }
            if let (Some(published), Some(date)) = (published, &date)
                && date.value.when < published.value.when
            {
                problems.push(
                    note.area
                        .problem(
                            "note-before-published",
                            "this happened before the article was published",
                            date.span.clone(),
                            "earlier",
                        )
                        .at(self.source, published.span.clone(), "later")
                        .help("Check both dates."),
                );
            }
            note.finish(problems);
            if let (Some(kind), Some(text), Some(date)) = (kind, text, date) {
                notes.push(Note {
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

fn kind(note: &mut Fields<'_, '_>, problems: &mut Vec<Problem>) -> Option<NoteKind> {
    let name = note.required("kind", problems)?;
    let known = KINDS.iter().find(|(known, _)| *known == name.value);
    if known.is_none() {
        problems.push(
            note.area
                .problem(
                    "unknown-kind",
                    format!("there is no kind of note called \"{}\"", name.value),
                    name.span,
                    "unknown",
                )
                .help(suggest(&name.value, KINDS.iter().map(|(known, _)| *known))),
        );
    }
    known.map(|(_, kind)| *kind)
}
