//! MP3 and Ogg, without their tags: who spoke, on which device, where.

use std::io::Cursor;

use lofty::{
    config::WriteOptions,
    file::{AudioFile, FileType},
    probe::Probe,
    tag::TagType,
};

use crate::{RecordingFault, recording::Facts};

/// Tags of which a file of sound can have several.
const TAGS: [TagType; 4] = [
    TagType::Id3v1,
    TagType::Id3v2,
    TagType::Ape,
    TagType::VorbisComments,
];

/// Takes the tags out of a file of sound.
///
/// # Errors
/// If browsers do not play it.
pub fn clean(bytes: &mut Vec<u8>) -> Result<Facts, RecordingFault> {
    let damaged = |why: String| RecordingFault::Damaged(why);
    let probe = Probe::new(Cursor::new(bytes.as_slice()));
    let probe = probe
        .guess_file_type()
        .map_err(|error| damaged(error.to_string()))?;
    let kind = probe.file_type();
    if !matches!(
        kind,
        Some(FileType::Mpeg | FileType::Opus | FileType::Vorbis)
    ) {
        let why = "what is in it is neither MP3, Opus nor Vorbis";
        return Err(RecordingFault::Foreign(why.into()));
    }
    let file = probe.read().map_err(|error| damaged(error.to_string()))?;
    let length = file.properties().duration();
    let there: Vec<TagType> = TAGS
        .into_iter()
        .filter(|kind| file.contains_tag_type(*kind))
        .collect();
    drop(file);
    for kind in there {
        let mut whole = Cursor::new(std::mem::take(bytes));
        let removed = kind.remove_from(&mut whole, WriteOptions::default());
        *bytes = whole.into_inner();
        removed.map_err(|error| damaged(error.to_string()))?;
    }
    Ok(Facts {
        size: None,
        has_sound: true,
        milliseconds: u64::try_from(length.as_millis()).unwrap_or_default(),
    })
}
