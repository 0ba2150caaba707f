//! Style of a drawing without what lies elsewhere.

use std::ops::Range;

use cssparser::{ParseError, Parser, Token};

/// Nesting limit for blocks.
const DEEPEST: usize = 32;

/// Functions whose texts are addresses.
const OF_ADDRESSES: [&str; 7] = [
    "url",
    "src",
    "image",
    "image-set",
    "-webkit-image-set",
    "cross-fade",
    "-webkit-cross-fade",
];

/// A style sheet, declarations or a value, and what was taken out of it.
pub fn clean(css: &str) -> (String, Vec<String>) {
    let mut found = Replacements::default();
    if found.read(&mut Parser::new(css), css, "", 0).is_err() {
        return (
            String::new(),
            vec!["style that is nested too deeply".into()],
        );
    }
    let mut clean = String::with_capacity(css.len());
    let (mut at, mut removed) = (0, Vec::new());
    for (range, instead, address) in found.ranges {
        if range.start >= at {
            clean.push_str(&css[at..range.start]);
            clean.push_str(instead);
            at = range.end;
            removed.push(format!("style from elsewhere ({address})"));
        }
    }
    clean.push_str(&css[at..]);
    (clean, removed)
}

/// Tells whether an address points into the drawing itself, or is a data URL of a picture or font.
pub fn is_within(address: &str) -> bool {
    let address = address.trim().to_lowercase();
    let kinds = [
        "#",
        "data:image/png",
        "data:image/jpeg",
        "data:image/jpg",
        "data:image/gif",
        "data:image/webp",
        "data:image/avif",
        "data:font/",
        "data:application/font",
        "data:application/x-font",
        "data:application/vnd.ms-fontobject",
    ];
    kinds.iter().any(|kind| address.starts_with(kind))
}

#[derive(Default)]
struct Replacements {
    /// Ranges to replace, each with its replacement and the address that it names.
    ranges: Vec<(Range<usize>, &'static str, String)>,
}

impl Replacements {
    /// Reads what there is in a block; fails if it is nested too deeply.
    fn read(
        &mut self,
        parser: &mut Parser<'_>,
        css: &str,
        function: &str,
        depth: usize,
    ) -> Result<(), ParseError<()>> {
        if depth > DEEPEST {
            return Err(ParseError::custom(()));
        }
        loop {
            let start = parser.position().byte_index();
            let Ok(token) = parser.next_including_whitespace_and_comments() else {
                return Ok(());
            };
            let token = token.clone();
            let end = parser.position().byte_index();
            match &token {
                Token::UnquotedUrl(address) if !is_within(address) => {
                    self.take(start..end, "none", address);
                }
                Token::BadUrl(address) => self.take(start..end, "none", address),
                Token::QuotedString(address)
                    if OF_ADDRESSES.contains(&function) && !is_within(address) =>
                {
                    self.take(start..end, "\"#\"", address);
                }
                Token::AtKeyword(name) if name.eq_ignore_ascii_case("import") => {
                    let rest = &css[end..];
                    let length = rest.find(';').map_or(rest.len(), |length| length + 1);
                    self.take(
                        start..end + length,
                        "",
                        rest[..length].trim_matches([' ', ';']),
                    );
                }
                Token::Function(name) => {
                    let name = name.to_lowercase();
                    parser.parse_nested_block(|inner| self.read(inner, css, &name, depth + 1))?;
                }
                Token::ParenthesisBlock | Token::SquareBracketBlock | Token::CurlyBracketBlock => {
                    parser.parse_nested_block(|inner| self.read(inner, css, "", depth + 1))?;
                }
                _ => {}
            }
        }
    }

    fn take(&mut self, range: Range<usize>, instead: &'static str, address: &str) {
        let short = address.chars().take(60).collect();
        self.ranges.push((range, instead, short));
    }
}
