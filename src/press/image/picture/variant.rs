//! Smaller ones of a picture, as readers' browsers choose among them.

use serde::{Deserialize, Serialize};

use crate::picture::Picture;

/// Pixels of width: a column of text is 672 wide at most (`--measure`), on telephones half as wide, and screens have one
/// to three pixels for each of a page's.
const WIDTHS: [u32; 4] = [1344, 1008, 672, 448];

/// A picture of no more bytes travels in a few packets anyway.
const SMALL: u64 = 4096;

/// Image format, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum VariantFormat {
    /// AV1 Image File Format.
    Avif,
    /// RFC 9649.
    WebP,
    /// ITU-T T.81: for other sites and for browsers that know none of the others.
    Jpeg,
}

impl VariantFormat {
    /// Those that pages offer beside the picture itself, best first.
    pub const ALL: [Self; 2] = [Self::Avif, Self::WebP];

    /// Extension of its files.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Avif => "avif",
            Self::WebP => "webp",
            Self::Jpeg => "jpg",
        }
    }

    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Avif => "image/avif",
            Self::WebP => "image/webp",
            Self::Jpeg => "image/jpeg",
        }
    }
}

/// One of the smaller ones of a picture.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Variant {
    /// Image format.
    pub kind: VariantFormat,
    /// Width in pixels.
    pub width: u32,
    /// The hash of its bytes.
    pub hash: u64,
    /// Their length.
    pub bytes: u64,
}

impl Variant {
    /// Address in the edition, beside the picture at `address`: `media/<stem>-<width>-<hash>.<ending>`.
    pub fn address(&self, address: &str) -> String {
        let stem = address.rsplit_once('-').map_or(address, |(stem, _)| stem);
        let ending = self.kind.ending();
        format!("{stem}-{}-{:016x}.{ending}", self.width, self.hash)
    }
}

/// The widths in which a picture is worth a try, widest first: never wider than itself, and each clearly narrower than
/// the one before.
pub fn widths(picture: &Picture) -> Vec<u32> {
    if picture.bytes <= SMALL || !picture.has_pixels() {
        return Vec::new();
    }
    let mut narrower = picture.size.0.min(WIDTHS[0]);
    let mut widths = vec![narrower];
    for width in WIDTHS {
        if width * 5 <= narrower * 4 {
            narrower = width;
            widths.push(width);
        }
    }
    widths
}

/// Those that readers gain by. One must be shorter than the next wider of its kind; and a browser that knows two kinds
/// takes the better one, so its widest must be shorter than the widest of the kind that is next best, which in the end
/// is the picture itself.
pub fn worthwhile(made: Vec<Variant>, picture: &Picture) -> Vec<Variant> {
    let mut kept: Vec<Variant> = Vec::new();
    let mut next_best = picture.bytes;
    for kind in VariantFormat::ALL.into_iter().rev() {
        let mut all: Vec<&Variant> = made.iter().filter(|variant| variant.kind == kind).collect();
        all.sort_by_key(|variant| std::cmp::Reverse(variant.width));
        let Some(widest) = all.first().filter(|widest| widest.bytes < next_best) else {
            continue;
        };
        next_best = widest.bytes;
        let mut wider = u64::MAX;
        for variant in all {
            if variant.bytes < wider {
                wider = variant.bytes;
                kept.push(variant.clone());
            }
        }
    }
    kept.sort_by_key(|variant| (variant.kind, variant.width));
    kept
}

#[cfg(test)]
mod tests {
    use image::{ImageFormat, metadata::Orientation};

    use super::*;

    fn picture(width: u32, bytes: u64) -> Picture {
        Picture {
            file: "a.jpg".into(),
            address: "media/a-of-mine-00000000000000aa.jpg".into(),
            hash: 0xaa,
            bytes,
            size: (width, width),
            format: Some(ImageFormat::Jpeg),
            orientation: Orientation::NoTransforms,
            removed: Vec::new(),
        }
    }

    fn variant(kind: VariantFormat, width: u32, bytes: u64) -> Variant {
        Variant {
            kind,
            width,
            hash: bytes,
            bytes,
        }
    }

    #[test]
    fn none_is_wider_than_the_picture_or_hardly_narrower_than_another() {
        let widths = |width| widths(&picture(width, 100_000));
        assert_eq!(widths(4000), [1344, 1008, 672, 448]);
        assert_eq!(widths(1344), [1344, 1008, 672, 448]);
        assert_eq!(widths(1200), [1200, 672, 448]);
        assert_eq!(widths(700), [700, 448]);
        assert_eq!(widths(100), [100]);
        assert!(super::widths(&picture(4000, SMALL)).is_empty());
    }

    #[test]
    fn a_longer_file_is_never_the_better_choice() {
        use VariantFormat::{Avif, WebP};
        let kept = |made: &[(VariantFormat, u32, u64)]| {
            let made = made
                .iter()
                .map(|(kind, width, bytes)| variant(*kind, *width, *bytes));
            let kept = worthwhile(made.collect(), &picture(1000, 500)).into_iter();
            kept.map(|kept| (kept.kind, kept.width, kept.bytes))
                .collect::<Vec<_>>()
        };
        let good = [
            (Avif, 448, 100),
            (Avif, 1000, 200),
            (WebP, 448, 150),
            (WebP, 1000, 300),
        ];
        assert_eq!(kept(&good), good);
        // AVIF is no better than WebP, WebP no better than the picture itself.
        assert_eq!(
            kept(&[(Avif, 1000, 300), (WebP, 1000, 300)]),
            [(WebP, 1000, 300)]
        );
        assert_eq!(
            kept(&[(Avif, 1000, 499), (WebP, 448, 100), (WebP, 1000, 500)]),
            [(Avif, 1000, 499)]
        );
        assert_eq!(
            kept(&[(Avif, 448, 300), (Avif, 1000, 300)]),
            [(Avif, 1000, 300)]
        );
        assert_eq!(kept(&[(Avif, 1000, 500)]), []);
    }

    #[test]
    fn lies_beside_the_picture() {
        let address = variant(VariantFormat::Avif, 448, 0xbb).address(&picture(1000, 500).address);
        assert_eq!(address, "media/a-of-mine-448-00000000000000bb.avif");
    }
}
