//! Packing pixels for the web.

use anyhow::{Context, Result, anyhow};
use image::{DynamicImage, ImageFormat};
use ravif::Img;
use rgb::FromSlice;

use crate::picture::variant::VariantFormat;

/// Quality of AVIF, of 100; about as true to the pixels as WebP at [`WEBP_QUALITY`].
const AVIF_QUALITY: f32 = 62.0;

/// Encoding speed of AVIF, of 10. The fastest step would make files a tenth larger. Slower ones than this take twice
/// the time and save a hundredth.
const AVIF_SPEED: u8 = 9;

/// Quality of WebP, of 100.
const WEBP_QUALITY: f32 = 76.0;

/// Packs eight bits a channel of sRGB, the same on any number of cores.
///
/// # Errors
/// If the encoder refuses.
pub fn encode(
    kind: VariantFormat,
    sheet: &DynamicImage,
    source: Option<ImageFormat>,
) -> Result<Vec<u8>> {
    match kind {
        VariantFormat::Avif => avif(sheet),
        VariantFormat::WebP => webp(sheet, source == Some(ImageFormat::Png)),
    }
}

fn avif(sheet: &DynamicImage) -> Result<Vec<u8>> {
    let (width, height) = (sheet.width() as usize, sheet.height() as usize);
    let encoder = ravif::Encoder::new()
        .with_quality(AVIF_QUALITY)
        .with_speed(AVIF_SPEED)
        // More would cut the picture into tiles, and so make another of it on every machine.
        .with_num_threads(Some(1));
    let packed = match sheet {
        DynamicImage::ImageRgba8(sheet) => {
            encoder.encode_rgba(Img::new(sheet.as_rgba(), width, height))
        }
        sheet => encoder.encode_rgb(Img::new(sheet.as_bytes().as_rgb(), width, height)),
    };
    Ok(packed.context("AVIF cannot be made")?.avif_file)
}

/// Drawings, which come as PNG, are often shorter when nothing of them is lost.
fn webp(sheet: &DynamicImage, is_drawing: bool) -> Result<Vec<u8>> {
    let (width, height) = (sheet.width(), sheet.height());
    let encoder = match sheet {
        DynamicImage::ImageRgba8(sheet) => webp::Encoder::from_rgba(sheet, width, height),
        sheet => webp::Encoder::from_rgb(sheet.as_bytes(), width, height),
    };
    let pack = |lossless| {
        let packed = encoder.encode_simple(lossless, WEBP_QUALITY);
        let packed = packed.map_err(|error| anyhow!("WebP cannot be made: {error:?}"))?;
        anyhow::Ok(packed.to_vec())
    };
    let lossy = pack(false)?;
    if !is_drawing {
        return Ok(lossy);
    }
    let lossless = pack(true)?;
    Ok(if lossless.len() <= lossy.len() {
        lossless
    } else {
        lossy
    })
}
