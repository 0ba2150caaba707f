//! Names of published files.

use std::path::{Path, PathBuf};

use gazette_diagnostics::nfc::nfc;
use gazette_model::slugify;

/// Address in the edition of a file of this name and hash.
pub fn address(file: &Path, hash: u64) -> String {
    let stem = file
        .file_stem()
        .map(|stem| slugify(&nfc(&stem.to_string_lossy())))
        .filter(|stem| !stem.is_empty())
        .unwrap_or_else(|| "file".into());
    let extension = file
        .extension()
        .map(|extension| format!(".{}", extension.to_string_lossy().to_lowercase()))
        .unwrap_or_default();
    format!("media/{stem}-{hash:016x}{extension}")
}

/// A file's name with an ending that says of which kind it is, since hosts say the kind by it: its own, if that is one of
/// the kind's, or else the first of these.
pub fn named(file: &Path, endings: &[&str]) -> PathBuf {
    let own = file
        .extension()
        .map(|own| own.to_string_lossy().to_lowercase());
    match own {
        Some(own) if endings.contains(&own.as_str()) => file.to_owned(),
        _ => file.with_extension(endings[0]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_readable_and_of_one_alphabet() {
        assert_eq!(
            address(Path::new("Map of Taipei.PNG"), 1),
            "media/map-of-taipei-0000000000000001.png"
        );
        for name in ["\u{e9}t\u{e9}.png", "e\u{301}te\u{301}.png"] {
            let named = address(Path::new(name), 1);
            assert_eq!(named, "media/ete-0000000000000001.png");
        }
    }
}
