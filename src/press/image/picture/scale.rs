//! Smaller ones of a picture: upright, in the colours of the web, each made of all its pixels.

use std::io::Cursor;

use fast_image_resize::{ResizeOptions, Resizer};
use image::{
    DynamicImage, ImageDecoder, ImageError, ImageReader, Limits, RgbImage, RgbaImage,
    error::LimitErrorKind,
};

use crate::picture::{Fault, MOST_PIXELS, Picture, colour, crop::Cut, is_on_its_side};

/// Memory limit for one decoded picture, in bytes.
const MEMORY: u64 = 5 * MOST_PIXELS;

/// Unpacks a picture and makes one of each width, with eight bits a channel in sRGB.
///
/// # Errors
/// If its bytes are no picture.
pub fn scale(picture: &Picture, bytes: &[u8], widths: &[u32]) -> Result<Vec<DynamicImage>, Fault> {
    let Some(unpacked) = unpack(picture, bytes, !widths.is_empty())? else {
        return Ok(Vec::new());
    };
    let sheets = widths.iter().map(|width| {
        let mut sheet = narrow(&unpacked, picture, *width)?;
        sheet.apply_orientation(picture.orientation);
        Ok(sheet)
    });
    sheets.collect()
}

/// Unpacks a picture and makes these cuts of it, upright and with eight bits a channel in sRGB.
///
/// # Errors
/// If its bytes are no picture.
pub fn cut(picture: &Picture, bytes: &[u8], cuts: &[Cut]) -> Result<Vec<DynamicImage>, Fault> {
    let Some(mut unpacked) = unpack(picture, bytes, true)? else {
        return Ok(Vec::new());
    };
    unpacked.apply_orientation(picture.orientation);
    let sheets = cuts.iter().map(|cut| {
        let [left, top, width, height] = cut.part;
        let options = ResizeOptions::new().crop(left, top, width, height);
        resize(&unpacked, cut.size, &options)
    });
    sheets.collect()
}

/// All pixels of a picture; `None` if nothing is made of its kind.
fn unpack(picture: &Picture, bytes: &[u8], is_shown: bool) -> Result<Option<DynamicImage>, Fault> {
    let Some(format) = picture.format else {
        return Ok(None);
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
    if is_shown && let Some(profile) = colour::profile(format, bytes, icc.as_deref(), is_grey) {
        unpacked = colour::to_srgb(unpacked, &profile);
    }
    Ok(Some(plain(unpacked)))
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
    resize(image, (width, height), &ResizeOptions::new())
}

/// A smaller one of a picture or of a part of it.
fn resize(
    image: &DynamicImage,
    (width, height): (u32, u32),
    options: &ResizeOptions,
) -> Result<DynamicImage, Fault> {
    let mut small: DynamicImage = if image.color().has_alpha() {
        RgbaImage::new(width, height).into()
    } else {
        RgbImage::new(width, height).into()
    };
    Resizer::new()
        .resize(image, &mut small, options)
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
