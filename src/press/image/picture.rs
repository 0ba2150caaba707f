//! A picture: what browsers show, within limits, and without what the camera wrote into it.

#[cfg_attr(not(feature = "avif"), path = "picture/avif_absent.rs")]
mod avif;
mod colour;
pub mod crop;
mod encode;
mod fault;
mod foreign;
pub mod metadata;
pub mod processor;
mod scale;
mod svg;
mod variant;
pub mod variant_store;

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, bail};
pub use crop::{Crop, Focus, Shape};
pub use fault::Fault;
use image::{ImageFormat, metadata::Orientation};
use imagesize::{Compression, ImageType};
use img_parts::Bytes;
use metadata::{Clean, clean};
pub use processor::ImageProcessor;
pub use variant::{Variant, VariantFormat};
pub use variant_store::Store;
use xxhash_rust::xxh3::xxh3_64;

use crate::media_name;

/// As many bytes are too many.
pub const MOST_BYTES: u64 = 12_000_000;

/// As many pixels are too many: unpacked, each takes three or four bytes of memory.
pub const MOST_PIXELS: u64 = 50_000_000;

/// A file that browsers show.
#[derive(Debug, Clone, Hash)]
pub struct Picture {
    /// Original file, as the editor put it there.
    pub file: PathBuf,
    /// Address in the edition; it contains a hash of the published bytes.
    pub address: String,
    /// The hash of what is published of it.
    pub hash: u64,
    /// The length of what is published of it.
    pub bytes: u64,
    /// Width and height in pixels, as it is shown.
    pub size: (u32, u32),
    /// Format for decoding it before it is resized; `None` if it is never resized.
    format: Option<ImageFormat>,
    /// Rotation or reflection that makes its pixels upright.
    orientation: Orientation,
    /// Parts stripped from an SVG that readers might miss, each with its line.
    pub removed: Vec<String>,
}

impl Picture {
    /// Reads what a picture's bytes say of it, but not its pixels.
    ///
    /// # Errors
    /// If browsers do not show it, or it is not to be published as it is.
    pub fn read(file: &Path, bytes: Vec<u8>) -> Result<Self, Fault> {
        let kind = kind(file, &bytes)?;
        let size = kind.map(|_| size(&bytes)).transpose()?;
        let Clean {
            bytes,
            format,
            orientation,
            size: drawn,
            removed,
        } = clean(kind, bytes.into())?;
        let (width, height) = size.or(drawn).unwrap_or_default();
        let hash = xxh3_64(&bytes);
        Ok(Self {
            file: file.to_owned(),
            address: media_name::address(&media_name::named(file, endings(kind)), hash),
            hash,
            bytes: bytes.len() as u64,
            size: if is_on_its_side(orientation) {
                (height, width)
            } else {
                (width, height)
            },
            format,
            orientation,
            removed,
        })
    }

    /// Tells whether press makes smaller variants of it: not of animations, GIF, AVIF or SVG.
    pub fn has_pixels(&self) -> bool {
        self.format.is_some()
    }

    /// Reads the published bytes: those of the file without metadata.
    ///
    /// # Errors
    /// If the file cannot be read, or is not what it was.
    pub fn load(&self) -> anyhow::Result<Bytes> {
        let file = self.file.display();
        let bytes = fs::read(&self.file).with_context(|| format!("{file}: cannot be read"))?;
        let again = kind(&self.file, &bytes).and_then(|kind| clean(kind, bytes.into()));
        match again {
            Ok(clean) if xxh3_64(&clean.bytes) == self.hash => Ok(clean.bytes),
            _ => bail!("{file}: has changed while press was at work; start it again"),
        }
    }
}

/// Detects the format of a picture; `None` is SVG, which is text.
fn kind(file: &Path, bytes: &[u8]) -> Result<Option<ImageType>, Fault> {
    use ImageType::{Gif, Heif, Jpeg, Png, Webp};
    match imagesize::image_type(bytes) {
        Ok(kind @ (Gif | Heif(Compression::Av1) | Jpeg | Png | Webp)) => Ok(Some(kind)),
        _ if is_svg(file) && !bytes.is_empty() => Ok(None),
        _ => Err(foreign::fault(bytes)),
    }
}

/// Tells whether a file's extension is that of SVG.
pub fn is_svg(file: &Path) -> bool {
    file.extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("svg"))
}

/// The endings by which hosts know a kind of picture, the usual one first.
fn endings(kind: Option<ImageType>) -> &'static [&'static str] {
    match kind {
        None => &["svg"],
        Some(ImageType::Jpeg) => &["jpg", "jpeg"],
        Some(ImageType::Png) => &["png"],
        Some(ImageType::Gif) => &["gif"],
        Some(ImageType::Webp) => &["webp"],
        Some(_) => &["avif"],
    }
}

fn size(bytes: &[u8]) -> Result<(u32, u32), Fault> {
    let size = imagesize::blob_size(bytes)
        .map_err(|_| Fault::Damaged("the file ends before it says how large it is".into()))?;
    let pixels = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
    let (width, height) = (pixels(size.width), pixels(size.height));
    if u64::from(width) * u64::from(height) >= MOST_PIXELS {
        return Err(Fault::Large(width, height));
    }
    Ok((width, height))
}

fn is_on_its_side(orientation: Orientation) -> bool {
    use Orientation::{Rotate90, Rotate90FlipH, Rotate270, Rotate270FlipH};
    matches!(
        orientation,
        Rotate90 | Rotate270 | Rotate90FlipH | Rotate270FlipH
    )
}
