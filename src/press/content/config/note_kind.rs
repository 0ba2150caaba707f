//! Kinds of notes of an update history.

use schemars::JsonSchema;

/// Kinds of notes, the gravest last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema)]
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
    /// All kinds, the gravest last.
    pub const ALL: [Self; 4] = [
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
