//! Lines that name an address for links, `[name]: address`. Readers never see them, so text that looks like one vanishes.

use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

use gazette_diagnostics::{nfc::nfc, rule};
use pulldown_cmark::{CowStr, Event, RefDefs, Tag};

use crate::body::{autolink::PlacedEvent, emphasis::StandIns, finding::BodyFinding};

/// Addresses and titles by the names that links have for them.
pub type Addresses = HashMap<String, (CowStr<'static>, CowStr<'static>)>;

/// A line that names an address.
pub struct LinkDefinition {
    key: String,
    /// True for a remark that editors leave to each other, by custom as `[//]: # (remark)`.
    is_remark: bool,
    place: Range<usize>,
}

/// Lines of a body that name an address, from first to last.
pub fn all(defined: &RefDefs<'_>, body: &str) -> Vec<LinkDefinition> {
    let mut all: Vec<LinkDefinition> = defined
        .iter()
        .filter_map(|(_, it)| {
            let written = body[it.span.clone()].trim_end();
            let end = written.find("]:")?;
            Some(LinkDefinition {
                key: key(written.get(1..end)?),
                is_remark: matches!(&*it.dest, "" | "#"),
                place: it.span.start..it.span.start + written.len(),
            })
        })
        .collect();
    all.sort_by_key(|it| it.place.start);
    all
}

/// The addresses of a body in which names are written in several Unicode forms, which the parser would not take for the
/// same; of others none.
pub fn of_other_forms(defined: &RefDefs<'_>, stand_ins: &StandIns<'_>, body: &str) -> Addresses {
    if nfc(body) == body {
        return Addresses::new();
    }
    let own = |text: CowStr<'_>| stand_ins.written(text.into_static());
    defined
        .iter()
        .map(|(name, it)| {
            let title = it.title.clone().unwrap_or("".into());
            let name = own(name.to_owned().into());
            (key(&name), (own(it.dest.clone()), own(title)))
        })
        .collect()
}

/// A name as it is compared: without differences of capitals, spaces and Unicode forms.
pub fn key(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    nfc(&words.join(" ").to_lowercase()).into_owned()
}

/// Finds lines whose address nothing leads to.
pub fn find_unused(
    definitions: &[LinkDefinition],
    events: &[PlacedEvent<'_>],
    body: &str,
) -> Vec<BodyFinding> {
    let used: HashSet<String> = events.iter().filter_map(|(event, _)| used(event)).collect();
    let unused = definitions
        .iter()
        .filter(|it| !it.is_remark && !used.contains(&it.key))
        .map(|it| it.place.clone());
    let mut places: Vec<_> = unused.chain(second(definitions, events, body)).collect();
    places.sort_by_key(|place| place.start);
    places
        .into_iter()
        .map(|place| finding(place, body))
        .collect()
}

fn finding(place: Range<usize>, body: &str) -> BodyFinding {
    let written = &body[place.clone()];
    let name = written[1..].split("]:").next().unwrap_or_default();
    BodyFinding {
        rule: &rule::LINK_UNUSED,
        message: format!("[{name}]: names an address for links, and no link uses it"),
        label: "nobody sees it",
        help: format!(
            "If it is text, write \\[{name}]: with a backslash. If it is an address, write [words][{name}] where the link belongs, \
             or take the line out."
        ),
        place,
    }
}

fn used(event: &Event<'_>) -> Option<String> {
    match event {
        Event::Start(Tag::Link { id, .. } | Tag::Image { id, .. }) if !id.is_empty() => {
            Some(key(id))
        }
        _ => None,
    }
}

/// Lines with a name that another line has already: the parser passes over them.
fn second(
    definitions: &[LinkDefinition],
    events: &[PlacedEvent<'_>],
    body: &str,
) -> Vec<Range<usize>> {
    if definitions.is_empty() {
        return Vec::new();
    }
    let is_seen = |at: usize| {
        let shows = |event: &Event<'_>| {
            matches!(
                event,
                Event::Text(_)
                    | Event::Code(_)
                    | Event::Html(_)
                    | Event::InlineHtml(_)
                    | Event::FootnoteReference(_)
                    | Event::Start(Tag::CodeBlock(_) | Tag::Link { .. } | Tag::Image { .. })
            )
        };
        events
            .iter()
            .any(|(event, range)| shows(event) && range.contains(&at))
            || definitions.iter().any(|it| it.place.contains(&at))
    };
    let lines = body.match_indices("]:").filter_map(|(end, _)| {
        let start = body[..end].rfind('\n').map_or(0, |at| at + 1);
        let open = start + body[start..end].find('[')?;
        let key = key(&body[open + 1..end]);
        let is_known = definitions.iter().any(|it| it.key == key);
        let line = body[open..].lines().next()?.trim_end();
        (is_known && !is_seen(open)).then(|| open..open + line.len())
    });
    lines.collect()
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::Parser;

    use super::*;

    fn found(body: &str) -> Vec<&str> {
        let parser = Parser::new(body);
        let definitions = all(parser.reference_definitions(), body);
        let events: Vec<_> = parser.into_offset_iter().collect();
        let found = find_unused(&definitions, &events, body);
        found.into_iter().map(|it| &body[it.place]).collect()
    }

    #[test]
    fn what_vanishes_is_found() {
        for (body, wanted) in [
            ("[注意]: 明天停水", vec!["[注意]: 明天停水"]),
            ("[Tel]: 030-1234\n", vec!["[Tel]: 030-1234"]),
            ("> [注]: 內容", vec!["[注]: 內容"]),
            ("- [附件]: 說明.pdf\n- b", vec!["[附件]: 說明.pdf"]),
            ("[a][b]\n\n[b]: /c\n[d]: /nope/", vec!["[d]: /nope/"]),
            ("[a]\n\n[a]: /c\n[A]: /d 'T'", vec!["[A]: /d 'T'"]),
        ] {
            assert_eq!(found(body), wanted, "{body}");
        }
        for body in [
            "[a][b], [c][], [d]\n\n[B]: /c\n[c]: /c\n[d]: /e",
            "![a][b]\n\n[b]: /media/c.png",
            "[//]: # (a remark)\n\n[remark]: <> (another)",
            "See [a]: this is text.",
            "```\n[a]: /b\n```",
            "[a]\n\n[a]: /c\n\n`[a]: /c`\n\n    [a]: /c",
        ] {
            assert_eq!(found(body), [""; 0], "{body}");
        }
    }
}
