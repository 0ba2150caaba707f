//! The fonts of share images.

use std::{
    collections::HashSet,
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::{Context, Result};
use ttf_parser::Face;

use super::ShareImage;
use crate::press::{fields::Fields, load::Sources, problem::Problem};

/// Latin, Greek, Cyrillic and Traditional Chinese; see the licence beside it.
static FONT: &[u8] = include_bytes!("NotoSansCJKtc-Bold-subset.otf");

/// The fonts of share images: press's own first, then those that the site names.
pub struct Fonts {
    pub(super) files: Vec<Arc<[u8]>>,
    /// What they can draw.
    characters: HashSet<char>,
}

impl Fonts {
    /// Reads the fonts that the site names.
    ///
    /// # Errors
    /// If a file cannot be read.
    pub fn read(named: &[PathBuf]) -> Result<Self> {
        let mut files = vec![Arc::from(FONT)];
        for file in named {
            let bytes = fs::read(file).with_context(|| format!("{}", file.display()))?;
            files.push(bytes.into());
        }
        let characters = files.iter().flat_map(|file| characters(file)).collect();
        Ok(Self { files, characters })
    }

    /// The first character of an image that no font has.
    pub fn lacking(&self, image: &ShareImage) -> Option<char> {
        let texts = [&image.title, &image.note, &image.site, &image.organization];
        let mut characters = texts.into_iter().flat_map(|text| text.chars());
        characters.find(|character| {
            let is_drawn = !character.is_whitespace() && !character.is_control();
            is_drawn && !self.characters.contains(character)
        })
    }
}

/// The characters that a font has a glyph for.
fn characters(font: &[u8]) -> HashSet<char> {
    let mut characters = HashSet::new();
    let Ok(face) = Face::parse(font, 0) else {
        return characters;
    };
    let tables = face.tables().cmap.into_iter();
    for table in tables.flat_map(|map| map.subtables) {
        if table.is_unicode() {
            table.codepoints(|point| {
                let character = char::from_u32(point);
                characters.extend(character.filter(|it| face.glyph_index(*it).is_some()));
            });
        }
    }
    characters
}

/// Reads `share_fonts` of `site.toml`: files below the content folder.
pub fn named_fonts(
    fields: &mut Fields<'_, '_>,
    sources: &Sources,
    problems: &mut Vec<Problem>,
) -> Vec<PathBuf> {
    let mut fonts = Vec::new();
    for name in fields.texts("share_fonts", problems) {
        let checked = match sources.media.get(&name.value) {
            Some(medium) => check(&medium.file).map(|()| medium.file.clone()),
            None => Err("there is no such file in the content folder".to_owned()),
        };
        match checked {
            Ok(font) => fonts.push(font),
            Err(why) => problems.push(
                fields
                    .area
                    .problem(
                        "bad-font",
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

/// Whether a file is a font (TrueType or OpenType), or why not.
fn check(file: &Path) -> Result<(), String> {
    let bytes = fs::read(file).map_err(|error| error.to_string())?;
    let face = Face::parse(&bytes, 0);
    face.map(drop).map_err(|error| error.to_string())
}
