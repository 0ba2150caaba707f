//! In which colours, by the profiles of PNG, WebP and JPEG, and by what else a PNG says of them.

use std::io::Write;

use flate2::{Compression, write::ZlibEncoder};
use image::{DynamicImage, ImageBuffer, ImageFormat, Luma};
use img_parts::{
    Bytes, DynImage, ImageICC,
    png::{Png, PngChunk},
};
use moxcms::ColorProfile;

use super::{
    FOUR, SECRET, assert_near, desk, encoded, exif, fields, fine_jpeg,
    light::{ADOBE, Colours, D65, P3, SRGB, expected, srgb_light},
    published, seen,
};

fn png_with(image: &DynamicImage, chunks: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let mut png = Png::from_bytes(encoded(image, ImageFormat::Png).into()).unwrap();
    for (number, (kind, content)) in chunks.iter().enumerate() {
        let chunk = PngChunk::new(**kind, Bytes::from(content.clone()));
        png.chunks_mut().insert(1 + number, chunk);
    }
    png.encoder().bytes().to_vec()
}

fn gamma(exponent: f64) -> (&'static [u8; 4], Vec<u8>) {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a gamma of the test"
    )]
    let value = (exponent * 100_000.0).round() as u32;
    (b"gAMA", value.to_be_bytes().to_vec())
}

fn chromaticities(primaries: [(f64, f64); 3]) -> (&'static [u8; 4], Vec<u8>) {
    let [red, green, blue] = primaries;
    let all = [D65, red, green, blue]
        .into_iter()
        .flat_map(|(x, y)| [x, y]);
    let value = |value: f64| gamma(value).1;
    (b"cHRM", all.flat_map(value).collect())
}

fn profile(icc: &ColorProfile) -> (&'static [u8; 4], Vec<u8>) {
    let mut packed = ZlibEncoder::new(b"own\0\0".to_vec(), Compression::fast());
    packed.write_all(&icc.encode().unwrap()).unwrap();
    (b"iCCP", packed.finish().unwrap())
}

fn with_icc(image: &DynamicImage, format: ImageFormat, icc: &ColorProfile) -> Vec<u8> {
    let bytes = match format {
        ImageFormat::Jpeg => fine_jpeg(image),
        _ => encoded(image, format),
    };
    let mut file = DynImage::from_bytes(bytes.into()).unwrap().unwrap();
    file.set_icc_profile(Some(icc.encode().unwrap().into()));
    file.encoder().bytes().to_vec()
}

const GREYS: [[u8; 3]; 4] = [[30; 3], [90; 3], [150; 3], [220; 3]];

fn greys() -> DynamicImage {
    fields(GREYS).to_luma8().into()
}

/// Greys of sixteen bits, the darkest of which eight bits could not tell apart.
fn deep() -> DynamicImage {
    let eight = fields(GREYS).to_luma8();
    let (width, height) = eight.dimensions();
    let pixel = |x, y| Luma([u16::from(eight.get_pixel(x, y).0[0]) * 257]);
    ImageBuffer::from_fn(width, height, pixel).into()
}

/// A picture by its file's name, with the values of its fields and their meaning.
type Coloured = (&'static str, Vec<u8>, [[u8; 3]; 4], Colours);

fn linear(sample: f64) -> f64 {
    sample
}

fn old_mac(sample: f64) -> f64 {
    sample.powf(1.8)
}

fn adobe(sample: f64) -> f64 {
    sample.powf(563.0 / 256.0)
}

fn with_chunks() -> Vec<Coloured> {
    let linear: fn(f64) -> f64 = linear;
    let old_mac: fn(f64) -> f64 = old_mac;
    let adobe: fn(f64) -> f64 = adobe;
    let four = fields(FOUR);
    let p3 = (b"cICP", vec![12, 13, 0, 1]);
    vec![
        ("plain.png", png_with(&four, &[]), FOUR, (srgb_light, SRGB)),
        (
            "usual.png",
            png_with(&four, &[gamma(0.45455)]),
            FOUR,
            (srgb_light, SRGB),
        ),
        (
            "linear.png",
            png_with(&four, &[gamma(1.0)]),
            FOUR,
            (linear, SRGB),
        ),
        (
            "mac.png",
            png_with(&four, &[gamma(1.0 / 1.8)]),
            FOUR,
            (old_mac, SRGB),
        ),
        (
            "wide.png",
            png_with(&four, &[gamma(256.0 / 563.0), chromaticities(ADOBE)]),
            FOUR,
            (adobe, ADOBE),
        ),
        (
            "said.png",
            png_with(&four, &[gamma(1.0), (b"sRGB", vec![0])]),
            FOUR,
            (srgb_light, SRGB),
        ),
        (
            "codes.png",
            png_with(&four, &[p3, gamma(1.0)]),
            FOUR,
            (srgb_light, P3),
        ),
        (
            "grey.png",
            png_with(&greys(), &[gamma(1.0)]),
            GREYS,
            (linear, SRGB),
        ),
        (
            "deep.png",
            png_with(&deep(), &[gamma(1.0)]),
            GREYS,
            (linear, SRGB),
        ),
    ]
}

fn with_profiles() -> Vec<Coloured> {
    let linear: fn(f64) -> f64 = linear;
    let old_mac: fn(f64) -> f64 = old_mac;
    let adobe: fn(f64) -> f64 = adobe;
    let four = fields(FOUR);
    let adobe_rgb = ColorProfile::new_adobe_rgb();
    let grey = ColorProfile::new_gray_with_gamma;
    vec![
        (
            "icc.png",
            png_with(&four, &[gamma(1.0), profile(&adobe_rgb)]),
            FOUR,
            (adobe, ADOBE),
        ),
        (
            "icc.jpg",
            with_icc(&four, ImageFormat::Jpeg, &adobe_rgb),
            FOUR,
            (adobe, ADOBE),
        ),
        (
            "icc.webp",
            with_icc(&four, ImageFormat::WebP, &adobe_rgb),
            FOUR,
            (adobe, ADOBE),
        ),
        (
            "grey-icc.png",
            png_with(&greys(), &[profile(&grey(1.0))]),
            GREYS,
            (linear, SRGB),
        ),
        (
            "grey-icc.jpg",
            with_icc(&greys(), ImageFormat::Jpeg, &grey(1.8)),
            GREYS,
            (old_mac, SRGB),
        ),
        // A profile of colours is none for greys in a PNG, nor one of greys for colours.
        (
            "grey-rgb.png",
            png_with(&greys(), &[profile(&adobe_rgb)]),
            GREYS,
            (srgb_light, SRGB),
        ),
        (
            "rgb-grey.png",
            png_with(&four, &[profile(&grey(1.0))]),
            FOUR,
            (srgb_light, SRGB),
        ),
    ]
}

fn coloured() -> Vec<Coloured> {
    with_chunks().into_iter().chain(with_profiles()).collect()
}

#[test]
fn colours_are_those_of_the_picture() {
    let pictures = coloured();
    // Names become one word each, so that files are told apart by them.
    let name = |name: &str| name.replace(['-', '.'], "") + "." + name.rsplit('.').next().unwrap();
    let names: Vec<String> = pictures.iter().map(|it| name(it.0)).collect();
    let all = names
        .iter()
        .zip(&pictures)
        .map(|(name, it)| (name.as_str(), it.1.clone()));
    let desk = desk(&all.collect::<Vec<_>>());
    let outcome = desk.build();
    assert_eq!(outcome.code, 0, "{}", outcome.text);
    for (name, (_, _, colours, space)) in names.iter().zip(pictures) {
        let expected = colours.map(|colour| expected(colour, space));
        let (_, smaller) = published(&desk, name);
        assert!(!smaller.is_empty(), "{name}");
        for small in smaller {
            assert_near(seen(&small), expected, 5.0, name);
        }
    }
}

#[test]
fn what_says_how_a_picture_looks_stays_in_it() {
    let chunks = [
        gamma(0.5),
        chromaticities(ADOBE),
        (b"sRGB", vec![0]),
        (b"cICP", vec![12, 13, 0, 1]),
        (b"eXIf", exif(6, true)),
        (b"tEXt", SECRET.to_vec()),
    ];
    // Where nobody knows how bright it is meant, it is published as it is, and no smaller ones are made of it.
    let bright = png_with(&fields(FOUR), &[(b"cICP", vec![9, 16, 0, 1])]);
    let desk = desk(&[
        ("looks.png", png_with(&fields(FOUR), &chunks)),
        ("bright.png", bright.clone()),
    ]);
    assert_eq!(desk.build().code, 0);
    let (itself, _) = published(&desk, "looks.png");
    let png = Png::from_bytes(itself.into()).unwrap();
    for (kind, content) in &chunks[..4] {
        let kept = png.chunk_by_type(**kind).unwrap();
        assert_eq!(&**kept.contents(), content.as_slice());
    }
    assert!(png.chunk_by_type(*b"tEXt").is_none());
    let (itself, smaller) = published(&desk, "bright.png");
    assert_eq!((itself, smaller.len()), (bright, 0));
}
