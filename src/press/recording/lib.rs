//! Recordings. Video and sound of editors go in, with captions and transcripts; what can be published of them comes out.

pub mod captions;
mod fault;
mod mp4;
pub mod recording;
mod sound;
pub mod transcript;
mod webm;

pub use captions::{Captions, CaptionsFault};
pub use fault::RecordingFault;
pub use recording::Recording;
pub use transcript::{Transcript, TranscriptFault};
