//! Smaller ones of a picture: upright, in the colours of the web, each made of all its pixels.

use std::io::Cursor;

use fast_image_resize::Resizer;
use image::{
    DynamicImage, ImageDecoder, ImageError, ImageReader, Limits, RgbImage, RgbaImage,
    error::LimitErrorKind,
};

use crate::picture::{Fault, MOST_PIXELS, Picture, colour, is_on_its_side};

/// Memory limit for one decoded picture, in bytes.
const MEMORY: u64 = 5 * MOST_PIXELS;

/// Unpacks a picture and makes one of each width, with eight bits a channel in sRGB.
///
/// # Errors
/// If its bytes are no picture.
pub fn scale(picture: &Picture, bytes: &[u8], widths: &[u32]) -> Result<Vec<DynamicImage>, Fault> {
    let Some(format) = picture.format else {
        return Ok(Vec::new());
    };
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(fault)?;
    if decoder.total_bytes() > MEMORY {
        return Err(Fault::Bulky);
    }
    let icc = decoder.icc_profile().map_err(fault)?;
    let is_grey = !decoder.color_type().has_color();
    let mut unpacked = DynamicImage::from_decoder(decoder).map_err(fault)?;
    if !widths.is_empty()
        && let Some(profile) = colour::profile(format, bytes, icc.as_deref(), is_grey)
    {
        unpacked = colour::to_srgb(unpacked, &profile);
    }
    let unpacked = plain(unpacked);
    let sheets = widths.iter().map(|width| {
        let mut sheet = narrow(&unpacked, picture, *width)?;
        sheet.apply_orientation(picture.orientation);
        Ok(sheet)
    });
    sheets.collect()
}

/// Eight bits a channel, and no channel of transparency where nothing is transparent.
fn plain(image: DynamicImage) -> DynamicImage {
    if !image.color().has_alpha() {
        return image.into_rgb8().into();
    }
    let image = image.into_rgba8();
    if image.pixels().all(|pixel| pixel.0[3] == u8::MAX) {
        DynamicImage::from(image).into_rgb8().into()
    } else {
        image.into()
    }
}

/// As wide as asked when it is upright. Sides are scaled as browsers do it, by the values of sRGB as they are, so that a
/// picture looks the same whoever made it smaller.
fn narrow(image: &DynamicImage, picture: &Picture, width: u32) -> Result<DynamicImage, Fault> {
    let height = height(picture.size, width);
    let (width, height) = if is_on_its_side(picture.orientation) {
        (height, width)
    } else {
        (width, height)
    };
    let mut small: DynamicImage = if image.color().has_alpha() {
        RgbaImage::new(width, height).into()
    } else {
        RgbImage::new(width, height).into()
    };
    Resizer::new()
        .resize(image, &mut small, None)
        .map_err(|error| Fault::Damaged(error.to_string()))?;
    Ok(small)
}

/// The height that goes with a width, at least one pixel.
fn height((width, height): (u32, u32), narrow: u32) -> u32 {
    let exact = u64::from(height) * u64::from(narrow) + u64::from(width) / 2;
    u32::try_from(exact / u64::from(width.max(1)))
        .unwrap_or(u32::MAX)
        .max(1)
}

fn fault(error: ImageError) -> Fault {
    match error {
        ImageError::Limits(limit) if limit.kind() == LimitErrorKind::InsufficientMemory => {
            Fault::Bulky
        }
        error => Fault::Damaged(error.to_string()),
    }
}
