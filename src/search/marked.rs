//! Texts in which something is marked.

/// A text in pieces, of which every second is what was looked for; the first, which is not, may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marked(pub Vec<String>);

impl Marked {
    /// Adds a piece of text.
    pub fn push(&mut self, text: &str, is_match: bool) {
        if is_match && self.0.is_empty() {
            self.0.push(String::new());
        }
        let is_last_match = self.0.len().is_multiple_of(2);
        match self.0.last_mut() {
            Some(last) if is_last_match == is_match => last.push_str(text),
            _ => self.0.push(text.to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_second_piece_is_a_match() {
        let mut marked = Marked::default();
        for (text, is_match) in [
            ("a", true),
            ("b", true),
            ("c", false),
            ("d", false),
            ("e", true),
        ] {
            marked.push(text, is_match);
        }
        assert_eq!(marked.0, ["", "ab", "cd", "e"]);
    }
}
