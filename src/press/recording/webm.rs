//! WebM. What browsers need stays where it is; all else becomes void elements of the same length (RFC 8794, Void).

use std::{io::Cursor, ops::Range};

use matroska_demuxer::{DemuxError, MatroskaFile, TrackType};

use crate::{RecordingFault, recording::Facts};

/// The element that holds all others but the first.
const SEGMENT: u32 = 0x1853_8067;

/// What follows in it: seek head, info, tracks, clusters and cues.
const TOP: [u32; 5] = [0x114d_9b74, INFO, TRACKS, CLUSTER, 0x1c53_bb6b];

const INFO: u32 = 0x1549_a966;
const TRACKS: u32 = 0x1654_ae6b;
const TRACK: u32 = 0xae;
const CLUSTER: u32 = 0x1f43_b675;

/// In a cluster that does not say how long it is: timestamp, position, size before, blocks, groups of them.
const CLUSTERED: [u32; 5] = [0xe7, 0xa7, 0xab, 0xa3, 0xa0];

/// In info: the scale of times, the length; and names of programs, which have to be there.
const TIMES: [u32; 2] = [0x2a_d7b1, 0x4489];
const PROGRAMS: [u32; 2] = [0x4d80, 0x5741];

/// In a track: its name, and the codec's.
const NAMES: [u32; 2] = [0x536e, 0x25_8688];

/// A checksum of what is changed.
const CHECKSUM: u32 = 0xbf;

/// Codecs that browsers play in it.
const CODECS: [&str; 5] = ["V_VP8", "V_VP9", "V_AV1", "A_OPUS", "A_VORBIS"];

/// An element: its place in the file.
struct WebMElement {
    id: u32,
    start: usize,
    body: Range<usize>,
    has_length: bool,
}

/// Blanks out all that no browser needs to play it.
///
/// # Errors
/// If browsers do not play it.
pub fn clean(bytes: &mut [u8]) -> Result<Facts, RecordingFault> {
    let facts = facts(bytes)?;
    let mut at = 0;
    while at < bytes.len() {
        let it = element(bytes, at, bytes.len())?;
        at = it.body.end;
        if it.id == SEGMENT {
            segment(bytes, it.body)?;
        }
    }
    Ok(facts)
}

fn facts(bytes: &[u8]) -> Result<Facts, RecordingFault> {
    let file = MatroskaFile::open(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    if file.ebml_header().doc_type() != "webm" {
        let why = format!("it is {}, not WebM", file.ebml_header().doc_type());
        return Err(RecordingFault::Foreign(why));
    }
    let mut facts = Facts::default();
    for track in file.tracks() {
        match track.track_type() {
            TrackType::Video => {
                let size = track.video().map(|video| {
                    let own = (video.pixel_width().get(), video.pixel_height().get());
                    // Only pixels are meant to be shown as so many.
                    let shown = video.display_width().zip(video.display_height());
                    let shown = shown.map(|(width, height)| (width.get(), height.get()));
                    shown.filter(|(width, _)| *width >= 16).unwrap_or(own)
                });
                let (width, height) = size.unwrap_or_default();
                let pixels = |length| u32::try_from(length).unwrap_or(u32::MAX);
                facts.size.get_or_insert((pixels(width), pixels(height)));
            }
            TrackType::Audio => facts.has_sound = true,
            other => return Err(RecordingFault::Telling(format!("{other:?}").to_lowercase())),
        }
        if !CODECS.contains(&track.codec_id()) {
            let why = format!("its codec is {}", track.codec_id());
            return Err(RecordingFault::Foreign(why));
        }
    }
    if facts.size.is_none() && !facts.has_sound {
        return Err(RecordingFault::Damaged("there is nothing in it".into()));
    }
    let info = file.info();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "a length is small and positive, and others are taken for none"
    )]
    let length = info
        .duration()
        .map(|length| (length * info.timestamp_scale().get() as f64 / 1e6) as u64);
    facts.milliseconds = length.unwrap_or_default();
    Ok(facts)
}

fn segment(bytes: &mut [u8], range: Range<usize>) -> Result<(), RecordingFault> {
    let mut at = range.start;
    while at < range.end {
        let it = element(bytes, at, range.end)?;
        // What follows is in the cluster, or behind it.
        at = if it.id == CLUSTER && !it.has_length {
            it.body.start
        } else {
            it.body.end
        };
        match it.id {
            INFO => inside(bytes, it.body, |bytes, it| match it.id {
                id if TIMES.contains(&id) => Ok(()),
                id if PROGRAMS.contains(&id) => {
                    bytes[it.body].fill(0);
                    Ok(())
                }
                _ => void(bytes, &it),
            })?,
            TRACKS => inside(bytes, it.body, |bytes, it| match it.id {
                TRACK => inside(bytes, it.body, |bytes, it| match it.id {
                    id if NAMES.contains(&id) || id == CHECKSUM => void(bytes, &it),
                    _ => Ok(()),
                }),
                _ => void(bytes, &it),
            })?,
            id if TOP.contains(&id) || CLUSTERED.contains(&id) => {}
            _ => void(bytes, &it)?,
        }
    }
    Ok(())
}

fn inside(
    bytes: &mut [u8],
    range: Range<usize>,
    each: impl Fn(&mut [u8], WebMElement) -> Result<(), RecordingFault>,
) -> Result<(), RecordingFault> {
    let mut at = range.start;
    while at < range.end {
        let it = element(bytes, at, range.end)?;
        at = it.body.end;
        each(bytes, it)?;
    }
    Ok(())
}

/// Makes an element one that says nothing, of the same length.
fn void(bytes: &mut [u8], it: &WebMElement) -> Result<(), RecordingFault> {
    let whole = &mut bytes[it.start..it.body.end];
    whole.fill(0);
    let length = whole.len();
    match whole {
        [id, size, .., _] if length < 120 => {
            *id = 0xec;
            *size = u8::try_from(length - 2).unwrap_or_default() | 0x80;
        }
        [0, 0] => whole.copy_from_slice(&[0xec, 0x80]),
        [id, size @ .., _] if length > 9 => {
            *id = 0xec;
            let length = (length as u64 - 9) | 0x0100_0000_0000_0000;
            size[..8].copy_from_slice(&length.to_be_bytes());
        }
        _ => return Err(RecordingFault::Damaged("an element has no length".into())),
    }
    Ok(())
}

/// Reads the head of an element.
fn element(bytes: &[u8], start: usize, end: usize) -> Result<WebMElement, RecordingFault> {
    let early = || RecordingFault::Damaged("it ends too early".into());
    let first = *bytes[..end].get(start).ok_or_else(early)?;
    let width = first.leading_zeros() as usize + 1;
    let id = bytes[..end]
        .get(start..start + width)
        .filter(|_| width <= 4);
    let id = id.ok_or_else(early)?;
    let id = id.iter().fold(0, |id, byte| (id << 8) | u32::from(*byte));
    let at = start + width;
    let first = *bytes[..end].get(at).ok_or_else(early)?;
    let width = first.leading_zeros() as usize + 1;
    let size = bytes[..end].get(at..at + width).filter(|_| width <= 8);
    let size = size.ok_or_else(early)?;
    let mask = (1_u64 << (7 * width)) - 1;
    let length = size
        .iter()
        .fold(0, |it: u64, byte| (it << 8) | u64::from(*byte))
        & mask;
    let from = at + width;
    let has_length = length != mask;
    let to = if has_length {
        usize::try_from(length)
            .ok()
            .and_then(|length| from.checked_add(length))
    } else {
        Some(end)
    };
    Ok(WebMElement {
        id,
        start,
        body: from..to.filter(|to| *to <= end).ok_or_else(early)?,
        has_length,
    })
}

fn damaged(error: &DemuxError) -> RecordingFault {
    RecordingFault::Damaged(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_void_is_as_long_as_it_was() {
        for length in [0, 1, 7, 117, 118, 119, 130, 400] {
            // Tags, whose id has four bytes, with a length in eight.
            let mut bytes = vec![0x12, 0x54, 0xc3, 0x67, 1, 0, 0, 0, 0, 0];
            bytes.extend(u16::try_from(length).expect("short").to_be_bytes());
            bytes.extend(vec![b'x'; length]);
            let it = element(&bytes, 0, bytes.len()).expect("an element");
            void(&mut bytes, &it).expect("void");
            let now = element(&bytes, 0, bytes.len()).expect("an element");
            assert_eq!((now.id, now.body.end), (0xec, bytes.len()), "{length}");
            assert!(bytes[now.body].iter().all(|byte| *byte == 0));
        }
    }
}
