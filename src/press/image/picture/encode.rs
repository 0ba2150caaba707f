//! Packing pixels for the web.

use anyhow::{Context, Result, anyhow};
use image::{DynamicImage, ImageFormat, RgbImage, codecs::jpeg::JpegEncoder};

use crate::picture::{avif, variant::VariantFormat};

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
        VariantFormat::Avif => avif::encode(sheet),
        VariantFormat::WebP => webp(sheet, source == Some(ImageFormat::Png)),
        VariantFormat::Jpeg => jpeg(sheet),
    }
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
