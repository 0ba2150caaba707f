//! Why a picture is not published: what is wrong with it, and how to mend that.

use crate::picture::{MOST_BYTES, MOST_PIXELS};
use gazette_diagnostics::rule::{self, Rule};

const MAKE_IT_SMALLER: &str = "Make it smaller before you put it here: no screen shows more than 2,000 pixels of its \
width, and as a JPEG of quality 85 it then has less than 1 MB.";

/// Why a picture is not published.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Fault {
    /// No browser shows it, or not each.
    Foreign(String),
    /// It is a drawing that does not say how large it is.
    Sizeless,
    /// It has so many bytes.
    Heavy(u64),
    /// It is so many pixels wide and high.
    Large(u32, u32),
    /// It takes too much memory when it is unpacked.
    Bulky,
    /// It holds what a camera wrote, and press cannot take that out of its kind.
    Telling,
    /// It is not whole.
    Damaged(String),
    /// It builds on other files, or unpacks to far more than it is.
    Unsafe(String),
}

impl Fault {
    /// The name of the rule that it breaks.
    pub fn rule(&self) -> &'static Rule {
        match self {
            Self::Foreign(_) | Self::Sizeless => &rule::IMAGE_UNREADABLE,
            Self::Heavy(_) | Self::Large(..) | Self::Bulky => &rule::IMAGE_TOO_LARGE,
            Self::Telling => &rule::IMAGE_METADATA,
            Self::Damaged(_) => &rule::IMAGE_DAMAGED,
            Self::Unsafe(_) => &rule::IMAGE_UNSAFE,
        }
    }

    /// Message about the picture at `path`.
    pub fn message(&self, path: &str) -> String {
        match self {
            Self::Foreign(why) => format!("{path} is not an image that browsers show: {why}"),
            Self::Sizeless => format!("{path} does not say how large the drawing is"),
            Self::Heavy(bytes) => format!(
                "{path} has {} MB; images must have less than {} MB",
                tenths(*bytes),
                tenths(MOST_BYTES)
            ),
            Self::Large(width, height) => format!(
                "{path} has {width} × {height} pixels, which is {} megapixels; images must have less than {}",
                tenths(u64::from(*width) * u64::from(*height)),
                tenths(MOST_PIXELS)
            ),
            Self::Bulky => format!("{path} takes too much memory when it is unpacked"),
            Self::Telling => {
                format!("{path} holds what the camera wrote, perhaps where it was and whose it is")
            }
            Self::Damaged(why) => format!("{path} is damaged: {why}"),
            Self::Unsafe(why) => format!("{path} is refused: {why}"),
        }
    }

    /// Label beneath the place that names it.
    pub fn label(&self) -> &'static str {
        match self {
            Self::Foreign(_) | Self::Damaged(_) => "cannot be read",
            Self::Sizeless => "no size",
            Self::Heavy(_) | Self::Large(..) | Self::Bulky => "too large",
            Self::Telling => "tells too much",
            Self::Unsafe(_) => "not published",
        }
    }

    /// Advice on how to fix it.
    pub fn help(&self) -> &'static str {
        match self {
            Self::Foreign(_) => "Save it as PNG, JPEG, GIF, WebP, AVIF or SVG.",
            Self::Sizeless => {
                "Give its <svg> a viewBox, or a width and a height in px or mm rather than in percent."
            }
            Self::Heavy(_) | Self::Large(..) | Self::Bulky => MAKE_IT_SMALLER,
            Self::Telling => "Save it as JPEG, PNG or WebP: out of those press takes such data.",
            Self::Damaged(_) => "Export it again, or copy it here again.",
            Self::Unsafe(_) => "Open it in a drawing program and export it again as plain SVG.",
        }
    }
}

/// Millions, with one decimal where it says something; rounded up, so that no limit is kept that is not.
fn tenths(number: u64) -> String {
    let tenths = number.div_ceil(100_000);
    match tenths % 10 {
        0 => (tenths / 10).to_string(),
        rest => format!("{}.{rest}", tenths / 10),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_how_much_is_too_much() {
        assert_eq!(
            Fault::Heavy(12_000_001).message("a.jpg"),
            "a.jpg has 12.1 MB; images must have less than 12 MB"
        );
        assert_eq!(
            Fault::Large(60_000, 60_000).message("a.png"),
            "a.png has 60000 × 60000 pixels, which is 3600 megapixels; images must have less than 50"
        );
    }
}
