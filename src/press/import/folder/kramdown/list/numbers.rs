//! Numbers at the beginning of lines.

/// A number as wide as the one before, so that what belongs to the item stays below its words.
pub fn number(number: &str, width: usize) -> String {
    format!("{number:0>width$}")
}

/// How many digits a line begins with.
pub fn digits(line: &str) -> usize {
    line.bytes().take_while(u8::is_ascii_digit).count()
}

/// Tells whether a line begins an item with a number.
pub fn is_numbered(line: &str) -> bool {
    let line = line.trim_start_matches(' ');
    let digits = digits(line);
    digits > 0 && line[digits..].starts_with(". ")
}
