//! Colours: what a picture's file says of them, and making those of sRGB of them, which are all that the smaller ones have.

use std::io::Cursor;

use image::{DynamicImage, ImageFormat};
use moxcms::{
    Chromaticity, CicpColorPrimaries, CicpProfile, ColorPrimaries, ColorProfile, DataColorSpace,
    Layout, MatrixCoefficients, ToneReprCurve, TransferCharacteristics, TransformExecutor,
    TransformOptions, XyY,
};
use png::{CodingIndependentCodePoints, Info, SourceChromaticities};

/// Pixels that are turned at once.
const STRIP: usize = 4096;

/// Perceptual quantization and hybrid log-gamma (ITU-T H.273, table 3): each screen shows them in its own way.
const OF_HIGH_RANGE: [u8; 2] = [16, 18];

/// The colours of a picture whose profile is `icc`; `None` if they are those of sRGB, or the file says nothing that
/// browsers heed. Of what a PNG says the first counts (PNG, third edition, section 4.3).
pub fn profile(
    format: ImageFormat,
    bytes: &[u8],
    icc: Option<&[u8]>,
    is_grey: bool,
) -> Option<ColorProfile> {
    let embedded = icc.and_then(|icc| ColorProfile::new_from_slice(icc).ok());
    let embedded = embedded.and_then(|profile| match (profile.color_space, is_grey) {
        (DataColorSpace::Gray, true) => of_greys(profile.gray_trc?),
        (DataColorSpace::Rgb, false) => Some(profile),
        // Greys of a JPEG are unpacked as colours; a PNG's profile has to be one of greys.
        (DataColorSpace::Rgb, true) if format != ImageFormat::Png => Some(profile),
        _ => None,
    });
    if format != ImageFormat::Png {
        return embedded;
    }
    let reader = png::Decoder::new(Cursor::new(bytes)).read_info().ok()?;
    let info = reader.info();
    let of_codes = info.coding_independent_code_points.as_ref();
    of_codes
        .copied()
        .and_then(of_code_points)
        .or(embedded)
        .or_else(|| of_gamma(info))
}

/// Tells whether code points of a PNG (section 11.3.2.6) name colours that cannot be converted to sRGB.
pub fn is_beyond([_, transfer, matrix, range]: [u8; 4]) -> bool {
    OF_HIGH_RANGE.contains(&transfer) || matrix != 0 || range != 1
}

/// Turns an unpacked picture's colours into those of sRGB, which have eight bits for each channel.
pub fn to_srgb(picture: DynamicImage, profile: &ColorProfile) -> DynamicImage {
    let srgb = ColorProfile::new_srgb();
    let options = TransformOptions::default();
    let layout = if picture.color().has_alpha() {
        Layout::Rgba
    } else {
        Layout::Rgb
    };
    let is_deep = picture.color().bytes_per_pixel() / picture.color().channel_count() > 1;
    // What has sixteen bits loses shades if it gets eight before its colours are turned.
    match (layout, is_deep) {
        (Layout::Rgba, true) => {
            let mut picture = picture.into_rgba16();
            if let Ok(turn) = profile.create_transform_16bit(layout, &srgb, layout, options) {
                turn_all(&*turn, &mut picture, 4);
            }
            picture.into()
        }
        (_, true) => {
            let mut picture = picture.into_rgb16();
            if let Ok(turn) = profile.create_transform_16bit(layout, &srgb, layout, options) {
                turn_all(&*turn, &mut picture, 3);
            }
            picture.into()
        }
        (Layout::Rgba, false) => {
            let mut picture = picture.into_rgba8();
            if let Ok(turn) = profile.create_transform_8bit(layout, &srgb, layout, options) {
                turn_all(&*turn, &mut picture, 4);
            }
            picture.into()
        }
        (_, false) => {
            let mut picture = picture.into_rgb8();
            if let Ok(turn) = profile.create_transform_8bit(layout, &srgb, layout, options) {
                turn_all(&*turn, &mut picture, 3);
            }
            picture.into()
        }
    }
}

/// Turns pixels strip by strip, so that no second picture is in memory.
fn turn_all<T: Copy + Default>(
    turn: &(dyn TransformExecutor<T> + Send + Sync),
    samples: &mut [T],
    channels: usize,
) {
    let mut before = Vec::with_capacity(STRIP * channels);
    for strip in samples.chunks_mut(STRIP * channels) {
        before.clear();
        before.extend_from_slice(strip);
        // It fails only where lengths differ.
        if turn.transform(&before, strip).is_err() {
            strip.copy_from_slice(&before);
        }
    }
}

/// Greys that become lighter along a curve.
fn of_greys(curve: ToneReprCurve) -> Option<ColorProfile> {
    with_curve(ColorProfile::new_srgb(), curve)
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "it ends each of the ways to a profile"
)]
fn with_curve(mut profile: ColorProfile, curve: ToneReprCurve) -> Option<ColorProfile> {
    profile.cicp = None;
    profile.red_trc = Some(curve.clone());
    profile.green_trc = Some(curve.clone());
    profile.blue_trc = Some(curve);
    Some(profile)
}

fn of_code_points(codes: CodingIndependentCodePoints) -> Option<ColorProfile> {
    let profile = ColorProfile::new_from_cicp(CicpProfile {
        color_primaries: CicpColorPrimaries::try_from(codes.color_primaries).ok()?,
        transfer_characteristics: TransferCharacteristics::try_from(codes.transfer_function)
            .ok()?,
        matrix_coefficients: MatrixCoefficients::try_from(codes.matrix_coefficients).ok()?,
        full_range: codes.is_video_full_range_image,
    });
    profile.red_trc.is_some().then_some(profile)
}

/// Colours by the exponent of a PNG's samples (section 11.3.2.2), and by its primaries if it names them. What is as good
/// as sRGB is taken for it, since programs write that for sRGB.
fn of_gamma(info: &Info<'_>) -> Option<ColorProfile> {
    if info.srgb.is_some() {
        return None;
    }
    let gamma = info.gama_chunk?.into_value();
    if !(0.01..=10.0).contains(&gamma) {
        return None;
    }
    let mut profile = ColorProfile::new_srgb();
    let own = info.chrm_chunk.filter(|primaries| !is_srgb(primaries));
    if own.is_none() && (gamma * 2.2 - 1.0).abs() < 0.05 {
        return None;
    }
    if let Some(primaries) = own {
        let at = |(x, y): (png::ScaledFloat, png::ScaledFloat)| Chromaticity {
            x: x.into_value(),
            y: y.into_value(),
        };
        let white = at(primaries.white);
        let white = XyY {
            x: f64::from(white.x),
            y: f64::from(white.y),
            yb: 1.0,
        };
        let primaries = ColorPrimaries {
            red: at(primaries.red),
            green: at(primaries.green),
            blue: at(primaries.blue),
        };
        profile.update_rgb_colorimetry(white, primaries);
        let colorants = [
            profile.red_colorant,
            profile.green_colorant,
            profile.blue_colorant,
        ];
        if colorants.iter().any(|it| !(it.x + it.y + it.z).is_finite()) {
            return None;
        }
    }
    with_curve(profile, ToneReprCurve::Parametric(vec![1.0 / gamma]))
}

/// Tells whether primaries are those of sRGB, to the precision with which files state them.
fn is_srgb(primaries: &SourceChromaticities) -> bool {
    let SourceChromaticities {
        white,
        red,
        green,
        blue,
    } = primaries;
    let own = [white, red, green, blue].map(|(x, y)| (x.into_value(), y.into_value()));
    let srgb = [(0.3127, 0.329), (0.64, 0.33), (0.3, 0.6), (0.15, 0.06)];
    own.iter()
        .zip(srgb)
        .all(|(own, srgb)| (own.0 - srgb.0).abs() < 0.002 && (own.1 - srgb.1).abs() < 0.002)
}

#[cfg(test)]
mod tests {
    use image::{GrayImage, RgbImage};
    use img_parts::png::{Png, PngChunk};

    use super::*;

    fn png(picture: &DynamicImage, chunks: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        picture.write_to(&mut bytes, ImageFormat::Png).unwrap();
        let mut png = Png::from_bytes(bytes.into_inner().into()).unwrap();
        for (kind, content) in chunks {
            let chunk = PngChunk::new(**kind, content.clone().into());
            png.chunks_mut().insert(1, chunk);
        }
        png.encoder().bytes().to_vec()
    }

    fn shown(picture: DynamicImage, icc: Option<&[u8]>, bytes: &[u8]) -> Vec<u8> {
        let is_grey = !picture.color().has_color();
        match profile(ImageFormat::Png, bytes, icc, is_grey) {
            Some(profile) => to_srgb(picture, &profile).into_rgb8().into_raw(),
            None => picture.into_rgb8().into_raw(),
        }
    }

    /// Expected by hand: IEC 61966-2-1 of the light that each sample stands for.
    #[test]
    fn what_a_png_says_of_its_colours_counts() {
        let colour: DynamicImage = RgbImage::from_pixel(2, 1, image::Rgb([20, 128, 200])).into();
        let grey: DynamicImage = GrayImage::from_pixel(2, 1, image::Luma([128])).into();
        let gamma = |value: u32| (b"gAMA", value.to_be_bytes().to_vec());
        let greys = ColorProfile::new_gray_with_gamma(1.0).encode().unwrap();
        let none = None;
        for (picture, chunks, icc, expected) in [
            (&colour, vec![], none, [20, 128, 200]),
            (&colour, vec![gamma(45455)], none, [20, 128, 200]),
            (&colour, vec![gamma(100_000)], none, [79, 188, 229]),
            (
                &colour,
                vec![gamma(100_000), (b"sRGB", vec![0])],
                none,
                [20, 128, 200],
            ),
            (&grey, vec![gamma(100_000)], none, [188, 188, 188]),
            (&grey, vec![], Some(&greys[..]), [188, 188, 188]),
            (&colour, vec![], Some(&greys[..]), [20, 128, 200]),
        ] {
            let bytes = png(picture, &chunks);
            let own = shown(picture.clone(), icc, &bytes);
            let is_near = own[..3]
                .iter()
                .zip(expected)
                .all(|(own, wanted)| own.abs_diff(wanted) <= 2);
            assert!(is_near, "{own:?} {expected:?} {chunks:?}");
        }
    }

    #[test]
    fn code_points_of_display_p3_become_those_of_srgb() {
        let picture: DynamicImage = RgbImage::from_pixel(2, 1, image::Rgb([100, 150, 50])).into();
        let bytes = png(&picture, &[(b"cICP", vec![12, 13, 0, 1])]);
        let own = shown(picture, None, &bytes);
        let wanted = [83_u8, 152, 23];
        assert!(
            own.iter()
                .zip(wanted)
                .all(|(own, wanted)| own.abs_diff(wanted) <= 3),
            "{own:?}"
        );
        assert!(is_beyond([9, 16, 0, 1]) && !is_beyond([12, 13, 0, 1]));
    }
}
