//! Bare addresses as links (GitHub Flavored Markdown, "Autolinks"), which also end where Chinese text goes on without a
//! space.

mod address;

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use crate::body::autolink::address::{AddressReader, LONGEST, host, mail, scheme, trimmed};

/// An event, and where it stands in the text.
pub type PlacedEvent<'a> = (Event<'a>, Range<usize>);

/// Joins texts that stand side by side as they are written.
pub fn join<'a>(events: Vec<PlacedEvent<'a>>, written: &'a str) -> Vec<PlacedEvent<'a>> {
    let mut joined: Vec<PlacedEvent<'a>> = Vec::with_capacity(events.len());
    for (event, range) in events {
        if let (Event::Text(_), Some((Event::Text(before), place))) = (&event, joined.last_mut())
            && is_verbatim(&event, &range)
            && place.end == range.start
            && before.len() == place.len()
        {
            place.end = range.end;
            *before = CowStr::Borrowed(&written[place.clone()]);
            continue;
        }
        joined.push((event, range));
    }
    joined
}

/// Tells whether an event is text without escapes or entities, so that it equals its source.
pub fn is_verbatim(event: &Event<'_>, range: &Range<usize>) -> bool {
    matches!(event, Event::Text(text) if text.len() == range.len())
}

/// Makes links of bare addresses.
pub fn link<'a>(events: Vec<PlacedEvent<'a>>, written: &'a str) -> Vec<PlacedEvent<'a>> {
    let mut linker = Linker {
        written,
        out: Vec::with_capacity(events.len()),
        closed: 0,
        raw: 0,
    };
    let mut at = 0;
    let mut from = 0;
    while let Some((event, range)) = events.get(at) {
        linker.state(event);
        let Event::Text(text) = event else {
            linker.out.push((event.clone(), range.clone()));
            at += 1;
            continue;
        };
        if linker.closed > 0 || linker.raw > 0 || text.len() != range.len() {
            linker.out.push((event.clone(), range.clone()));
            at += 1;
            continue;
        }
        from = from.max(range.start);
        let Some((address, next)) = linker.first(from..range.end, &events, at) else {
            linker.text(from..range.end);
            at += 1;
            continue;
        };
        linker.text(from..address.place.start);
        from = address.tail.end;
        linker.push(address);
        at = next;
    }
    linker.out
}

/// A bare address.
struct Address {
    place: Range<usize>,
    /// Marks behind it that the parser took for the end of emphasis.
    tail: Range<usize>,
    /// As readers see it.
    text: String,
    /// Scheme to prepend for the link's target; empty if the address has one.
    scheme: &'static str,
    kind: LinkType,
}

struct Linker<'a> {
    written: &'a str,
    out: Vec<PlacedEvent<'a>>,
    /// Number of open links, pictures and code blocks.
    closed: usize,
    /// Number of open raw HTML elements in which nothing becomes a link.
    raw: usize,
}

impl<'a> Linker<'a> {
    /// Notes what an event opens or closes.
    fn state(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_)) => {
                self.closed += 1;
            }
            Event::End(TagEnd::Link | TagEnd::Image | TagEnd::CodeBlock) => {
                self.closed = self.closed.saturating_sub(1);
            }
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell) => self.raw = 0,
            Event::InlineHtml(html) => match raw_element(html) {
                Some(true) => self.raw += 1,
                Some(false) => self.raw = self.raw.saturating_sub(1),
                None => {}
            },
            _ => {}
        }
    }

    fn text(&mut self, place: Range<usize>) {
        if !place.is_empty() {
            let text = CowStr::Borrowed(&self.written[place.clone()]);
            self.out.push((Event::Text(text), place));
        }
    }

    fn push(&mut self, address: Address) {
        let place = address.place;
        let link = Tag::Link {
            link_type: address.kind,
            dest_url: format!("{}{}", address.scheme, address.text).into(),
            title: CowStr::Borrowed(""),
            id: CowStr::Borrowed(""),
        };
        self.out.push((Event::Start(link), place.clone()));
        self.out
            .push((Event::Text(address.text.into()), place.clone()));
        self.out.push((Event::End(TagEnd::Link), place));
        self.text(address.tail);
    }

    /// The first address in a text, and the event to go on with.
    fn first(
        &self,
        text: Range<usize>,
        events: &[PlacedEvent<'a>],
        at: usize,
    ) -> Option<(Address, usize)> {
        let slice = &self.written[text.clone()];
        let begins = slice.match_indices(['h', 'H', 'w', 'W', '@']);
        // An address of mail begins before its sign.
        let mut mail_from = text.start;
        let mut passed = text.start;
        for (found, sign) in begins {
            let start = text.start + found;
            if sign == "@" {
                if let Some(place) = mail(self.written, mail_from, start, text.end) {
                    let written = self.written[place.clone()].to_owned();
                    let mail = Address {
                        tail: place.end..place.end,
                        place,
                        text: written,
                        scheme: "",
                        kind: LinkType::Email,
                    };
                    return Some((mail, at));
                }
                mail_from = start + 1;
                continue;
            }
            let Some((scheme, head)) = scheme(self.written, start, text.end) else {
                continue;
            };
            if start < passed {
                continue;
            }
            let mut reader = AddressReader::default();
            let found = self.extent(&mut reader, start, head, events, at);
            if reader.text.len() > LONGEST {
                passed = start + LONGEST;
            } else if let Some((mut address, next)) = found {
                address.scheme = scheme;
                return Some((address, next));
            }
        }
        None
    }

    /// Finds the end of an address that begins at `start`, with `head` bytes before its host. It reads on over what
    /// the parser took for emphasis and entities.
    fn extent(
        &self,
        reader: &mut AddressReader,
        start: usize,
        head: usize,
        events: &[PlacedEvent<'a>],
        at: usize,
    ) -> Option<(Address, usize)> {
        let mut end = start;
        let mut next = at;
        // Pieces: where each ends in the text as written and in the address.
        let mut pieces: Vec<(Range<usize>, Range<usize>, usize)> = Vec::new();
        while let Some((event, range)) = events.get(next) {
            let from = if next == at { start } else { range.start };
            let is_escape = from == end + 1 && self.written.as_bytes().get(end) == Some(&b'\\');
            if (from != end && !is_escape) || reader.text.len() > LONGEST {
                break;
            }
            let before = reader.text.len();
            let (taken, after) = match event {
                Event::Text(_) if is_verbatim(event, range) => {
                    let taken = reader.take(&self.written[from..range.end]);
                    (taken == range.end - from, from + taken)
                }
                Event::Text(text) => {
                    if reader.take(text) < text.len() {
                        reader.text.truncate(before);
                        break;
                    }
                    (true, range.end)
                }
                Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough)
                    if range.len() <= LONGEST =>
                {
                    if reader.take(&self.written[range.clone()]) < range.len() {
                        reader.text.truncate(before);
                        break;
                    }
                    (true, range.end)
                }
                _ => break,
            };
            if after == from {
                break;
            }
            end = after;
            pieces.push((from..after, before..reader.text.len(), next));
            next += events[next..]
                .iter()
                .take_while(|(_, inner)| inner.start < end && inner.end <= end)
                .count()
                .max(1);
            if !taken {
                break;
            }
        }
        let length = trimmed(&reader.text);
        let host = host(reader.text.get(head..length)?);
        if !host {
            return None;
        }
        let (written, read, event) = pieces.iter().find(|(_, read, _)| read.end >= length)?;
        let is_verbatim = written.len() == read.len();
        let end = match () {
            () if read.end == length => written.end,
            () if is_verbatim => written.start + length - read.start,
            () => return None,
        };
        // Of emphasis, which was taken as a whole, the marks behind the address are text; text is read on by itself.
        let is_emphasis = matches!(events[*event].0, Event::Start(_));
        let tail = end..if is_emphasis { written.end } else { end };
        let passed =
            |(_, place): &&PlacedEvent<'_>| place.end <= tail.end && place.start < tail.end;
        let next = event + events[*event..].iter().take_while(passed).count();
        let address = Address {
            place: start..end,
            tail,
            text: reader.text[..length].to_owned(),
            scheme: "",
            kind: LinkType::Autolink,
        };
        Some((address, next))
    }
}

/// Tells whether a raw tag opens (`true`) or closes (`false`) an element in which no address becomes a link.
fn raw_element(html: &str) -> Option<bool> {
    let (name, opens) = match html.strip_prefix("</") {
        Some(name) => (name, false),
        None => (html.strip_prefix('<')?, true),
    };
    let end = name.find(|c: char| !c.is_ascii_alphanumeric())?;
    let name = name[..end].to_ascii_lowercase();
    matches!(
        name.as_str(),
        "a" | "code" | "pre" | "samp" | "kbd" | "script" | "style"
    )
    .then_some(opens)
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::{Options, Parser};

    use super::*;

    /// The links of a text, `address` or `text → address`.
    fn links(text: &str) -> Vec<String> {
        let options = Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TABLES;
        let events = Parser::new_ext(text, options).into_offset_iter().collect();
        let events = link(join(events, text), text);
        let mut links = Vec::new();
        let mut read = String::new();
        for (event, range) in &events {
            assert!(range.end <= text.len());
            match event {
                Event::Start(Tag::Link { dest_url, .. }) => {
                    links.push(dest_url.to_string());
                    read.clear();
                }
                Event::Text(text) => read.push_str(text),
                Event::End(TagEnd::Link) => {
                    let last = links.last_mut().expect("it began");
                    if *last != read {
                        *last = format!("{read} → {last}");
                    }
                }
                _ => {}
            }
        }
        // Nothing of the text is lost or said twice.
        let said = |events: &[PlacedEvent<'_>]| -> String {
            let texts = events.iter().filter_map(|(event, _)| match event {
                Event::Text(text) => Some(text.replace(['*', '_', '~'], "")),
                _ => None,
            });
            texts.collect()
        };
        let before: Vec<PlacedEvent<'_>> =
            Parser::new_ext(text, options).into_offset_iter().collect();
        assert_eq!(said(&events), said(&before), "{text}");
        links
    }

    #[test]
    fn marks_behind_an_address_stay() {
        for (text, tail) in [
            ("https://a.example/_draft_.", "_."),
            ("https://a.example/*x* b", "* b"),
            ("https://a.example/__x__", "__"),
            ("https://a.example/b**bold**", "**"),
        ] {
            let parser = Parser::new(text).into_offset_iter();
            let events = link(join(parser.collect(), text), text);
            let read: String = events
                .iter()
                .filter_map(|(event, _)| match event {
                    Event::Text(text) => Some(&**text),
                    _ => None,
                })
                .collect();
            assert_eq!(read, text);
            let is_emphasis =
                |event: &Event<'_>| matches!(event, Event::Start(Tag::Emphasis | Tag::Strong));
            assert!(
                !events.iter().any(|(event, _)| is_emphasis(event)),
                "{text}"
            );
            let Some((Event::Start(Tag::Link { dest_url, .. }), _)) = events.get(1) else {
                panic!("{text}")
            };
            assert_eq!(&**dest_url, text.strip_suffix(tail).unwrap());
        }
    }

    #[test]
    fn addresses_end_where_their_sentence_does() {
        for (text, found) in [
            (
                "See https://example.org/a_b?x=1&y=2.",
                "https://example.org/a_b?x=1&y=2",
            ),
            ("(https://example.org/a_(b))", "https://example.org/a_(b)"),
            ("**https://example.org/a**", "https://example.org/a"),
            ("https://example.org/_a_/b", "https://example.org/_a_/b"),
            (
                "https://example.org/?a=1&amp;b=2!",
                "https://example.org/?a=1&b=2",
            ),
            (
                "www.example.org, then",
                "www.example.org → http://www.example.org",
            ),
            ("HTTPS://EXAMPLE.ORG", "HTTPS://EXAMPLE.ORG"),
            (
                "見https://www.example.org/查詢。謝謝",
                "https://www.example.org/查詢",
            ),
            ("請至https://www.example.org查詢", "https://www.example.org"),
            ("（https://測試.example/路徑）", "https://測試.example/路徑"),
            (
                "請見「www.example.org」",
                "www.example.org → http://www.example.org",
            ),
            (
                "| a |\n|---|\n| https://example.org/x |",
                "https://example.org/x",
            ),
            ("http://localhost:8080/x", "http://localhost:8080/x"),
            ("https://example.org/\\_a", "https://example.org/_a"),
        ] {
            assert_eq!(links(text), [found], "{text}");
        }
        assert_eq!(
            links("http://a.org http://b.org\nhttp://c.org"),
            ["http://a.org", "http://b.org", "http://c.org"]
        );
    }

    #[test]
    fn mail_is_written_to() {
        for (text, found) in [
            (
                "Write to press.office_1+x@mail.example.org.",
                "press.office_1+x@mail.example.org",
            ),
            ("請寄a@example.org，謝謝", "a@example.org"),
            ("mailto:a@example.org", "a@example.org"),
        ] {
            assert_eq!(links(text), [found], "{text}");
        }
    }

    #[test]
    fn nothing_else_becomes_a_link() {
        for text in [
            "`https://example.org`",
            "    https://example.org",
            "http:// http://. www. www.a www.-",
            "<span title=\"https://example.org\">a</span>",
            "a@b @c.de x@.org",
            "xhttps://example.org",
            "<a href=\"/x/\">https://example.org</a>",
            "a.www.example.org",
            "http://a_b",
            "see www",
        ] {
            assert_eq!(links(text), [] as [&str; 0], "{text}");
        }
        assert_eq!(
            links("[https://example.org](/x/)"),
            ["https://example.org → /x/"]
        );
        assert_eq!(links("<https://example.org>"), ["https://example.org"]);
    }
}
