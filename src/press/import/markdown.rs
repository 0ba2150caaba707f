//! A tree as Markdown: each block is read again as press will read it, and stays HTML where Markdown would say something
//! else.

mod list;
mod prepare;
mod table;
mod words;

use gazette_content::body::markdown;
use gazette_model::{Attribute, Element, Node, Tag};
use gazette_view::print_body;
use htmd::{
    Element as ExportItem, HtmlToMarkdown,
    element_handler::Handlers,
    options::{BrStyle, BulletListMarker, Options, TranslationMode},
};
pub use words::{shows, words};

use crate::{
    html,
    html::HtmlTree,
    markdown::prepare::{prepare, restore},
};

/// Writes a tree as Markdown.
pub fn write(tree: &HtmlTree) -> String {
    let converter = converter();
    let mut text = blocks(&converter, &tree.nodes);
    for (index, note) in tree.footnotes.iter().enumerate() {
        let note = blocks(&converter, note);
        // The paragraphs of a note stand under its first.
        let note = note
            .trim_end()
            .replace('\n', "\n    ")
            .replace("\n    \n", "\n\n");
        text.extend(["\n[^", &(index + 1).to_string(), "]: ", &note, "\n"]);
    }
    html::split_references(&text, |number| format!("[^{number}]"))
}

fn converter() -> HtmlToMarkdown {
    let options = Options {
        translation_mode: TranslationMode::Faithful,
        bullet_list_marker: BulletListMarker::Dash,
        ul_bullet_spacing: 1,
        ol_number_spacing: 1,
        br_style: BrStyle::Backslash,
        ..Options::default()
    };
    HtmlToMarkdown::builder()
        .options(options)
        .add_handler(vec!["h2", "h3", "h4", "h5", "h6"], heading)
        .build()
}

/// A heading with the id that links lead to.
#[expect(
    clippy::unnecessary_wraps,
    reason = "the converter's handlers may also pass"
)]
fn heading(
    handlers: &dyn Handlers,
    found: ExportItem<'_>,
) -> Option<htmd::element_handler::HandlerResult> {
    let level = found
        .tag
        .as_bytes()
        .get(1)
        .map_or(2, |digit| usize::from(digit - b'0'));
    let text = handlers.walk_children(found.node).content;
    let id = found
        .attrs
        .iter()
        .find(|attribute| &*attribute.name.local == "id");
    let id = id.map_or_else(String::new, |id| format!(" {{#{}}}", id.value));
    Some(format!("\n\n{} {}{id}\n\n", "#".repeat(level), text.trim()).into())
}

/// Separator of two blocks that Markdown would merge.
const BETWEEN: &str = "\n<!-- -->\n\n";

fn blocks(converter: &HtmlToMarkdown, nodes: &[Node]) -> String {
    let written = each(converter, nodes);
    let whole = written.join("\n");
    if nodes.len() < 2 || reads(&whole, nodes) {
        return whole;
    }
    let mut text = String::new();
    for (at, block) in written.iter().enumerate() {
        if at > 0 {
            let pair = [written[at - 1].as_str(), block].join("\n");
            let is_apart = reads(&pair, &nodes[at - 1..=at]);
            text.push_str(if is_apart { "\n" } else { BETWEEN });
        }
        text.push_str(block);
    }
    text
}

/// Each block by itself. Of two lists side by side the second has another mark, since one ends where another begins.
fn each(converter: &HtmlToMarkdown, nodes: &[Node]) -> Vec<String> {
    let mut written = Vec::with_capacity(nodes.len());
    let mut mark = list::ListMark::First;
    let mut before = None;
    for node in nodes {
        let own = list::tag(node);
        mark = if own.is_some() && own == before {
            mark.other()
        } else {
            list::ListMark::First
        };
        before = own;
        let text = block(converter, node, mark);
        written.push(text + "\n");
    }
    written
}

fn block(converter: &HtmlToMarkdown, node: &Node, mark: list::ListMark) -> String {
    if matches!(node, Node::Element(line) if line.tag == Tag::Hr && line.attributes.is_empty()) {
        return "---".into();
    }
    let list = list::write(converter, node, mark);
    let own = [table::write, definitions, callout, quotation];
    let mut own = list
        .into_iter()
        .chain(own.iter().filter_map(|write| write(converter, node)));
    if let Some(written) = own.find(|written| says(written, node)) {
        return written;
    }
    let prepared = prepare(node);
    let html = print(&prepared);
    let written = restore(converter.convert(&html).unwrap_or_default());
    let written = written.trim_matches('\n');
    if says(written, node) {
        return written.to_owned();
    }
    // An empty line would end the HTML.
    print(node).replace("\n\n", "\n&#10;")
}

/// Writes words as the line of a block.
fn line(converter: &HtmlToMarkdown, words: &[Node]) -> String {
    let paragraph = Element::new(Tag::P, words.to_vec());
    block(converter, &Node::Element(paragraph), list::ListMark::First)
}

/// Writes a quotation.
fn quotation(converter: &HtmlToMarkdown, node: &Node) -> Option<String> {
    let Node::Element(quote) = node else {
        return None;
    };
    let is_plain = quote.tag == Tag::Blockquote && quote.attributes.is_empty();
    is_plain.then(|| quoted(&blocks(converter, &quote.children)))
}

/// A text as quoted lines.
fn quoted(text: &str) -> String {
    let lines = text.trim_end().lines().map(|line| format!("> {line}"));
    lines
        .map(|line| line.trim_end().to_owned())
        .collect::<Vec<_>>()
        .join("\n")
}

/// Writes a list of terms and what they mean, if each is a line.
fn definitions(converter: &HtmlToMarkdown, node: &Node) -> Option<String> {
    let Node::Element(list) = node else {
        return None;
    };
    let mut text = String::new();
    for child in list.children.iter().filter(|_| list.tag == Tag::Dl) {
        let Node::Element(child) = child else {
            continue;
        };
        let line = line(converter, &child.children);
        match child.tag {
            Tag::Dt if text.is_empty() => text = line,
            Tag::Dt => text.extend(["\n\n", &line]),
            _ => text.extend(["\n: ", &line]),
        }
    }
    (!text.is_empty()).then_some(text)
}

/// Writes a callout as a quotation that says so.
fn callout(converter: &HtmlToMarkdown, node: &Node) -> Option<String> {
    let Node::Element(aside) = node else {
        return None;
    };
    let (_, kind) = aside.get(Attribute::Class)?.split_once("callout--")?;
    let text = format!(
        "[!{}]\n{}",
        kind.to_uppercase(),
        blocks(converter, &aside.children)
    );
    Some(quoted(&text))
}

fn print(node: &Node) -> String {
    let body = print_body(std::slice::from_ref(node));
    // Without the box around a body.
    let inside = body
        .split_once('>')
        .and_then(|(_, rest)| rest.strip_suffix("</div>"));
    inside.map_or_else(String::new, ToOwned::to_owned)
}

/// Tells whether press parses a Markdown text as exactly this block.
fn says(markdown: &str, node: &Node) -> bool {
    reads(markdown, std::slice::from_ref(node))
}

/// Tells whether press parses a Markdown text as exactly these blocks.
fn reads(markdown: &str, nodes: &[Node]) -> bool {
    let read = html::again(&markdown::render_unlinked(markdown));
    read.nodes.as_slice() == nodes
}
