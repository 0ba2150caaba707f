//! An article's update history: dated notes of what happened to it since it was published.

use schemars::JsonSchema;

use super::{
    super::{
        fields::{Fields, Located, suggest},
        moment::Moment,
        problem::Problem,
    },
    Reader,
};

/// A note of the update history.
pub struct Note {
    /// What kind of thing happened.
    pub kind: NoteKind,
    /// When.
    pub date: Moment,
    /// What, in a sentence or two.
    pub text: String,
}

/// Kinds of notes, the gravest last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub enum NoteKind {
    /// Something to know before reading on.
    Notice,
    /// Something was added.
    Update,
    /// Something was wrong.
    Correction,
    /// It is no longer valid, and stays to be read.
    Withdrawn,
}

impl NoteKind {
    const ALL: [Self; 4] = [
        Self::Notice,
        Self::Update,
        Self::Correction,
        Self::Withdrawn,
    ];

    /// Its name in manuscripts and in an edition's JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Notice => "notice",
            Self::Update => "update",
            Self::Correction => "correction",
            Self::Withdrawn => "withdrawn",
        }
    }
}

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
            let date = self.required_moment("date", &mut note, problems);
            problems.extend(self.too_early(
                published,
                date.as_ref(),
                "front-matter::note-before-published",
                "this happened before the article was published",
                "Check both dates.",
            ));
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
    let mut kinds = NoteKind::ALL.into_iter();
    let known = kinds.find(|kind| kind.name() == name.value);
    if known.is_none() {
        problems.push(
            note.area
                .problem(
                    "unknown-kind",
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
