//! The characters of a drawing, in whatever encoding it was saved (XML 1.0, appendix F).

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::picture::Fault;

/// Reads the bytes of an XML file as it says that they are to be read.
///
/// # Errors
/// If they are of no known encoding, or not of the one that the file names.
pub fn decode(bytes: &[u8]) -> Result<String, Fault> {
    if bytes.starts_with(b"\x1f\x8b") {
        let why = "it is compressed, as SVGZ is; save it uncompressed";
        return Err(Fault::Foreign(why.into()));
    }
    if bytes.starts_with(b"\0\0\xfe\xff") || bytes.starts_with(b"\xff\xfe\0\0") {
        return Err(Fault::Foreign(
            "it is saved as UTF-32; save it as UTF-8".into(),
        ));
    }
    let encoding = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None => match bytes {
            [b'<', 0, ..] => UTF_16LE,
            [0, b'<', ..] => UTF_16BE,
            _ => declared(bytes)?,
        },
    };
    let (text, encoding, is_wrong) = encoding.decode(bytes);
    if is_wrong {
        let name = encoding.name();
        return Err(Fault::Damaged(format!(
            "it is to be read as {name}, but is not {name} throughout"
        )));
    }
    Ok(text.into_owned())
}

/// The encoding that an XML declaration names. Whoever could read that declaration byte by byte knows that it is not
/// UTF-16, whatever it says.
fn declared(bytes: &[u8]) -> Result<&'static Encoding, Fault> {
    let start = bytes.get(..bytes.len().min(256)).unwrap_or_default();
    let start = String::from_utf8_lossy(start);
    let name = start
        .strip_prefix("<?xml")
        .and_then(|start| start.split_once("?>"))
        .and_then(|(declaration, _)| declaration.split_once("encoding"))
        .and_then(|(_, rest)| {
            let rest = rest.trim_start().strip_prefix('=')?.trim_start();
            let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
            rest[1..].split_once(quote)
        })
        .map(|(name, _)| name);
    let Some(name) = name else {
        return Ok(UTF_8);
    };
    match Encoding::for_label(name.as_bytes()) {
        Some(encoding) if encoding == UTF_16LE || encoding == UTF_16BE => Ok(UTF_8),
        Some(encoding) => Ok(encoding),
        None => Err(Fault::Foreign(format!(
            "it is saved in an encoding named {name}, which browsers do not know; save it as UTF-8"
        ))),
    }
}
