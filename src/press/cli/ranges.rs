//! Parts of files (RFC 9110, sections 13.1.5 and 14), for which players ask when a reader winds a recording.

use std::ops::RangeInclusive;

use axum::http::{HeaderMap, HeaderValue, Method, header};
use http_range::{HttpRange, HttpRangeParseError};

/// How much of a file an answer has.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Extent {
    /// All of it.
    Whole,
    /// The bytes of these places.
    Part(RangeInclusive<u64>),
    /// Nothing, since the file ends before the part begins.
    Beyond,
}

/// A file, by what tells it from its former versions.
pub(crate) struct FileVersion<'a> {
    /// Its length in bytes.
    pub length: u64,
    /// Its `ETag`.
    pub tag: Option<&'a HeaderValue>,
    /// Its `Last-Modified`.
    pub modified: Option<&'a HeaderValue>,
}

impl Extent {
    /// The extent that a request asks for. What is asked for in a way that need not be understood is the whole: another unit,
    /// a part of an older version, several parts at once, anything but GET.
    pub fn of(method: &Method, headers: &HeaderMap, file: &FileVersion<'_>) -> Self {
        let Some(range) = headers.get(header::RANGE) else {
            return Self::Whole;
        };
        if method != Method::GET || file.length == 0 || !is_current(headers, file) {
            return Self::Whole;
        }
        match HttpRange::parse_bytes(range.as_bytes(), file.length).as_deref() {
            Ok([HttpRange { start, length }]) => Self::Part(*start..=start + length - 1),
            Err(HttpRangeParseError::NoOverlap) => Self::Beyond,
            Ok(_) | Err(HttpRangeParseError::InvalidRange) => Self::Whole,
        }
    }
}

/// Tells whether the version that a reader has a part of is this one (`If-Range`): its tag or its date is the very same.
fn is_current(headers: &HeaderMap, file: &FileVersion<'_>) -> bool {
    headers.get(header::IF_RANGE).is_none_or(|wanted| {
        let is_weak = wanted.as_bytes().starts_with(b"W/");
        !is_weak && [file.tag, file.modified].contains(&Some(wanted))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn extent(method: &Method, headers: &[(header::HeaderName, &str)], length: u64) -> Extent {
        let headers = headers
            .iter()
            .map(|(name, value)| (name.clone(), HeaderValue::from_str(value).unwrap()));
        let tag = HeaderValue::from_static("\"now\"");
        let modified = HeaderValue::from_static("Sun, 29 Nov 2026 12:00:00 GMT");
        let file = FileVersion {
            length,
            tag: Some(&tag),
            modified: Some(&modified),
        };
        Extent::of(method, &headers.collect(), &file)
    }

    #[test]
    fn ranges_are_understood_as_rfc_9110_says() {
        for (range, wanted) in [
            ("bytes=0-1", Extent::Part(0..=1)),
            ("bytes=5-5", Extent::Part(5..=5)),
            ("bytes=4-", Extent::Part(4..=9)),
            ("bytes=4-99", Extent::Part(4..=9)),
            ("bytes=-3", Extent::Part(7..=9)),
            ("bytes=-99", Extent::Part(0..=9)),
            ("BYTES=0-1", Extent::Part(0..=1)),
            ("bytes=10-", Extent::Beyond),
            ("bytes=10-11", Extent::Beyond),
            ("bytes=-0", Extent::Beyond),
            ("bytes=0-1,4-5", Extent::Whole),
            ("bytes=3-1", Extent::Whole),
            ("bytes=", Extent::Whole),
            ("bytes=a-b", Extent::Whole),
            ("bytes=--1", Extent::Whole),
            ("bytes=99999999999999999999-", Extent::Whole),
            ("items=0-1", Extent::Whole),
            ("0-1", Extent::Whole),
        ] {
            let found = extent(&Method::GET, &[(header::RANGE, range)], 10);
            assert_eq!(found, wanted, "{range}");
        }
        let range = (header::RANGE, "bytes=0-1");
        assert_eq!(extent(&Method::GET, &[], 10), Extent::Whole);
        assert_eq!(
            extent(&Method::HEAD, std::slice::from_ref(&range), 10),
            Extent::Whole
        );
        assert_eq!(extent(&Method::GET, &[range], 0), Extent::Whole);
    }

    #[test]
    fn a_part_of_another_version_is_not_sent() {
        for (condition, wanted) in [
            ("\"now\"", Extent::Part(0..=1)),
            ("Sun, 29 Nov 2026 12:00:00 GMT", Extent::Part(0..=1)),
            ("\"then\"", Extent::Whole),
            ("W/\"now\"", Extent::Whole),
            ("Sun, 29 Nov 2026 12:00:01 GMT", Extent::Whole),
            ("nonsense", Extent::Whole),
        ] {
            let headers = [(header::RANGE, "bytes=0-1"), (header::IF_RANGE, condition)];
            assert_eq!(extent(&Method::GET, &headers, 10), wanted, "{condition}");
        }
    }
}
