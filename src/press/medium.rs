//! A picture or attachment: its address in the edition and its size.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::{self, Read},
    path::{Path, PathBuf},
    sync::Arc,
};

use deunicode::deunicode;
use xxhash_rust::xxh3::Xxh3;

use super::{
    picture::{Fault, MOST_BYTES, Picture},
    places::join,
};

/// What to do about a path that leads to nothing.
pub const WHERE_FILES_LIE: &str =
    "Name the file relative to this manuscript, or as /media/… if it lies in content/media/.";

/// A file that manuscripts can show or link to.
#[derive(Debug, Clone)]
pub struct Medium {
    /// Where its bytes are.
    pub file: PathBuf,
    /// Where it lies in the edition as it is: `media/<stem>-<hash>.<extension>`, so that it may be cached for ever.
    pub address: String,
    /// Its length.
    pub bytes: u64,
    /// The picture that it is, or why it cannot be shown as one.
    pub picture: Result<Arc<Picture>, Fault>,
}

impl Medium {
    /// Reads a file once through, keeping only its hash and what it says as a picture.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn read(file: PathBuf) -> io::Result<Self> {
        let mut reader = File::open(&file)?;
        let bytes = reader.metadata()?.len();
        let mut hash = Xxh3::new();
        let picture = if bytes < MOST_BYTES {
            let whole = fs::read(&file)?;
            hash.update(&whole);
            Picture::read(&file, whole).map(Arc::new)
        } else {
            hash_all(&mut reader, &mut hash)?;
            Err(Fault::Heavy(bytes))
        };
        Ok(Self {
            address: address(&file, hash.digest()),
            picture,
            bytes,
            file,
        })
    }
}

/// Hashes what is too long to be held in memory.
fn hash_all(reader: &mut File, hash: &mut Xxh3) -> io::Result<()> {
    let mut chunk = vec![0; 1 << 16];
    loop {
        let read = reader.read(&mut chunk)?;
        if read == 0 {
            return Ok(());
        }
        hash.update(&chunk[..read]);
    }
}

/// What a path leads to that is written in the manuscript `from`, and its path below the content folder.
pub fn find<'m>(
    media: &'m BTreeMap<String, Medium>,
    from: &str,
    written: &str,
) -> Option<(&'m Medium, String)> {
    let path = join(from, written)?;
    Some((media.get(&path)?, path))
}

/// Where a file of this name and hash lies in the edition.
pub fn address(file: &Path, hash: u64) -> String {
    let stem = file
        .file_stem()
        .map(|stem| slugify(&stem.to_string_lossy()))
        .filter(|stem| !stem.is_empty())
        .unwrap_or_else(|| "file".into());
    let extension = file
        .extension()
        .map(|extension| format!(".{}", extension.to_string_lossy().to_lowercase()))
        .unwrap_or_default();
    format!("media/{stem}-{hash:016x}{extension}")
}

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

/// Lower-case ASCII letters, digits and single hyphens, made of a text in an alphabet; other scripts leave nothing.
pub fn slugify(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for c in text.chars() {
        // Past Latin, Greek and Cyrillic, transliteration would be a guess about the language.
        let letters = if c < '\u{530}' || ('\u{1e00}'..'\u{2000}').contains(&c) {
            deunicode(c.encode_utf8(&mut [0; 4])).to_lowercase()
        } else {
            String::new()
        };
        let letters = letters.replace(|c: char| !c.is_ascii_alphanumeric(), "");
        if !letters.is_empty() {
            slug.push_str(&letters);
        } else if !slug.ends_with('-') && !matches!(c, '\'' | '’') {
            slug.push('-');
        }
    }
    slug.trim_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_readable_and_of_one_alphabet() {
        assert_eq!(slugify("Économie & Société 2026"), "economie-societe-2026");
        assert_eq!(slugify("What’s new?"), "whats-new");
        assert_eq!(slugify("新聞 news"), "news");
        assert_eq!(slugify("新聞"), "");
        assert_eq!(
            address(Path::new("Map of Taipei.PNG"), 1),
            "media/map-of-taipei-0000000000000001.png"
        );
    }
}
