//! What a text is to readers: its words, and the lists and other blocks that they stand in.

use std::fmt::Write;

use gazette_content::body::markdown;
use pulldown_cmark::{Event, Parser, Tag, TagEnd};

/// Lists, quotations, headings, code and words of a text; whether items are paragraphs makes no difference.
pub fn shape(text: &str) -> String {
    let mut shape = String::new();
    for event in Parser::new_ext(text, markdown::options()) {
        match event {
            Event::Start(Tag::List(first)) => {
                let _ = write!(shape, " <{first:?}> ");
            }
            Event::Start(Tag::Item) => shape.push_str(" <li> "),
            Event::Start(Tag::BlockQuote(_)) => shape.push_str(" <quote> "),
            Event::Start(Tag::Heading { level, .. }) => {
                let _ = write!(shape, " <{level}> ");
            }
            Event::Start(Tag::CodeBlock(_)) => shape.push_str(" <code> "),
            Event::Start(Tag::Table(_)) => shape.push_str(" <table> "),
            Event::End(
                TagEnd::List(_)
                | TagEnd::Item
                | TagEnd::BlockQuote(_)
                | TagEnd::Heading(_)
                | TagEnd::CodeBlock,
            ) => shape.push_str(" </> "),
            Event::Rule => shape.push_str(" <hr> "),
            Event::Text(text)
            | Event::Code(text)
            | Event::Html(text)
            | Event::InlineHtml(text)
            | Event::FootnoteReference(text) => shape.push_str(&text),
            _ => shape.push(' '),
        }
    }
    shape.split_whitespace().collect::<Vec<_>>().join(" ")
}
