//! Boundaries of bare addresses in text, found character by character.

use std::ops::Range;

use gazette_diagnostics::nfc::is_mark;

use crate::body::east_asian::is_east_asian;

/// Longer addresses are nobody's, and looking on would take time.
pub const LONGEST: usize = 2_000;

/// Reads an address character by character.
#[derive(Default)]
pub struct AddressReader {
    /// Characters of the address so far.
    pub text: String,
    /// Presence of East Asian letters since the last `/` or other ASCII punctuation.
    is_east_asian: bool,
}

impl AddressReader {
    /// Takes as much of a text as belongs to an address, and returns how many bytes that is.
    pub fn take(&mut self, text: &str) -> usize {
        for (at, c) in text.char_indices() {
            if self.text.len() > LONGEST || !self.goes_on(c) {
                return at;
            }
            self.text.push(c);
        }
        text.len()
    }

    fn goes_on(&mut self, c: char) -> bool {
        if c.is_ascii() {
            if !c.is_ascii_alphanumeric() {
                self.is_east_asian = false;
            }
            return c.is_ascii_graphic() && !matches!(c, '<' | '>' | '"' | '`');
        }
        if !c.is_alphanumeric() && !is_mark(c) {
            return false;
        }
        // After Latin letters the text around the address goes on, as in `www.example.org查詢`.
        let before = self.text.chars().next_back();
        let is_after = before.is_some_and(|before| before.is_ascii_alphanumeric());
        let goes_on = !is_east_asian(c) || self.is_east_asian || !is_after;
        self.is_east_asian |= is_east_asian(c);
        goes_on
    }
}

/// Returns the scheme to prepend to an address at `start`, and the length of its own scheme; `None` without address.
pub fn scheme(written: &str, start: usize, end: usize) -> Option<(&'static str, usize)> {
    let rest = &written.as_bytes()[start..end];
    let is = |head: &str| {
        rest.get(..head.len())
            .is_some_and(|it| it.eq_ignore_ascii_case(head.as_bytes()))
    };
    let before = written[..start].chars().next_back();
    let is_inside = before.is_some_and(|c| c.is_alphanumeric() && !is_east_asian(c));
    if is_inside {
        return None;
    }
    for head in ["https://", "http://"] {
        if is(head) {
            return Some(("", head.len()));
        }
    }
    let is_part = before.is_some_and(|c| "/.@-_:=&#%+".contains(c));
    (is("www.") && !is_part).then_some(("http://", 0))
}

/// The length of an address without what belongs to the sentence around it.
pub fn trimmed(address: &str) -> usize {
    let mut rest = address;
    // Counted once, so that many brackets at the end take no time.
    let count = |c: char| address.matches(c).count();
    let mut surplus = [(')', '('), (']', '['), ('}', '{')]
        .map(|(close, open)| (close, count(close).saturating_sub(count(open))));
    while let Some(last) = rest.chars().next_back() {
        let bracket = surplus.iter_mut().find(|(close, _)| *close == last);
        let is_outside = match bracket {
            Some((_, 0)) => false,
            Some((_, more)) => {
                *more -= 1;
                true
            }
            None => "?!.,:;*_~'\\|[({".contains(last),
        };
        if !is_outside {
            break;
        }
        rest = &rest[..rest.len() - last.len_utf8()];
    }
    rest.len()
}

/// Tells whether an address begins with a valid host: `example.org`, `localhost`, `www.example.org`.
pub fn host(rest: &str) -> bool {
    let end = rest.find(['/', '?', '#', ':', '@']).unwrap_or(rest.len());
    let host = &rest[..end];
    let is_label = |label: &str| {
        !label.is_empty()
            && label
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_') || !c.is_ascii())
    };
    let host = host.strip_suffix('.').unwrap_or(host);
    let names: Vec<&str> = host.split('.').collect();
    let is_www = names
        .first()
        .is_some_and(|it| it.eq_ignore_ascii_case("www"));
    let last_two = names.iter().rev().take(2);
    names.iter().all(|label| is_label(label))
        && (!is_www || names.len() > 2)
        && !last_two.into_iter().any(|label| label.contains('_'))
        && host.starts_with(char::is_alphanumeric)
}

/// The address of mail around an `@`, in a text from `from` to `end`.
pub fn mail(written: &str, from: usize, at: usize, end: usize) -> Option<Range<usize>> {
    let is_local = |byte: &u8| byte.is_ascii_alphanumeric() || b".+-_".contains(byte);
    let before = &written.as_bytes()[from..at];
    let length = before
        .iter()
        .rev()
        .take(LONGEST)
        .take_while(|it| is_local(it));
    let start = at - length.count();
    let local = &written[start..at];
    // The dot may be the end of a sentence before.
    let start = at - local.trim_start_matches('.').len();
    let outside = written[..start].chars().next_back();
    let is_part =
        outside.is_some_and(|c| c == '/' || c == '@' || (c.is_alphanumeric() && !is_east_asian(c)));
    if start == at || is_part {
        return None;
    }
    let is_domain = |byte: &u8| byte.is_ascii_alphanumeric() || b".-_".contains(byte);
    let after = &written.as_bytes()[at + 1..end];
    let length = after
        .iter()
        .take(LONGEST)
        .take_while(|it| is_domain(it))
        .count();
    let domain = written[at + 1..at + 1 + length].trim_end_matches('.');
    let labels: Vec<&str> = domain.split('.').collect();
    let is_good = labels.len() > 1
        && labels.iter().all(|label| !label.is_empty())
        && !domain.ends_with(['-', '_']);
    is_good.then_some(start..at + 1 + domain.len())
}
