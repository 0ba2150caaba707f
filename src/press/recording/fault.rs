//! Why a recording is not published: what is wrong with it, and how to mend that.

use gazette_diagnostics::rule::{self, Rule};

use crate::recording::MOST_BYTES;

/// Why a recording is not published.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum RecordingFault {
    /// No browser plays it, or not each: the reason.
    Foreign(String),
    /// It has so many bytes.
    Heavy(u64),
    /// It holds a track of this kind, in which cameras write where they were.
    Telling(String),
    /// It is not whole: the reason.
    Damaged(String),
}

impl RecordingFault {
    /// The rule that it breaks.
    pub fn rule(&self) -> &'static Rule {
        match self {
            Self::Foreign(_) | Self::Damaged(_) => &rule::RECORDING_UNREADABLE,
            Self::Heavy(_) => &rule::RECORDING_TOO_LARGE,
            Self::Telling(_) => &rule::RECORDING_METADATA,
        }
    }

    /// Message about the recording at `path`.
    pub fn message(&self, path: &str) -> String {
        match self {
            Self::Foreign(why) => format!("{path} is no recording that every browser plays: {why}"),
            Self::Heavy(bytes) => format!(
                "{path} has {} MB; recordings must have less than {} MB",
                bytes / 1_000_000,
                MOST_BYTES / 1_000_000
            ),
            Self::Telling(kind) => format!(
                "{path} has a track of the kind \"{kind}\", which is neither pictures nor sound: cameras write there where and when they were"
            ),
            Self::Damaged(why) => format!("{path} is damaged: {why}"),
        }
    }

    /// Label of the place that names it.
    pub fn label(&self) -> &'static str {
        match self {
            Self::Foreign(_) => "cannot be played",
            Self::Heavy(_) => "too large",
            Self::Telling(_) => "tells too much",
            Self::Damaged(_) => "damaged",
        }
    }

    /// The remedy.
    pub fn help(&self) -> &'static str {
        match self {
            Self::Foreign(_) => {
                "Export video as MP4 (H.264 with AAC) or WebM, and sound as MP3, M4A or Opus."
            }
            Self::Heavy(_) => {
                "Export it with fewer pixels or at a lower rate, or put it on a video site and link to it: [Title](https://…)."
            }
            Self::Telling(_) => {
                "Export it again with nothing but one track of video and one of sound."
            }
            Self::Damaged(_) => "Export it again, or copy it again from where it came from.",
        }
    }
}
