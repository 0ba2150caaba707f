//! Transcripts: what is said and seen in a recording, as text.

/// Longer texts are no transcripts.
const MOST_BYTES: usize = 1_000_000;

/// A transcript: its paragraphs, each with its lines.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Transcript(pub Vec<Vec<String>>);

/// Why a text is no transcript: it ends a sentence that begins with the file.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct TranscriptFault(pub &'static str);

impl Transcript {
    /// Reads a transcript. Empty lines stand between its paragraphs.
    ///
    /// # Errors
    /// If it is no text that can be shown.
    pub fn read(
        bytes: &[u8],
        is_illegible: impl FnMut(char) -> bool,
    ) -> Result<Self, TranscriptFault> {
        if bytes.len() > MOST_BYTES {
            return Err(TranscriptFault("has more than 1 MB"));
        }
        let text = str::from_utf8(bytes).map_err(|_| TranscriptFault("is not UTF-8 text"))?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        if text.contains(is_illegible) {
            return Err(TranscriptFault("has characters that nobody can see"));
        }
        let mut paragraphs = vec![Vec::new()];
        for line in text.lines() {
            match (line.trim(), paragraphs.last_mut()) {
                ("", Some(last)) if !last.is_empty() => paragraphs.push(Vec::new()),
                ("", _) | (_, None) => {}
                (line, Some(last)) => last.push(line.to_owned()),
            }
        }
        paragraphs.retain(|lines| !lines.is_empty());
        if paragraphs.is_empty() {
            return Err(TranscriptFault("is empty"));
        }
        Ok(Self(paragraphs))
    }

    /// All of it in one line, as machines read it.
    pub fn text(&self) -> String {
        self.0.concat().join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_lines_stand_between_paragraphs() {
        let is_bad = |c: char| c.is_control() && !c.is_whitespace();
        let read = |text: &str| Transcript::read(text.as_bytes(), is_bad);
        let transcript =
            read("\u{feff}Ann: Hello.\r\nBob: Hi.\r\n\r\n \nThey leave.\n").expect("a text");
        assert_eq!(
            transcript.0,
            [vec!["Ann: Hello.", "Bob: Hi."], vec!["They leave."]]
        );
        assert_eq!(transcript.text(), "Ann: Hello. Bob: Hi. They leave.");
        assert_eq!(read(" \n\n"), Err(TranscriptFault("is empty")));
        assert!(read("a\u{10}").is_err());
        assert!(Transcript::read(b"\xff", |_| false).is_err());
    }
}
