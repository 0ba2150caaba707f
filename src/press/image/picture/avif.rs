//! Pictures as AVIF.

use anyhow::{Context, Result};
use image::DynamicImage;
use ravif::Img;
use rgb::FromSlice;

/// Quality, of 100; about as true to the pixels as WebP at the quality that WebP has here.
const QUALITY: f32 = 62.0;

/// Encoding speed, of 10. The fastest step would make files a tenth larger. Slower ones than this take twice
/// the time and save a hundredth.
const SPEED: u8 = 9;

/// Packs eight bits a channel of sRGB.
///
/// # Errors
/// If the encoder refuses.
pub fn encode(sheet: &DynamicImage) -> Result<Vec<u8>> {
    let (width, height) = (sheet.width() as usize, sheet.height() as usize);
    let encoder = ravif::Encoder::new()
        .with_quality(QUALITY)
        .with_speed(SPEED)
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
