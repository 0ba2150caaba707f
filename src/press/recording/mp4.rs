//! MP4. What browsers need stays where it is; all else becomes blank boxes of the same length, so that no offset changes.

use std::ops::Range;

use mp4_atom::{Decode, Header, Mdhd, Mehd, Mvhd, Tkhd};

use crate::{RecordingFault, recording::Facts};

/// A box: its place in the file.
struct Mp4Box {
    kind: [u8; 4],
    start: usize,
    body: Range<usize>,
}

/// Codecs that every browser of today plays.
const CODECS: [&[u8; 4]; 9] = [
    b"avc1", b"avc3", b"av01", b"vp08", b"vp09", b"mp4a", b"Opus", b".mp3", b"fLaC",
];

/// Boxes that stay, by the box in which they lie. A file is the empty name.
fn kept(parent: &[u8]) -> &'static [&'static [u8; 4]] {
    match parent {
        b"" => &[
            b"ftyp", b"styp", b"moov", b"moof", b"mdat", b"sidx", b"mfra",
        ],
        b"moov" => &[b"mvhd", b"trak", b"mvex"],
        b"trak" => &[b"tkhd", b"tref", b"edts", b"mdia"],
        b"mdia" => &[b"mdhd", b"hdlr", b"minf", b"elng"],
        b"minf" => &[b"vmhd", b"smhd", b"dinf", b"stbl"],
        b"stbl" => &[
            b"stsd", b"stts", b"ctts", b"stss", b"stsc", b"stsz", b"stz2", b"stco", b"co64",
            b"sgpd", b"sbgp", b"sdtp", b"cslg",
        ],
        b"mvex" => &[b"mehd", b"trex"],
        b"moof" => &[b"mfhd", b"traf"],
        b"traf" => &[b"tfhd", b"tfdt", b"trun", b"sgpd", b"sbgp", b"sdtp"],
        _ => &[],
    }
}

/// Boxes that hold others.
const NESTED: [&[u8; 4]; 8] = [
    b"moov", b"trak", b"mdia", b"minf", b"stbl", b"mvex", b"moof", b"traf",
];

/// Blanks out all that no browser needs to play it.
///
/// # Errors
/// If browsers do not play it, or a track tells where it was made.
pub fn clean(bytes: &mut [u8]) -> Result<Facts, RecordingFault> {
    if bytes.get(8..12) == Some(b"qt  ") {
        let why = "it is a QuickTime film";
        return Err(RecordingFault::Foreign(why.into()));
    }
    let mut reader = BoxReader {
        bytes,
        facts: Facts::default(),
        handler: None,
        size: None,
        has_movie: false,
        scale: 1000,
    };
    let all = 0..reader.bytes.len();
    reader.level(b"", all)?;
    if !reader.has_movie || !(reader.facts.has_sound || reader.facts.size.is_some()) {
        return Err(RecordingFault::Damaged(
            "it ends before it says what is in it".into(),
        ));
    }
    Ok(reader.facts)
}

struct BoxReader<'b> {
    bytes: &'b mut [u8],
    facts: Facts,
    /// The kind of the track that is being read.
    handler: Option<[u8; 4]>,
    /// Its width and height.
    size: Option<(u32, u32)>,
    has_movie: bool,
    /// Units of time in a second.
    scale: u32,
}

impl BoxReader<'_> {
    fn level(&mut self, parent: &[u8], range: Range<usize>) -> Result<(), RecordingFault> {
        let mut at = range.start;
        while at < range.end {
            let it = self.at(at, range.end)?;
            at = it.body.end;
            if !kept(parent).contains(&&it.kind) {
                self.bytes[it.start + 4..it.start + 8].copy_from_slice(b"free");
                self.bytes[it.body].fill(0);
                continue;
            }
            self.read(&it)?;
            if NESTED.contains(&&it.kind) {
                self.level(&it.kind, it.body.clone())?;
            }
            if &it.kind == b"trak" {
                self.end_of_track()?;
            }
        }
        Ok(())
    }

    fn at(&self, start: usize, end: usize) -> Result<Mp4Box, RecordingFault> {
        let mut rest = &self.bytes[start..end];
        let before = rest.len();
        let header = Header::decode(&mut rest).map_err(damaged)?;
        let from = start + before - rest.len();
        let length = header.size.unwrap_or(end - from);
        let to = from.checked_add(length).filter(|to| *to <= end);
        let to = to.ok_or_else(|| RecordingFault::Damaged("it ends too early".into()))?;
        Ok(Mp4Box {
            kind: header.kind.into(),
            start,
            body: from..to,
        })
    }

    fn read(&mut self, it: &Mp4Box) -> Result<(), RecordingFault> {
        let mut whole = &self.bytes[it.start..it.body.end];
        match &it.kind {
            b"moov" => self.has_movie = true,
            b"mvhd" => {
                let head = Mvhd::decode(&mut whole).map_err(damaged)?;
                self.scale = head.timescale;
                self.last(head.duration, head.timescale);
                self.timeless(it);
            }
            b"mehd" => {
                let head = Mehd::decode(&mut whole).map_err(damaged)?;
                self.last(head.fragment_duration, self.scale);
            }
            b"tkhd" => {
                let head = Tkhd::decode(&mut whole).map_err(damaged)?;
                let (width, height) = (head.width.integer().into(), head.height.integer().into());
                let is_on_its_side = head.matrix.a == 0 && head.matrix.d == 0;
                self.size = Some(if is_on_its_side {
                    (height, width)
                } else {
                    (width, height)
                });
                self.timeless(it);
            }
            b"mdhd" => {
                Mdhd::decode(&mut whole).map_err(damaged)?;
                self.timeless(it);
            }
            b"hdlr" => self.handler(it)?,
            b"stsd" => self.codec(it)?,
            _ => {}
        }
        Ok(())
    }

    fn last(&mut self, length: u64, scale: u32) {
        let is_unknown = length == 0 || length == u64::from(u32::MAX) || length == u64::MAX;
        let length = u128::from(length) * 1000 / u128::from(scale.max(1));
        if let Ok(length) = u64::try_from(length)
            && !is_unknown
        {
            self.facts.milliseconds = length;
        }
    }

    /// Blanks the times at which something was made and changed, which stand behind version and flags.
    fn timeless(&mut self, it: &Mp4Box) {
        let length = if self.bytes[it.body.start] == 1 {
            16
        } else {
            8
        };
        let times = it.body.start + 4..(it.body.start + 4 + length).min(it.body.end);
        self.bytes[times].fill(0);
    }

    /// The kind of a track, and its name, in which devices name themselves.
    fn handler(&mut self, it: &Mp4Box) -> Result<(), RecordingFault> {
        let kind = self.bytes[it.body.clone()].get(8..12);
        let kind = kind.and_then(|kind| <[u8; 4]>::try_from(kind).ok());
        let Some(kind) = kind else {
            return Err(RecordingFault::Damaged("a track has no kind".into()));
        };
        if !matches!(&kind, b"vide" | b"soun") {
            return Err(RecordingFault::Telling(readable(kind)));
        }
        self.handler = Some(kind);
        let name = (it.body.start + 24).min(it.body.end)..it.body.end;
        self.bytes[name].fill(0);
        Ok(())
    }

    /// The codec of a track, and the name of what encoded it.
    fn codec(&mut self, it: &Mp4Box) -> Result<(), RecordingFault> {
        let entry = self.at((it.body.start + 8).min(it.body.end), it.body.end)?;
        if !CODECS.contains(&&entry.kind) {
            return Err(RecordingFault::Foreign(format!(
                "its codec is {}",
                readable(entry.kind)
            )));
        }
        let name = entry.body.start + 42..entry.body.start + 74;
        if self.handler == Some(*b"vide") && name.end <= entry.body.end {
            self.bytes[name].fill(0);
        }
        Ok(())
    }

    fn end_of_track(&mut self) -> Result<(), RecordingFault> {
        match self.handler.take() {
            Some(kind) if &kind == b"soun" => self.facts.has_sound = true,
            Some(_) => {
                let size = self
                    .size
                    .take()
                    .filter(|(width, height)| width * height > 0);
                let size = size.ok_or_else(|| {
                    RecordingFault::Damaged("its pictures have no width and height".into())
                })?;
                self.facts.size.get_or_insert(size);
            }
            None => return Err(RecordingFault::Damaged("a track has no kind".into())),
        }
        Ok(())
    }
}

fn readable(kind: [u8; 4]) -> String {
    kind.escape_ascii().to_string()
}

fn damaged(error: mp4_atom::Error) -> RecordingFault {
    RecordingFault::Damaged(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_holds_others_is_kept() {
        let all = ["".as_bytes()]
            .into_iter()
            .chain(NESTED.map(<[u8; 4]>::as_slice));
        let kept: Vec<_> = all.flat_map(kept).collect();
        for nested in NESTED {
            assert!(kept.contains(&&nested), "{}", readable(*nested));
        }
    }
}
