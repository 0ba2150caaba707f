//! `share_fonts` of `site.toml`: fonts of share images.

use std::path::PathBuf;

use gazette_diagnostics::{nfc::nfc, problem::Problems, rule};
use gazette_image::share::is_font;

use crate::{source::load::Sources, toml::Fields};

/// Reads `share_fonts` of `site.toml`: files below the content folder.
pub fn named_fonts(
    fields: &mut Fields<'_, '_>,
    sources: &Sources,
    problems: &mut Problems,
) -> Vec<PathBuf> {
    let mut fonts = Vec::new();
    for name in fields.texts("share_fonts", problems) {
        let checked = match sources.media.get(&*nfc(&name.value)) {
            Some(medium) => is_font(&medium.file).map(|()| medium.file.clone()),
            None => Err("there is no such file in the content folder".to_owned()),
        };
        match checked {
            Ok(font) => fonts.push(font),
            Err(why) => problems.push(
                fields
                    .area
                    .problem(
                        &rule::SITE_BAD_FONT,
                        format!("{} cannot be a font of share images: {why}", name.value),
                        name.span,
                        "no font",
                    )
                    .help("Name a TrueType or OpenType file below the content folder, such as \"fonts/Example-Bold.ttf\"."),
            ),
        }
    }
    fonts
}
