//! Files that are no picture for the web: each kind that editors take for one is called by its name.

use crate::picture::Fault;

/// First bytes of a kind of file, and its description in a message.
type ForeignFormat = (&'static [u8], &'static str);

const KINDS: [ForeignFormat; 17] = [
    (b"II*\0", "it is a TIFF, as scanners make it"),
    (b"MM\0*", "it is a TIFF, as scanners make it"),
    (b"BM", "it is a BMP, as old programs make it"),
    (b"\0\0\x01\0", "it is an ICO, as icons of Windows are"),
    (
        b"%PDF",
        "it is a PDF; link to it, or export one of its pages as a picture",
    ),
    (b"%!PS", "it is PostScript; export it as SVG"),
    (b"\xc5\xd0\xd3\xc6", "it is PostScript; export it as SVG"),
    (b"8BPS", "it is a document of Photoshop; export it"),
    (b"\xff\x0a", "it is JPEG XL, which few browsers show"),
    (b"\0\0\0\x0cJXL ", "it is JPEG XL, which few browsers show"),
    (b"\0\0\0\x0cjP", "it is JPEG 2000"),
    (
        b"\xd7\xcd\xc6\x9a",
        "it is a WMF, as old office programs draw",
    ),
    (b"\x01\0\0\0", "it is an EMF, as office programs draw"),
    (
        b"\x1f\x8b",
        "it is compressed, as SVGZ is; save it uncompressed",
    ),
    (b"PK", "it is a ZIP archive, or an office document"),
    (b"\x1aE\xdf\xa3", "it is a film"),
    (
        b"version https://git-lfs",
        "it is a pointer of Git LFS in place of the file; run `git lfs pull`",
    ),
];

/// Diagnoses a file in none of the web's image formats.
pub fn fault(bytes: &[u8]) -> Fault {
    if bytes.is_empty() {
        return Fault::Damaged("the file is empty".into());
    }
    if let Some((_, what)) = KINDS.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Fault::Foreign((*what).into());
    }
    if bytes.get(4..8) == Some(b"ftyp") {
        let is_still = [&b"hei"[..], b"hev", b"mif", b"msf"]
            .iter()
            .any(|brand| bytes[8..].starts_with(brand));
        return Fault::Foreign(if is_still {
            "it is HEIC, as some phones make it".into()
        } else {
            "it is a film".into()
        });
    }
    if bytes.iter().all(|byte| *byte == 0) {
        return Fault::Damaged("there are only zeros in it".into());
    }
    let start = &bytes[..bytes.len().min(1024)];
    let start = String::from_utf8_lossy(start).to_lowercase();
    let start = start.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    Fault::Foreign(
        if start.starts_with("<!doctype html") || start.starts_with("<html") {
            "it is a web page, perhaps saved in place of the picture".into()
        } else if start.starts_with('<') && start.contains("<svg") {
            "it is SVG; give it a name that ends in .svg".into()
        } else if !start.contains(|c: char| c == '\u{fffd}' || c.is_control() && !c.is_whitespace())
        {
            "it is text".into()
        } else {
            "it is of no kind that press knows".into()
        },
    )
}
