//! Captions: WebVTT that browsers show at the right times.

use subtp::vtt::{VttBlock, VttTimestamp, WebVtt};

/// Captions that can be shown.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Captions {
    /// The time at which the last of them ends, in milliseconds.
    pub end: u64,
}

/// What is wrong with captions, and where: it ends a sentence that begins with the file.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct CaptionsFault(pub String);

impl Captions {
    /// Reads captions.
    ///
    /// # Errors
    /// If browsers would not show them, or not at the right times.
    pub fn read(bytes: &[u8]) -> Result<Self, CaptionsFault> {
        let fault = |why: &str| Err(CaptionsFault(why.into()));
        let Ok(text) = str::from_utf8(bytes) else {
            return fault("is not UTF-8 text");
        };
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        if !text.starts_with("WEBVTT") {
            return fault("does not begin with a line WEBVTT");
        }
        // The grammar wants a line end behind the last line, which browsers do not.
        let written = WebVtt::parse(&format!("{text}\n"));
        let written = written.map_err(|error| {
            let line = error.location.split(':').next().unwrap_or_default();
            CaptionsFault(format!(
                "cannot be read from line {line} on: times are written 00:01.500 --> 00:04.000, and an empty line stands before each"
            ))
        })?;
        Self::in_order(&written)
    }

    fn in_order(written: &WebVtt) -> Result<Self, CaptionsFault> {
        let mut last = 0;
        let mut end = 0;
        let mut number = 0;
        for block in &written.blocks {
            let VttBlock::Que(cue) = block else { continue };
            number += 1;
            let times = milliseconds(cue.timings.start).zip(milliseconds(cue.timings.end));
            let Some((from, to)) = times else {
                return Err(CaptionsFault(format!(
                    "has a time with more than 59 minutes or seconds in caption {number}"
                )));
            };
            if to <= from {
                return Err(CaptionsFault(format!(
                    "has a caption that ends before it begins: number {number}"
                )));
            }
            if from < last {
                return Err(CaptionsFault(format!(
                    "has a caption that begins before the one above it: number {number}"
                )));
            }
            last = from;
            end = end.max(to);
        }
        if number == 0 {
            return Err(CaptionsFault("has no captions".into()));
        }
        Ok(Self { end })
    }
}

fn milliseconds(time: VttTimestamp) -> Option<u64> {
    if time.minutes > 59 || time.seconds > 59 {
        return None;
    }
    let minutes = u64::from(time.hours) * 60 + u64::from(time.minutes);
    Some((minutes * 60 + u64::from(time.seconds)) * 1000 + u64::from(time.milliseconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<u64, String> {
        let read = Captions::read(text.as_bytes());
        read.map(|it| it.end).map_err(|fault| fault.0)
    }

    #[test]
    fn captions_of_every_program_are_read() {
        for text in [
            "WEBVTT\n\n00:00.000 --> 00:02.000\nHello",
            "\u{feff}WEBVTT - a title\r\n\r\n1\r\n00:00:00.500 --> 00:00:02.000 align:start\r\n<v Ann>Hello\r\n",
            "WEBVTT\nKind: captions\n\nNOTE for us\n\nSTYLE\n::cue { color: white }\n\n00:00.000 --> 00:02.000\nA\nB\n\n\n",
        ] {
            assert_eq!(read(text), Ok(2000), "{text}");
        }
    }

    #[test]
    fn captions_that_nobody_would_see_are_told() {
        for (text, why) in [
            ("1\n00:00:00,000 --> 00:00:02,000\nSRT\n", "begin with"),
            ("WEBVTT\n", "no captions"),
            ("WEBVTT\n\nNOTE nothing\n", "no captions"),
            ("WEBVTT\n\n00:00.000 --> 00:02\nA\n", "line 4"),
            ("WEBVTT\n\n00:00.000 --> 00:61.000\nA\n", "caption 1"),
            ("WEBVTT\n\n00:02.000 --> 00:02.000\nA\n", "ends before"),
            (
                "WEBVTT\n\n00:02.000 --> 00:03.000\nA\n\n00:01.000 --> 00:02.000\nB\n",
                "number 2",
            ),
        ] {
            let said = read(text).expect_err(text);
            assert!(said.contains(why), "{text}: {said}");
        }
        assert!(Captions::read(b"WEBVTT\n\n\xff").is_err());
    }
}
