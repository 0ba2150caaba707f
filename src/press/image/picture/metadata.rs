//! Metadata stripped from pictures. Of all that a camera or a program wrote beside the pixels, only colours and
//! orientation remain. Nothing is encoded again.

use image::{ImageFormat, metadata::Orientation};
use imagesize::ImageType;
use img_parts::{
    Bytes, ImageEXIF,
    jpeg::{Jpeg, JpegSegment, markers},
    png::{Png, PngChunk},
    riff::{RiffChunk, RiffContent},
    webp::{CHUNK_ANIM, CHUNK_EXIF, CHUNK_VP8X, CHUNK_XMP, WebP},
};

use crate::picture::{Fault, colour, svg};

/// Chunks of PNG beside the critical ones (PNG, third edition, section 11.3) that decide how it looks, or that it moves.
const LOOKS: [&[u8; 4]; 15] = [
    b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP", b"mDCV", b"cLLI", b"bKGD",
    b"pHYs", b"sPLT", b"acTL", b"fcTL", b"fdAT",
];

/// Bits of a WebP's first chunk that say whether EXIF and XMP follow (RFC 9649, section 2.7).
const WEBP_EXIF: u8 = 0b0000_1000;
const WEBP_XMP: u8 = 0b0000_0100;

/// Picture without its metadata, ready to be published.
pub struct Clean {
    /// Its bytes.
    pub bytes: Bytes,
    /// Format for decoding it; `None` if it is never resized.
    pub format: Option<ImageFormat>,
    /// Rotation or reflection that makes its pixels upright.
    pub orientation: Orientation,
    /// Width and height of a drawing, which has no pixels.
    pub size: Option<(u32, u32)>,
    /// Parts stripped that readers might miss.
    pub removed: Vec<String>,
}

/// Takes out of a picture what is not to be published.
///
/// # Errors
/// If it is not whole, or its kind cannot be cleaned and it is not clean.
pub fn clean(kind: Option<ImageType>, bytes: Bytes) -> Result<Clean, Fault> {
    match kind {
        Some(ImageType::Jpeg) => jpeg(bytes),
        Some(ImageType::Png) => png(bytes),
        Some(ImageType::Webp) => webp(bytes),
        Some(ImageType::Heif(_)) if has_metadata(&bytes) => Err(Fault::Telling),
        Some(_) => Ok(turned(bytes, None, Orientation::NoTransforms)),
        None => {
            let drawing = svg::read(&bytes, within)?;
            Ok(Clean {
                size: Some(drawing.size),
                removed: drawing.removed,
                ..turned(drawing.text.into(), None, Orientation::NoTransforms)
            })
        }
    }
}

/// Strips metadata from a picture embedded in an SVG.
fn within(bytes: Vec<u8>) -> Option<Bytes> {
    let kind = imagesize::image_type(&bytes).ok()?;
    Some(clean(Some(kind), bytes.into()).ok()?.bytes)
}

fn turned(bytes: Bytes, format: Option<ImageFormat>, orientation: Orientation) -> Clean {
    Clean {
        bytes,
        format,
        orientation,
        size: None,
        removed: Vec::new(),
    }
}

/// Orientation by EXIF, with or without the prefix that EXIF has in a JPEG.
fn orientation(exif: Option<&[u8]>) -> Orientation {
    exif.map(|exif| exif.strip_prefix(b"Exif\0\0").unwrap_or(exif))
        .and_then(Orientation::from_exif_chunk)
        .unwrap_or(Orientation::NoTransforms)
}

fn jpeg(bytes: Bytes) -> Result<Clean, Fault> {
    let mut jpeg = Jpeg::from_bytes(bytes).map_err(damaged)?;
    let orientation = orientation(jpeg.exif().as_deref());
    jpeg.segments_mut().retain(is_looks);
    if orientation != Orientation::NoTransforms {
        jpeg.set_exif(Some(only(orientation)));
    }
    let scans = jpeg
        .segments()
        .last()
        .map_or(0, |last| last.len_with_entropy() - last.len());
    let bytes = jpeg.encoder().bytes();
    // Behind the picture some cameras put a second one, or a film, with all that was taken out of the first.
    let start = bytes.len() - scans;
    let end = end(&bytes[start..])
        .ok_or_else(|| Fault::Damaged("the file ends before the picture does".into()))?;
    let bytes = bytes.slice(..start + end);
    Ok(turned(bytes, Some(ImageFormat::Jpeg), orientation))
}

/// Tells whether a segment of a JPEG affects its looks. Comments do not; of applications' segments only JFIF, Adobe's
/// colours and a colour profile do.
fn is_looks(segment: &JpegSegment) -> bool {
    match segment.marker() {
        markers::APP0 | markers::APP14 => true,
        markers::APP2 => segment.contents().starts_with(b"ICC_PROFILE\0"),
        markers::APP1..=markers::APP15 | markers::COM => false,
        _ => true,
    }
}

/// EXIF that says which way is up, and nothing else (Exif 3.0, section 4.6.5, tag 0x112).
fn only(orientation: Orientation) -> Bytes {
    let mut exif = b"MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    exif.extend([orientation.to_exif(), 0, 0, 0, 0, 0, 0]);
    exif.into()
}

/// Finds the end of a JPEG's scans, from the first one's data on (ITU-T T.81, section B.1.1); `None` if there is none.
fn end(scans: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        at += scans
            .get(at..)?
            .iter()
            .position(|byte| *byte == markers::P)?;
        match *scans.get(at + 1)? {
            markers::EOI => return Some(at + 2),
            // Another marker may begin with the second byte.
            markers::P => at += 1,
            0 | markers::RST0..=markers::RST7 => at += 2,
            _ => {
                let length = [*scans.get(at + 2)?, *scans.get(at + 3)?];
                at += 2 + usize::from(u16::from_be_bytes(length));
            }
        }
    }
}

fn png(bytes: Bytes) -> Result<Clean, Fault> {
    let mut png = Png::from_bytes(bytes).map_err(damaged)?;
    let exif = png.chunk_by_type(*b"eXIf").map(PngChunk::contents);
    let orientation = orientation(exif.map(|exif| &**exif));
    let is_critical = |kind: [u8; 4]| kind[0].is_ascii_uppercase();
    png.chunks_mut()
        .retain(|chunk| is_critical(chunk.kind()) || LOOKS.contains(&&chunk.kind()));
    if orientation != Orientation::NoTransforms && !png.chunks().is_empty() {
        // Behind the first chunk, since some browsers look for it only before the pixels.
        let exif = PngChunk::new(*b"eXIf", only(orientation));
        png.chunks_mut().insert(1, exif);
    }
    let moves = png.chunk_by_type(*b"acTL").is_some();
    let codes = png.chunk_by_type(*b"cICP").map(PngChunk::contents);
    let codes = codes.and_then(|codes| <[u8; 4]>::try_from(&**codes).ok());
    let is_as_it_is = moves || codes.is_some_and(colour::is_beyond);
    let bytes = png.encoder().bytes();
    let format = (!is_as_it_is).then_some(ImageFormat::Png);
    Ok(turned(bytes, format, orientation))
}

fn webp(bytes: Bytes) -> Result<Clean, Fault> {
    let mut webp = WebP::from_bytes(bytes).map_err(damaged)?;
    // Only an extended file may have it.
    let exif = webp.exif().filter(|_| webp.has_chunk(CHUNK_VP8X));
    let orientation = orientation(exif.as_deref());
    for metadata in [CHUNK_EXIF, CHUNK_XMP] {
        webp.remove_chunks_by_id(metadata);
    }
    let mut metadata = 0;
    if orientation != Orientation::NoTransforms {
        let exif = RiffContent::Data(only(orientation));
        webp.chunks_mut().push(RiffChunk::new(CHUNK_EXIF, exif));
        metadata = WEBP_EXIF;
    }
    let mut head = webp
        .chunks_mut()
        .iter_mut()
        .filter(|chunk| chunk.id() == CHUNK_VP8X);
    if let Some(RiffContent::Data(head)) = head.next().map(RiffChunk::content_mut) {
        let mut flags = head.to_vec();
        flags
            .iter_mut()
            .take(1)
            .for_each(|flags| *flags = *flags & !(WEBP_EXIF | WEBP_XMP) | metadata);
        *head = flags.into();
    }
    let moves = webp.has_chunk(CHUNK_ANIM);
    let bytes = webp.encoder().bytes();
    let format = (!moves).then_some(ImageFormat::WebP);
    Ok(turned(bytes, format, orientation))
}

/// Tells whether an AVIF has an item of EXIF or XMP (ISO/IEC 14496-12, "item information entry", versions 2 and 3).
fn has_metadata(bytes: &[u8]) -> bool {
    let has_exif = bytes.windows(18).any(|entry| {
        entry.starts_with(b"infe") && (&entry[12..16] == b"Exif" || &entry[14..18] == b"Exif")
    });
    let xmp = b"application/rdf+xml";
    has_exif || bytes.windows(xmp.len()).any(|part| part == xmp)
}

fn damaged(error: img_parts::Error) -> Fault {
    Fault::Damaged(error.to_string())
}
