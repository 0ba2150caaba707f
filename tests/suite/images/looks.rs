//! Orientation and colours of pictures, however files declare them: browsers show a picture and its smaller versions
//! alike.

mod colours;
mod light;
mod upright;

use std::fs;

use image::{DynamicImage, GenericImageView, Rgb, RgbImage, codecs::jpeg::JpegEncoder};

use super::{Desk, SECRET, desk, encoded, ending, exif, media, tells};

const WIDTH: u32 = 240;
const HEIGHT: u32 = 160;

/// Four fields, each of another colour, with a grain that keeps files from being tiny.
fn fields(colours: [[u8; 3]; 4]) -> DynamicImage {
    let pixel = |x: u32, y: u32| {
        let field = usize::from(x >= WIDTH / 2) + 2 * usize::from(y >= HEIGHT / 2);
        let grain = u8::try_from((x * 7919 + y * 104_729 + x * y) % 3).unwrap();
        Rgb(colours[field].map(|channel| channel.saturating_add(grain)))
    };
    RgbImage::from_fn(WIDTH, HEIGHT, pixel).into()
}

const FOUR: [[u8; 3]; 4] = [[200, 40, 40], [40, 180, 60], [50, 60, 190], [220, 210, 60]];

/// A JPEG of the best quality: long enough for a smaller one to be worth while.
fn fine_jpeg(picture: &DynamicImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut bytes, 100);
    picture.write_with_encoder(encoder).unwrap();
    bytes
}

/// The colours in the middle of the four fields.
fn seen(picture: &DynamicImage) -> [[f64; 3]; 4] {
    let (width, height) = picture.dimensions();
    let picture = picture.to_rgb8();
    std::array::from_fn(|field| {
        let (column, row) = (u32::from(field % 2 == 1), u32::from(field > 1));
        let (left, top) = (width * (1 + 4 * column) / 8, height * (1 + 4 * row) / 8);
        let mut sum = [0_u32; 3];
        let (across, down) = (width / 4, height / 4);
        for pixel in picture.view(left, top, across, down).pixels() {
            for (sum, channel) in sum.iter_mut().zip(pixel.2.0) {
                *sum += u32::from(channel);
            }
        }
        sum.map(|sum| f64::from(sum) / f64::from(across * down))
    })
}

/// The files of a picture: the picture itself, then those that tests can unpack.
fn published(desk: &Desk, name: &str) -> (Vec<u8>, Vec<DynamicImage>) {
    let stem = name.split('.').next().unwrap();
    let read = |file: &String| fs::read(desk.path("dist/media").join(file)).unwrap();
    let files = media(desk);
    let own: Vec<&String> = files
        .iter()
        .filter(|file| file.starts_with(&format!("{stem}-")))
        .collect();
    let (smaller, itself): (Vec<&String>, Vec<&String>) = own
        .into_iter()
        .partition(|file| file.matches('-').count() > 1);
    let [itself] = itself[..] else {
        panic!("{name}: {files:?}");
    };
    let webp = smaller.into_iter().filter(|file| ending(file) == "webp");
    let smaller = webp.map(|file| image::load_from_memory(&read(file)).unwrap());
    (read(itself), smaller.collect())
}

fn assert_near(one: [[f64; 3]; 4], other: [[f64; 3]; 4], levels: f64, name: &str) {
    for (one, other) in one.as_flattened().iter().zip(other.as_flattened()) {
        assert!(
            (one - other).abs() <= levels,
            "{name}: {one:.1} is not {other:.1}"
        );
    }
}
