//! Extraction of a page's searchable text.

use gazette_search::Searchable;

use crate::{Attribute, Content, Document, Node, Tag};

/// The texts of an article or a plain page; none of anything else.
pub fn searchable(document: &Document) -> Option<Searchable> {
    let mut summary = document.head.description.clone();
    let mut text = String::new();
    let title = match &document.content {
        Content::Article(article) => {
            push_nodes(&article.body, &mut text);
            for topic in &article.topics {
                push_line(&topic.text, &mut summary);
            }
            push_made(&article.after, &mut text);
            &article.title
        }
        Content::Page(page) => {
            push_nodes(&page.body, &mut text);
            &page.heading
        }
        _ => return None,
    };
    Some(Searchable {
        title: title.clone(),
        summary,
        text,
    })
}

fn push_line(line: &str, out: &mut String) {
    out.push('\n');
    out.push_str(line);
}

/// Adds the text of notes and attachments without the headings that press has put above them.
fn push_made(sections: &[Node], out: &mut String) {
    for section in sections {
        let Node::Element(section) = section else {
            continue;
        };
        for node in &section.children {
            if !matches!(node, Node::Element(heading) if heading.tag == Tag::H2) {
                push_nodes(std::slice::from_ref(node), out);
            }
        }
    }
}

fn push_nodes(nodes: &[Node], out: &mut String) {
    for node in nodes {
        match node {
            Node::Text(text) => out.push_str(text),
            Node::Element(element) => {
                // Readings of characters would tear apart what they explain.
                if matches!(element.tag, Tag::Rt | Tag::Rp) {
                    continue;
                }
                let is_inline = is_inline(element.tag);
                if !is_inline {
                    out.push('\n');
                }
                if let Some(alt) = element.get(Attribute::Alt) {
                    out.push_str(alt);
                }
                push_nodes(&element.children, out);
                if !is_inline {
                    out.push('\n');
                }
            }
        }
    }
}

fn is_inline(tag: Tag) -> bool {
    use Tag::{
        A, Abbr, B, Bdi, Cite, Code, Del, Dfn, Em, I, Ins, Kbd, Mark, Q, Ruby, S, Samp, Small,
        Span, Strong, Sub, Sup, Time, U, Var, Wbr,
    };
    matches!(
        tag,
        A | Abbr
            | B
            | Bdi
            | Cite
            | Code
            | Del
            | Dfn
            | Em
            | I
            | Ins
            | Kbd
            | Mark
            | Q
            | Ruby
            | S
            | Samp
            | Small
            | Span
            | Strong
            | Sub
            | Sup
            | Time
            | U
            | Var
            | Wbr
    )
}
