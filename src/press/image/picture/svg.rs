//! Sizes of SVG pictures.

/// The size of an SVG picture: its `width` and `height`, or else its `viewBox` (SVG 2, "intrinsic sizing").
///
/// # Errors
/// If it has none, or is no SVG.
pub fn svg_size(bytes: &[u8]) -> Result<(u32, u32), String> {
    let text = std::str::from_utf8(bytes).map_err(|error| error.to_string())?;
    let tree = roxmltree::Document::parse(text).map_err(|error| error.to_string())?;
    let root = tree.root_element();
    if root.tag_name().name() != "svg" {
        return Err("there is no svg element in it".into());
    }
    let side = |name| root.attribute(name).and_then(pixels);
    let view: Vec<u32> = root
        .attribute("viewBox")
        .unwrap_or_default()
        .split([' ', ','])
        .filter_map(pixels)
        .collect();
    match (side("width"), side("height"), view.as_slice()) {
        (Some(width), Some(height), _) => Ok((width, height)),
        (_, _, [_, _, width, height]) => Ok((*width, *height)),
        _ => Err("it has neither width and height in pixels nor a viewBox".into()),
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a float saturates when it is cast, and pixels are no more than that"
)]
fn pixels(length: &str) -> Option<u32> {
    let length: f64 = length.trim().trim_end_matches("px").parse().ok()?;
    Some(length.round() as u32)
}
