//! Packing pixels for the web.

use anyhow::{Context, Result, anyhow};
use image::{DynamicImage, ImageFormat, RgbImage, codecs::jpeg::JpegEncoder};
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

/// Quality of JPEG, of 100.
const JPEG_QUALITY: u8 = 82;

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
        VariantFormat::Jpeg => jpeg(sheet),
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

/// JPEG knows no transparency, so what is behind is white.
fn jpeg(sheet: &DynamicImage) -> Result<Vec<u8>> {
    let flat = match sheet {
        DynamicImage::ImageRgba8(sheet) => {
            RgbImage::from_fn(sheet.width(), sheet.height(), |x, y| {
                let [red, green, blue, alpha] = sheet.get_pixel(x, y).0;
                image::Rgb([red, green, blue].map(|value| over_white(value, alpha)))
            })
        }
        sheet => sheet.to_rgb8(),
    };
    let mut bytes = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut bytes, JPEG_QUALITY);
    flat.write_with_encoder(encoder)
        .context("JPEG cannot be made")?;
    Ok(bytes)
}

fn over_white(value: u8, alpha: u8) -> u8 {
    let (value, alpha) = (u16::from(value), u16::from(alpha));
    u8::try_from((value * alpha + 255 * (255 - alpha) + 127) / 255).unwrap_or(u8::MAX)
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
