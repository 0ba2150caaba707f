//! Parts of a picture in other shapes, cut around the point that matters: for lists, for other sites and for search engines.

use serde::{Deserialize, Serialize};

use crate::picture::{Picture, Variant, VariantFormat};

/// The point of a picture that every cut keeps, in percent from the left and from the top.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Focus {
    /// From the left edge.
    pub x: u8,
    /// From the upper edge.
    pub y: u8,
}

impl Default for Focus {
    fn default() -> Self {
        Self { x: 50, y: 50 }
    }
}

impl Focus {
    /// Reads `30% 60%`; `None` if it is not two whole percentages from 0 to 100.
    pub fn parse(text: &str) -> Option<Self> {
        let percent = |part: &str| {
            let digits = part.strip_suffix('%')?;
            let is_number = digits.len() <= 3 && digits.bytes().all(|byte| byte.is_ascii_digit());
            digits.parse().ok().filter(|it| is_number && *it <= 100)
        };
        let (x, y) = text.split_once(' ')?;
        Some(Self {
            x: percent(x)?,
            y: percent(y)?,
        })
    }
}

/// Proportions of a cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Shape {
    /// 1:1, for search engines.
    Square,
    /// 4:3, for search engines.
    Standard,
    /// 16:9, for search engines and feeds.
    Wide,
    /// 3:2, for lists.
    Thumbnail,
    /// 40:21, as Open Graph's readers like it.
    Share,
}

impl Shape {
    /// Those that search engines are told of.
    pub const FOR_SEARCH: [Self; 3] = [Self::Square, Self::Standard, Self::Wide];

    /// Width and height in the smallest whole numbers.
    pub fn ratio(self) -> (u32, u32) {
        match self {
            Self::Square => (1, 1),
            Self::Standard => (4, 3),
            Self::Wide => (16, 9),
            Self::Thumbnail => (3, 2),
            Self::Share => (40, 21),
        }
    }
}

/// Every cut that is made: shape, kind, width in pixels.
const CUTS: [(Shape, VariantFormat, u32); 8] = [
    (Shape::Square, VariantFormat::Jpeg, 1200),
    (Shape::Standard, VariantFormat::Jpeg, 1200),
    (Shape::Wide, VariantFormat::Jpeg, 1200),
    (Shape::Thumbnail, VariantFormat::Avif, 192),
    (Shape::Thumbnail, VariantFormat::Avif, 384),
    (Shape::Thumbnail, VariantFormat::WebP, 384),
    (Shape::Thumbnail, VariantFormat::Jpeg, 384),
    (Shape::Share, VariantFormat::Jpeg, 1200),
];

/// A cut of a picture.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Crop {
    /// Its proportions.
    pub shape: Shape,
    /// Its height in pixels.
    pub height: u32,
    /// Its kind, width and bytes.
    pub variant: Variant,
}

/// A cut that is to be made of a picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cut {
    /// Its proportions.
    pub shape: Shape,
    /// Its kind.
    pub kind: VariantFormat,
    /// Width and height in pixels.
    pub size: (u32, u32),
    /// Left edge, upper edge, width and height of the part of the upright picture.
    pub part: [f64; 4],
}

/// The cuts of a picture, none of them wider than what there is of it.
pub fn cuts(picture: &Picture, focus: Focus) -> Vec<Cut> {
    if !picture.has_pixels() {
        return Vec::new();
    }
    let mut cuts: Vec<Cut> = Vec::new();
    for (shape, kind, width) in CUTS {
        let part = part(picture.size, shape.ratio(), focus);
        let width = width.min(whole(part[2]));
        let (across, down) = shape.ratio();
        let height = (width * down + across / 2) / across;
        let cut = Cut {
            shape,
            kind,
            size: (width, height.max(1)),
            part,
        };
        // Of a small picture several are the same.
        if !cuts.contains(&cut) {
            cuts.push(cut);
        }
    }
    cuts
}

/// The largest part of a picture with such proportions whose middle is as near to the point as the edges let it be.
fn part((width, height): (u32, u32), (across, down): (u32, u32), focus: Focus) -> [f64; 4] {
    let (width, height) = (f64::from(width), f64::from(height));
    let (across, down) = (f64::from(across), f64::from(down));
    let scale = (width / across).min(height / down);
    let (wide, high) = (across * scale, down * scale);
    let edge = |length: f64, part: f64, percent: u8| {
        let middle = length * f64::from(percent) / 100.0;
        (middle - part / 2.0).clamp(0.0, (length - part).max(0.0))
    };
    [
        edge(width, wide, focus.x),
        edge(height, high, focus.y),
        wide,
        high,
    ]
}

/// A length as whole pixels, at least one.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "lengths of pictures are small and positive"
)]
fn whole(length: f64) -> u32 {
    (length as u32).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_is_two_percentages() {
        assert_eq!(Focus::parse("30% 60%"), Some(Focus { x: 30, y: 60 }));
        assert_eq!(Focus::parse("0% 100%"), Some(Focus { x: 0, y: 100 }));
        for wrong in [
            "", "30%", "30 60", "30%60%", "101% 0%", "-1% 0%", "+1% 0%", "left", "30%  60%",
            "3.5% 1%",
        ] {
            assert_eq!(Focus::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_cut_keeps_its_point_and_stays_within_the_picture() {
        for size in [(1600, 900), (900, 1600), (1000, 1000), (3, 2000)] {
            for shape in [
                Shape::Square,
                Shape::Standard,
                Shape::Wide,
                Shape::Thumbnail,
                Shape::Share,
            ] {
                for (x, y) in [(0, 0), (50, 50), (100, 100), (20, 80)] {
                    let [left, top, wide, high] = part(size, shape.ratio(), Focus { x, y });
                    let (width, height) = (f64::from(size.0), f64::from(size.1));
                    assert!(left >= 0.0 && top >= 0.0);
                    assert!(left + wide <= width + 1e-6 && top + high <= height + 1e-6);
                    let point = (width * f64::from(x) / 100.0, height * f64::from(y) / 100.0);
                    assert!(left <= point.0 + 1e-6 && point.0 <= left + wide + 1e-6);
                    assert!(top <= point.1 + 1e-6 && point.1 <= top + high + 1e-6);
                }
            }
        }
    }
}
