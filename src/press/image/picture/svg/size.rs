//! Intrinsic size of an SVG (CSS Values 4, section 6.2; SVG 2, section 7.2 "intrinsic sizing").

use roxmltree::Node;

use crate::picture::Fault;

/// Width and height in whole pixels of CSS, at least one.
///
/// # Errors
/// If the drawing does not say them.
pub fn size(root: Node<'_, '_>) -> Result<(u32, u32), Fault> {
    let side = |name| root.attribute(name).and_then(length);
    let (width, height) = match (side("width"), side("height"), view(root)) {
        (Some(width), Some(height), _) => (width, height),
        (Some(width), None, Some((across, down))) => (width, width * down / across),
        (None, Some(height), Some((across, down))) => (height * across / down, height),
        (None, None, Some(view)) => view,
        (_, _, None) => return Err(Fault::Sizeless),
    };
    Ok((whole(width), whole(height)))
}

/// Width and height of the viewBox.
fn view(root: Node<'_, '_>) -> Option<(f64, f64)> {
    let numbers = root.attribute("viewBox")?;
    let numbers: Option<Vec<f64>> = numbers
        .split(|c: char| c == ',' || c.is_whitespace())
        .filter(|part| !part.is_empty())
        .map(number)
        .collect();
    match numbers?.as_slice() {
        [_, _, width, height] if *width > 0.0 && *height > 0.0 => Some((*width, *height)),
        _ => None,
    }
}

/// A length in pixels; `None` if it depends on where the drawing is shown.
fn length(written: &str) -> Option<f64> {
    let written = written.trim().to_lowercase();
    let units = [
        ("px", 1.0),
        ("pt", 96.0 / 72.0),
        ("pc", 16.0),
        ("mm", 96.0 / 25.4),
        ("cm", 96.0 / 2.54),
        ("in", 96.0),
        ("rem", 16.0),
        ("em", 16.0),
        ("ex", 8.0),
        ("q", 96.0 / 101.6),
        ("", 1.0),
    ];
    let (rest, factor) = units
        .iter()
        .find_map(|(unit, factor)| Some((written.strip_suffix(unit)?, factor)))?;
    number(rest.trim())
        .map(|number| number * factor)
        .filter(|length| *length > 0.0)
}

fn number(written: &str) -> Option<f64> {
    let number: f64 = written.parse().ok()?;
    number.is_finite().then_some(number)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a float saturates when it is cast, and lengths are above zero"
)]
fn whole(length: f64) -> u32 {
    (length.round() as u32).max(1)
}
