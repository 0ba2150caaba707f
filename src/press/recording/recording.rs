//! A recording: video or sound that browsers play, without what a camera wrote into it.

use std::{fs, path::Path};

use gazette_image::media_name;
use xxhash_rust::xxh3::xxh3_64;

use crate::{RecordingFault, mp4, sound, webm};

/// As many bytes are too many: the largest file that most hosts take.
pub const MOST_BYTES: u64 = 100_000_000;

/// Endings of files that are recordings, and those that no browser plays: who names one means a recording.
const ENDINGS: [&str; 24] = [
    "mp4", "m4v", "webm", "mp3", "m4a", "ogg", "oga", "opus", "weba", "mov", "avi", "mkv", "wmv",
    "flv", "wav", "flac", "aac", "wma", "ogv", "mpg", "mpeg", "3gp", "aiff", "m4b",
];

/// A file that browsers play.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Recording {
    /// Address in the edition; it contains a hash of the published bytes.
    pub address: String,
    /// The length of what is published of it.
    pub bytes: u64,
    /// Its media type.
    pub media_type: &'static str,
    /// What it says of itself.
    pub facts: Facts,
}

/// Facts about a recording, known before it is played.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Facts {
    /// Width and height of the pictures in pixels, as they are shown; none of sound alone.
    pub size: Option<(u32, u32)>,
    /// Marks a recording that can be heard.
    pub has_sound: bool,
    /// Its length in milliseconds.
    pub milliseconds: u64,
}

/// Containers that are known by their first bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Container {
    Mp4,
    WebM,
    Ogg,
    Mp3,
}

/// Tells whether a file's ending is that of a recording.
pub fn is_recording(file: &Path) -> bool {
    let ending = file
        .extension()
        .map(|it| it.to_string_lossy().to_lowercase());
    ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
}

impl Recording {
    /// Reads a recording, and returns what is to be published of it.
    ///
    /// # Errors
    /// If browsers do not play it, or it tells what is not to be published.
    pub fn read(file: &Path, mut bytes: Vec<u8>) -> Result<(Self, Vec<u8>), RecordingFault> {
        let container = container(&bytes)?;
        let facts = match container {
            Container::Mp4 => mp4::clean(&mut bytes)?,
            Container::WebM => webm::clean(&mut bytes)?,
            Container::Ogg | Container::Mp3 => sound::clean(&mut bytes)?,
        };
        if facts.milliseconds == 0 {
            let why = "it does not say how long it is";
            return Err(RecordingFault::Damaged(why.into()));
        }
        let (endings, media_type) = form(container, facts.size.is_some());
        let recording = Self {
            address: media_name::address(&media_name::named(file, endings), xxh3_64(&bytes)),
            bytes: bytes.len() as u64,
            media_type,
            facts,
        };
        Ok((recording, bytes))
    }

    /// Reads the recording in a file, if it is not too large.
    ///
    /// # Errors
    /// If it is not to be published.
    pub fn open(file: &Path) -> Result<(Self, Vec<u8>), RecordingFault> {
        let damaged = |error: std::io::Error| RecordingFault::Damaged(error.to_string());
        let length = fs::metadata(file).map_err(damaged)?.len();
        if length >= MOST_BYTES {
            return Err(RecordingFault::Heavy(length));
        }
        Self::read(file, fs::read(file).map_err(damaged)?)
    }
}

/// Detects a container by its first bytes.
fn container(bytes: &[u8]) -> Result<Container, RecordingFault> {
    let is = |at: usize, sign: &[u8]| bytes.get(at..at + sign.len()) == Some(sign);
    // ID3, or the eleven bits with which a frame of MPEG audio begins.
    let is_frame = matches!(bytes, [0xff, second, ..] if second & 0xe6 == 0xe2);
    if is(4, b"ftyp") {
        Ok(Container::Mp4)
    } else if is(0, &[0x1a, 0x45, 0xdf, 0xa3]) {
        Ok(Container::WebM)
    } else if is(0, b"OggS") {
        Ok(Container::Ogg)
    } else if is(0, b"ID3") || is_frame {
        Ok(Container::Mp3)
    } else {
        let why = "it is neither MP4, WebM, MP3, M4A nor Ogg";
        Err(RecordingFault::Foreign(why.into()))
    }
}

/// Endings by which hosts know the type, and the type.
fn form(container: Container, is_video: bool) -> (&'static [&'static str], &'static str) {
    match (container, is_video) {
        (Container::Mp4, true) => (&["mp4", "m4v"], "video/mp4"),
        (Container::Mp4, false) => (&["m4a"], "audio/mp4"),
        (Container::WebM, true) => (&["webm"], "video/webm"),
        (Container::WebM, false) => (&["weba"], "audio/webm"),
        (Container::Ogg, _) => (&["ogg", "oga", "opus"], "audio/ogg"),
        (Container::Mp3, _) => (&["mp3"], "audio/mpeg"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn containers_are_known_by_their_first_bytes() {
        assert_eq!(container(b"\0\0\0\x20ftypisom"), Ok(Container::Mp4));
        assert_eq!(container(&[0x1a, 0x45, 0xdf, 0xa3]), Ok(Container::WebM));
        assert_eq!(container(b"OggS"), Ok(Container::Ogg));
        assert_eq!(container(b"ID3\x04"), Ok(Container::Mp3));
        assert_eq!(container(&[0xff, 0xfb, 0x90]), Ok(Container::Mp3));
        for other in [
            &b""[..],
            b"RIFF....WAVE",
            &[0xff, 0xd8, 0xff],
            &[0xff, 0xf1, 0x50],
        ] {
            assert!(container(other).is_err(), "{other:?}");
        }
    }

    #[test]
    fn the_ending_says_what_is_in_the_file() {
        let video = form(Container::Mp4, true).0;
        assert_eq!(
            media_name::named(Path::new("a.M4V"), video),
            Path::new("a.M4V")
        );
        assert_eq!(
            media_name::named(Path::new("a.mp4"), form(Container::Mp4, false).0),
            Path::new("a.m4a")
        );
        assert!(is_recording(Path::new("A.MOV")) && !is_recording(Path::new("a.png")));
    }
}
