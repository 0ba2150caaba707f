//! A picture or attachment: its address in the edition and its size.

use std::{
    borrow::Cow,
    collections::BTreeMap,
    fs::{self, File},
    io::{self, Read},
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::{Context, Result, anyhow};
use gazette_diagnostics::nfc::nfc;
use gazette_image::{
    media_name::address,
    picture::{Fault, MOST_BYTES, Picture, is_svg},
};
use gazette_recording::{
    Captions, CaptionsFault, Recording, RecordingFault, Transcript, TranscriptFault,
    recording::is_recording,
};
use percent_encoding::percent_decode_str;
use xxhash_rust::xxh3::Xxh3;

use crate::source::{illegible::is_illegible, path::join};

/// Advice on a path that leads to no file.
pub const WHERE_FILES_LIE: &str =
    "Name the file relative to this manuscript, or as /media/… if it lies in content/media/.";

/// A file that manuscripts can show or link to.
#[derive(Debug, Clone, Hash)]
pub struct MediaFile {
    /// Path of the source file.
    pub file: PathBuf,
    /// Address of the unchanged file, `media/<stem>-<hash>.<extension>`; the hash lets clients cache it for ever.
    pub address: String,
    /// Its length.
    pub bytes: u64,
    /// The picture that it is, or why it cannot be shown as one.
    pub picture: Result<Arc<Picture>, Fault>,
    /// Its part in a recording, by the ending of its name.
    pub part: RecordingPart,
}

/// A file's part in a recording, and what is wrong with it.
#[derive(Debug, Clone, Hash)]
pub enum RecordingPart {
    /// None.
    Other,
    /// Video or sound.
    Recording(Result<Arc<Recording>, RecordingFault>),
    /// Captions.
    Captions(Result<Captions, CaptionsFault>),
    /// A text, which may be a transcript.
    Transcript(Result<Arc<Transcript>, TranscriptFault>),
}

impl MediaFile {
    /// Reads a file once through, keeping only its hash and what it says as a picture.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn read(file: PathBuf) -> io::Result<Self> {
        let mut part = RecordingPart::Other;
        if is_recording(&file) {
            match Recording::open(&file) {
                Ok((recording, _)) => return Ok(Self::of_recording(file, recording)),
                Err(fault) => part = RecordingPart::Recording(Err(fault)),
            }
        }
        let mut reader = File::open(&file)?;
        let bytes = reader.metadata()?.len();
        let mut hash = Xxh3::new();
        let picture = if bytes < MOST_BYTES {
            let whole = fs::read(&file)?;
            hash.update(&whole);
            if matches!(part, RecordingPart::Other) {
                part = beside(&file, &whole);
            }
            Picture::read(&file, whole).map(Arc::new)
        } else {
            hash_all(&mut reader, &mut hash)?;
            Err(Fault::Heavy(bytes))
        };
        Ok(Self {
            address: address(&file, hash.digest()),
            picture,
            bytes,
            part,
            file,
        })
    }

    /// A recording, whose address is that of what is published.
    fn of_recording(file: PathBuf, recording: Recording) -> Self {
        Self {
            address: recording.address.clone(),
            bytes: recording.bytes,
            picture: Err(Fault::Foreign("it is a recording".into())),
            part: RecordingPart::Recording(Ok(Arc::new(recording))),
            file,
        }
    }
}

/// The part that a file plays beside a recording.
fn beside(file: &Path, bytes: &[u8]) -> RecordingPart {
    let ending = file
        .extension()
        .map(|it| it.to_string_lossy().to_lowercase());
    match ending.as_deref() {
        Some("vtt") => RecordingPart::Captions(Captions::read(bytes)),
        Some("txt") => {
            let text = Transcript::read(bytes, is_illegible);
            RecordingPart::Transcript(text.map(Arc::new))
        }
        _ => RecordingPart::Other,
    }
}

/// Returns the bytes to publish of a linked file. SVG is sanitised: its scripts would run in the site's name. Recordings go
/// without what a camera wrote.
///
/// # Errors
/// If it cannot be read, or is a drawing that is refused.
pub fn published(file: &Path) -> Result<Vec<u8>> {
    if is_recording(file) {
        let refused = |fault: RecordingFault| anyhow!(fault.message(&file.display().to_string()));
        return Ok(Recording::open(file).map_err(refused)?.1);
    }
    let bytes = fs::read(file).with_context(|| format!("{}: cannot be read", file.display()))?;
    if !is_svg(file) {
        return Ok(bytes);
    }
    let refused = |fault: Fault| anyhow!(fault.message(&file.display().to_string()));
    let picture = Picture::read(file, bytes).map_err(refused)?;
    Ok(picture.load()?.into())
}

/// Hashes what is too long to be held in memory.
fn hash_all(reader: &mut File, hash: &mut Xxh3) -> io::Result<()> {
    let mut chunk = vec![0; 1 << 16];
    loop {
        let read = reader.read(&mut chunk)?;
        if read == 0 {
            return Ok(());
        }
        hash.update(&chunk[..read]);
    }
}

/// Finds the file that a path in the manuscript `from` names, and its path relative to the content folder. The path may
/// be percent-encoded: `a%20b.png`.
pub fn find<'m>(
    media: &'m BTreeMap<String, MediaFile>,
    from: &str,
    written: &str,
) -> Option<(&'m MediaFile, String)> {
    named(media, from, written).or_else(|| named(media, from, &decoded(written)?))
}

/// Finds the file that an address in the manuscript `from` names. A file that matches the decoded address takes
/// precedence over one that matches the address as written.
pub fn find_address<'m>(
    media: &'m BTreeMap<String, MediaFile>,
    from: &str,
    written: &str,
) -> Option<(&'m MediaFile, String)> {
    let decoded = decoded(written);
    let found = decoded.and_then(|written| named(media, from, &written));
    found.or_else(|| named(media, from, written))
}

/// The files beside the one at a path below the content folder that have its name and more: `speech.en.vtt` beside
/// `speech.mp4`. Each comes with what stands between, such as `en`, and its ending in small letters.
pub fn companions<'m>(
    media: &'m BTreeMap<String, MediaFile>,
    path: &str,
) -> Vec<(String, String, &'m MediaFile)> {
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    let prefix = format!("{stem}.");
    let beside = media.range(prefix.clone()..);
    beside
        .take_while(|(other, _)| other.starts_with(&prefix))
        .filter(|(other, _)| *other != path)
        .filter_map(|(other, medium)| {
            let rest = &other[prefix.len()..];
            let (lang, ending) = rest.rsplit_once('.').unwrap_or(("", rest));
            let is_lang = !lang.contains(['.', '/']) && !ending.contains('/');
            is_lang.then(|| (lang.to_owned(), ending.to_lowercase(), medium))
        })
        .collect()
}

/// A file by its name. Media are listed by their names in NFC, unless two would have the same.
fn named<'m>(
    media: &'m BTreeMap<String, MediaFile>,
    from: &str,
    written: &str,
) -> Option<(&'m MediaFile, String)> {
    let path = join(from, written)?;
    if let Some(medium) = media.get(&path) {
        return Some((medium, path));
    }
    // ASCII is in NFC.
    if from.is_ascii() && written.is_ascii() {
        return None;
    }
    let path = join(&nfc(from), &nfc(written))?;
    Some((media.get(&path)?, path))
}

/// An address as text, if something in it is encoded.
pub fn decoded(address: &str) -> Option<String> {
    let is_encoded = address.contains('%');
    let text = percent_decode_str(address).decode_utf8().ok();
    text.filter(|_| is_encoded).map(Cow::into_owned)
}

/// Tells whether a text is a picture's file name, with or without its extension.
pub fn is_file_name(text: &str, source: &str) -> bool {
    let file = source.rsplit('/').next().unwrap_or(source);
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let is = |name: &str| {
        let written = decoded(name);
        text.trim() == name || written.is_some_and(|name| nfc(text.trim()) == nfc(&name))
    };
    is(file) || is(stem)
}
