//! Markdown to a tree of HTML, in which every element whose place in the manuscript a report may need has it.

mod elements;
mod picture;
mod signs;

use gazette_diagnostics::rule;
use pulldown_cmark::{Options, Parser};
use scraper::Html;

use crate::{
    body::{
        autolink::{self, PlacedEvent},
        emphasis::StandIns,
        finding::BodyFinding,
        footnotes,
        html_tree::{TokenTree, TreeWriter},
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
    let events = events(&stand_ins, body);
    let mut findings = stray::find(&events, body);
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
    let events = events(&stand_ins, body);
    tree(events, body, 0, &PressStrings::default(), &mut Vec::new())
}

fn events<'a>(stand_ins: &'a StandIns<'_>, body: &'a str) -> Vec<PlacedEvent<'a>> {
    let events = Parser::new_ext(stand_ins.text(), options()).into_offset_iter();
    let events = events.map(|(event, range)| (stand_ins.restore(event), range));
    autolink::join(events.collect(), body)
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
