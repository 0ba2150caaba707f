//! Markdown to a tree of HTML, in which every element whose place in the manuscript a report may need has it.

mod elements;
mod picture;
mod signs;

use gazette_diagnostics::rule;
use pulldown_cmark::{BrokenLink, Options, Parser};
use scraper::Html;

use crate::{
    body::{
        autolink::{self, PlacedEvent},
        emphasis::StandIns,
        finding::BodyFinding,
        footnotes, heading_braces,
        html_tree::{TokenTree, TreeWriter},
        link_definitions,
        link_definitions::LinkDefinition,
        markdown::elements::ElementWriter,
        plain_text::{Passage, Passages},
        stray, surplus_cells,
    },
    config::words::PressStrings,
};

/// A body made of Markdown.
pub struct Rendered {
    /// Its HTML, which is not yet safe.
    pub html: Html,
    /// Its plain text, by passages.
    pub passages: Vec<Passage>,
    /// Probable mistakes of the editor, with places in the body.
    pub findings: Vec<BodyFinding>,
}

/// Renders a manuscript's body, which begins at `offset` of its file.
pub fn render(body: &str, offset: usize, words: &PressStrings) -> Rendered {
    let stand_ins = StandIns::new(body);
    let (events, definitions) = events(&stand_ins, body);
    let mut findings = stray::find(&events, body);
    findings.extend(link_definitions::find_unused(&definitions, &events, body));
    findings.extend(surplus_cells::find(&events, body));
    let events = autolink::link(events, body);
    let mut passages = Passages::default();
    for (event, range) in &events {
        passages.event(event, offset + range.start..offset + range.end);
    }
    let html = tree(events, body, offset, words, &mut findings);
    Rendered {
        html,
        passages: passages.finish(),
        findings,
    }
}

/// Renders a text in which bare addresses stay text, so that it can be compared with what it was made of.
pub fn render_unlinked(body: &str) -> Html {
    let stand_ins = StandIns::new(body);
    let (events, _) = events(&stand_ins, body);
    tree(events, body, 0, &PressStrings::default(), &mut Vec::new())
}

fn events<'a>(
    stand_ins: &'a StandIns<'_>,
    body: &'a str,
) -> (Vec<PlacedEvent<'a>>, Vec<LinkDefinition>) {
    let text = stand_ins.text();
    let first = Parser::new_ext(text, options());
    let defined = first.reference_definitions();
    let definitions = link_definitions::all(defined, body);
    let addresses = link_definitions::of_other_forms(defined, stand_ins, body);
    let placed = |(event, range)| (stand_ins.restore(event), range);
    let events: Vec<_> = if addresses.is_empty() {
        first.into_offset_iter().map(placed).collect()
    } else {
        let find = |link: BrokenLink<'a>| {
            let name = stand_ins.written(link.reference);
            addresses.get(&link_definitions::key(&name)).cloned()
        };
        let parser = Parser::new_with_broken_link_callback(text, options(), Some(find));
        parser.into_offset_iter().map(placed).collect()
    };
    let events = autolink::join(heading_braces::give_back(events, body), body);
    (events, definitions)
}

/// The tree of a page and, at its end, its footnotes.
fn tree(
    events: Vec<PlacedEvent<'_>>,
    body: &str,
    offset: usize,
    words: &PressStrings,
    findings: &mut Vec<BodyFinding>,
) -> Html {
    let tree = TokenTree::new();
    let (page, footnotes) = footnotes::split(events, body);
    let mut writer = ElementWriter::new(TreeWriter::new(&tree), offset, words, footnotes);
    writer.write(page);
    writer.write_footnotes();
    let (footnotes, endless) = writer.finish();
    findings.extend(footnotes.findings());
    findings.extend(
        endless
            .into_iter()
            .map(|at| endless_html(body, at - offset)),
    );
    tree.finish()
}

fn endless_html(body: &str, at: usize) -> BodyFinding {
    let line = body[at..].lines().next().unwrap_or_default();
    BodyFinding {
        rule: &rule::HTML_UNSAFE_ELEMENT,
        message: "this tag or comment does not end".into(),
        place: at..at + line.trim_end().len(),
        label: "nobody sees it",
        help: "End a tag with >, best on the line on which it begins, and a comment with -->."
            .into(),
    }
}

/// Returns the Markdown extensions that manuscripts may use.
pub fn options() -> Options {
    // Smart punctuation stays off: what an editor wrote is published word for word.
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM
}
