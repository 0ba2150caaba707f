//! Brackets that may have been meant as those of a link.

/// A link is looked for in as many bytes as this.
pub const LONGEST: usize = 1_000;

/// The length of what stands before the bracket that closes an address.
pub fn closing(rest: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut last = 0;
    for (at, byte) in rest.bytes().enumerate().take(LONGEST) {
        match byte {
            b'(' => depth += 1,
            b')' if depth > 0 => depth -= 1,
            b')' => return Some(at),
            b'\n' if last == b'\n' => return None,
            _ => {}
        }
        last = byte;
    }
    None
}

/// An address without the title after it.
pub fn untitled(text: &str) -> &str {
    let text = text.trim();
    for quote in ['"', '\''] {
        let Some(rest) = text.strip_suffix(quote) else {
            continue;
        };
        if let Some((address, _)) = rest.split_once(&format!(" {quote}")) {
            return address.trim();
        }
    }
    text
}

/// Tells whether words in brackets are an address rather than a remark.
pub fn is_address(words: &str) -> bool {
    let name = words.rsplit('/').next().unwrap_or(words);
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let is_file =
        (1..=5).contains(&ending.len()) && ending.bytes().all(|it| it.is_ascii_alphanumeric());
    let begins = ["/", "./", "../", "#", "http:", "https:", "mailto:", "<"];
    is_file || begins.iter().any(|it| words.starts_with(it))
}
