//! Links and pictures that stay text: for a space, for a name that nothing explains, or for what stands in their words.

use std::ops::Range;

use gazette_diagnostics::rule;

use crate::body::{
    finding::BodyFinding,
    stray::{
        Finder,
        brackets::{LONGEST, closing, is_address, untitled},
    },
};

impl Finder<'_> {
    /// Reports a `]` that ends no link although what follows it looks like a link's address.
    pub(super) fn link(&mut self, close: usize) {
        let rest = &self.written[close + 1..];
        let Some(open) = self.opening(close) else {
            return;
        };
        if let Some(dest) = rest.strip_prefix('(') {
            let Some(length) = closing(dest) else {
                return;
            };
            let address = untitled(&dest[..length]);
            if !is_address(address) || address.is_empty() {
                return;
            }
            let end = close + 2 + length + 1;
            if address.contains(char::is_whitespace) {
                self.spaced(open, end, address);
            } else {
                self.nested(open..end);
            }
        } else if let Some(dest) = rest.strip_prefix(" (") {
            let Some(length) = closing(dest) else {
                return;
            };
            let address = dest[..length].trim();
            let is_path = ["/", "./", "../"].iter().any(|it| address.starts_with(it));
            if is_path && !address.contains(char::is_whitespace) {
                let place = open..close + 3 + length + 1;
                let help = "Write ( right after ].".to_owned();
                self.no_link(
                    place,
                    "the space before ( keeps this from being a link",
                    help,
                );
            }
        } else if let Some(label) = rest.strip_prefix('[') {
            self.reference(open, close, label);
        } else if let Some(line) = rest.strip_prefix(':') {
            let before = self.written[..open].trim_end_matches([' ', '\t', '>']);
            if !before.is_empty() && !before.ends_with('\n') {
                return;
            }
            let line = &line[..line.find(['\n', '\r']).unwrap_or(line.len())];
            let address = untitled(line);
            if address.contains(char::is_whitespace) && is_address(address) {
                self.spaced(open, close + 2 + line.trim_end().len(), address);
            }
        }
    }

    /// Reports a link or picture with something in its words that cannot stand there.
    fn nested(&mut self, place: Range<usize>) {
        let written = &self.written[place.clone()];
        let is_image = written.starts_with('!');
        let inside = &written[1 + usize::from(is_image)..];
        if !inside.contains("[^") && !inside.contains("](") {
            return;
        }
        let thing = if is_image { "picture" } else { "link" };
        self.found.push(BodyFinding {
            rule: &rule::TEXT_STRAY_MARK,
            message: format!(
                "this {thing} stays in the text: there is a footnote or a link in its words"
            ),
            place,
            label: "stays as it is written",
            help: format!("Write the footnote or the link behind the {thing}."),
        });
    }

    /// Reports `[words][name]` whose name stands nowhere in the text with an address.
    fn reference(&mut self, open: usize, close: usize, label: &str) {
        let end = label
            .bytes()
            .take(LONGEST)
            .position(|byte| b"[]\n\r".contains(&byte));
        let Some(end) = end.filter(|end| label.as_bytes()[*end] == b']') else {
            return;
        };
        let name = &label[..end];
        let bracket = open + usize::from(self.written[open..].starts_with('!'));
        let words = &self.written[bracket + 1..close];
        // `[1][2]` are two notes, and `a[i][j]` is a formula.
        let is_said = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count() > 1;
        let is_inside = self.written[..bracket].ends_with(|c: char| c.is_ascii_alphanumeric());
        let is_note = name.starts_with('^') || words.starts_with('^');
        if !is_said(name)
            || words.trim().is_empty()
            || is_inside
            || is_note
            || self.is_escaped(bracket)
        {
            return;
        }
        let is_image = bracket != open;
        self.found.push(BodyFinding {
            rule: &rule::LINK_UNDEFINED,
            message: format!("nothing in the text says where [{name}] leads"),
            place: open..close + 2 + end + 1,
            label: "stays as it is written",
            help: format!(
                "Write the address behind the words, {}[{words}](address), or in a line of its own: [{name}]: address.",
                if is_image { "!" } else { "" }
            ),
        });
    }

    /// Finds the opening bracket that a `]` closes.
    fn opening(&self, close: usize) -> Option<usize> {
        let bytes = self.written.as_bytes();
        let mut depth = 0_usize;
        for at in (close.saturating_sub(LONGEST)..close).rev() {
            match bytes[at] {
                b']' => depth += 1,
                b'[' if depth > 0 => depth -= 1,
                b'[' => {
                    let is_image = at > 0 && bytes[at - 1] == b'!';
                    return Some(at - usize::from(is_image));
                }
                b'\n' if at > 0 && bytes[at - 1] == b'\n' => return None,
                _ => {}
            }
        }
        None
    }

    fn spaced(&mut self, start: usize, end: usize, address: &str) {
        let address = address.replace(['<', '>'], "");
        let coded = address.split_whitespace().collect::<Vec<_>>().join("%20");
        let authority = address.split_once("://").map_or("", |(_, rest)| rest);
        let is_in_host = authority
            .find(char::is_whitespace)
            .is_some_and(|space| !authority[..space].contains('/'));
        let help = if is_in_host {
            "Take the space out: no site has one in its name.".to_owned()
        } else if address.contains('\n') {
            format!("Write {coded}, on one line.")
        } else {
            format!("Write <{address}> or {coded}.")
        };
        self.no_link(
            start..end,
            "the space in its address keeps this from being a link",
            help,
        );
    }

    fn no_link(&mut self, place: Range<usize>, message: &str, help: String) {
        let is_image = self.written[place.clone()].starts_with('!');
        self.found.push(BodyFinding {
            rule: if is_image {
                &rule::IMAGE_SPACE
            } else {
                &rule::LINK_SPACE
            },
            message: if is_image {
                message.replace("a link", "a picture")
            } else {
                message.to_owned()
            },
            place,
            label: "stays as it is written",
            help,
        });
    }
}
