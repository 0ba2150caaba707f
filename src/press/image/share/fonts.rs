//! The fonts of share images.

use std::{
    collections::HashSet,
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::{Context, Result};
use gazette_cache::fingerprint;
use ttf_parser::Face;

/// Press's own fonts, in the order in which they are asked for a character; see the licence beside them. The first has what
/// Big5, HKSCS, GB 2312 and JIS X 0208 have, the second all further letters of Latin, Greek and Cyrillic.
static OWN: [&[u8]; 2] = [
    include_bytes!("NotoSansCJKtc-Bold-subset.otf"),
    include_bytes!("NotoSans-Bold-subset.ttf"),
];

/// The fonts of share images: press's own first, then those that the site names, in its order.
pub struct Fonts {
    pub(super) files: Vec<Arc<[u8]>>,
    /// Characters that the fonts cover.
    characters: HashSet<char>,
    /// Fingerprint of the fonts that the site names; empty where it names none.
    name: String,
}

impl Fonts {
    /// Reads the fonts that the site names.
    ///
    /// # Errors
    /// If a file cannot be read.
    pub fn read(named: &[PathBuf]) -> Result<Self> {
        let mut files: Vec<Arc<[u8]>> = OWN.map(Arc::from).into();
        for file in named {
            let bytes = fs::read(file).with_context(|| format!("{}", file.display()))?;
            files.push(bytes.into());
        }
        let characters = files.iter().flat_map(|file| characters(file)).collect();
        let named = &files[OWN.len()..];
        let name = match named {
            [] => String::new(),
            named => format!("\n{}", fingerprint::of(named)),
        };
        Ok(Self {
            files,
            characters,
            name,
        })
    }

    /// Fingerprint of the fonts that the site names, hashed into images' addresses; empty where it names none.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// The first character of a text that no font has.
    pub fn lacking(&self, text: &str) -> Option<char> {
        text.chars().find(|character| {
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

/// Checks that a file is a font (TrueType or OpenType).
///
/// # Errors
/// Says why it is none.
pub fn is_font(file: &Path) -> Result<(), String> {
    let bytes = fs::read(file).map_err(|error| error.to_string())?;
    let face = Face::parse(&bytes, 0);
    face.map(drop).map_err(|error| error.to_string())
}
