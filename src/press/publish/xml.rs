//! The last step of every XML document: what XML forbids is not in it, whatever came this far.

use gazette_content::source::illegible::{is_illegible, without};

/// Takes characters out that no document can hold. The check has reported them, but a feed with one of them could be read
/// by nobody.
pub fn finish(document: Vec<u8>) -> Vec<u8> {
    match String::from_utf8(document) {
        Ok(text) if text.contains(is_illegible) => without(&text).into_bytes(),
        Ok(text) => text.into_bytes(),
        Err(error) => without(&String::from_utf8_lossy(error.as_bytes())).into_bytes(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_forbids_is_not_written() {
        let finished = |text: &str| String::from_utf8(finish(text.into())).expect("it is text");
        assert_eq!(finished("<a>\u{10}b\u{ffff}\tc</a>"), "<a>b\tc</a>");
        assert_eq!(finished("<a>新\r\n</a>"), "<a>新\r\n</a>");
        assert_eq!(
            finish(b"<a>\xff\x01</a>".to_vec()),
            "<a>\u{fffd}</a>".as_bytes()
        );
    }
}
