//! One HTML tree, made of tokens: those that stand for Markdown come as they are, those of raw HTML from html5ever's
//! tokenizer. The position of an element goes with its token.

use std::cell::{Cell, RefCell};

use gazette_model as model;
use html5ever::{
    Attribute, LocalName, QualName, TokenizerResult,
    buffer_queue::BufferQueue,
    ns,
    tendril::StrTendril,
    tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts},
    tree_builder::{TreeBuilder, TreeBuilderOpts, TreeSink, create_element},
};
use scraper::{Html, HtmlTreeSink, node::Element as HtmlElement};

/// The type of a node, as the tree builder knows it.
type Handle = <HtmlTreeSink as TreeSink>::Handle;

/// The attribute that holds an element's position. No HTML text can make it: white space ends an attribute's name.
pub const POSITION: &str = " at";

/// Offset in the file at which an element's tag begins, if anything says so.
pub fn position(element: &HtmlElement) -> Option<usize> {
    element.attr(POSITION)?.parse().ok()
}

/// A tree that takes tokens.
pub struct TokenTree {
    builder: TreeBuilder<Handle, HtmlTreeSink>,
    /// Offset of the `<` that may begin the next token of raw HTML.
    begun: Cell<Option<usize>>,
    /// The same for the token after that: one may end because another begins.
    next: Cell<Option<usize>>,
    /// The element that holds nothing but text, if one is open.
    raw_text: RefCell<Option<RawTextElement>>,
}

/// An open element such as `<title>`: the tree builder takes text alone until it ends.
struct RawTextElement {
    name: LocalName,
    /// Number of Markdown's elements that are open within it, of which only the text goes in.
    within: usize,
}

impl TokenTree {
    /// An empty one.
    pub fn new() -> Self {
        let sink = HtmlTreeSink::new(Html::new_fragment());
        let body = QualName::new(None, ns!(html), LocalName::from("body"));
        let body = create_element(&sink, body, Vec::new());
        Self {
            builder: TreeBuilder::new_for_fragment(sink, body, None, TreeBuilderOpts::default()),
            begun: Cell::default(),
            next: Cell::default(),
            raw_text: RefCell::default(),
        }
    }

    /// The tree, when everything in it has been said.
    pub fn finish(self) -> Html {
        self.send(Token::EOFToken);
        self.builder.end();
        self.builder.sink.finish()
    }

    fn send(&self, token: Token) {
        let is_tag = matches!(token, Token::TagToken(_));
        // What the tokenizer should do next is nothing to Markdown, which has no raw text.
        let _ = self.builder.process_token(token, 1);
        if is_tag {
            self.raw_text.take();
        }
    }
}

impl TokenSink for &TokenTree {
    type Handle = Handle;

    fn process_token(&self, mut token: Token, line: u64) -> TokenSinkResult<Handle> {
        let mut name = None;
        match &mut token {
            // Raw HTML ends where Markdown goes on, and the tree with neither.
            Token::EOFToken | Token::ParseError(_) => return TokenSinkResult::Continue,
            Token::TagToken(tag) => {
                if let Some(at) = self.begun.get().filter(|_| tag.kind == TagKind::StartTag) {
                    tag.attrs.push(attribute(POSITION, &at.to_string()));
                }
                name = Some(tag.name.clone());
            }
            _ => {}
        }
        self.begun.set(self.next.get());
        let result = self.builder.process_token(token, line);
        if name.is_some() {
            let is_raw = matches!(result, TokenSinkResult::RawData(_));
            let name = name.filter(|_| is_raw);
            self.raw_text
                .replace(name.map(|name| RawTextElement { name, within: 0 }));
        }
        result
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder
            .adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// Writes a tree, in the order of the text.
pub struct TreeWriter<'t> {
    tree: &'t TokenTree,
    /// Reads raw HTML, until Markdown goes on.
    tokenizer: Option<Tokenizer<&'t TokenTree>>,
    input: BufferQueue,
    /// Offsets of tags and comments in raw HTML that do not end.
    endless: Vec<usize>,
}

impl<'t> TreeWriter<'t> {
    /// One that begins a tree.
    pub fn new(tree: &'t TokenTree) -> Self {
        Self {
            tree,
            tokenizer: None,
            input: BufferQueue::default(),
            endless: Vec::new(),
        }
    }

    /// Begins an element, whose place in the file is given where a report may need it.
    pub fn start(&mut self, name: &str, at: Option<usize>, attributes: &[(&str, &str)]) {
        if let Some(element) = self.tree.raw_text.borrow_mut().as_mut()
            && let Some(tag) =
                model::Tag::from_name(name).filter(|tag| !tag.is_block() && !tag.is_of_form())
        {
            element.within += usize::from(!tag.is_void());
            return;
        }
        let at = at.map(|at| attribute(POSITION, &at.to_string()));
        let own = attributes
            .iter()
            .map(|(name, value)| attribute(name, value));
        self.tag(TagKind::StartTag, name, own.chain(at).collect());
    }

    /// Ends an element.
    pub fn end(&mut self, name: &str) {
        if let Some(element) = self.tree.raw_text.borrow_mut().as_mut()
            && let Some(within) = element.within.checked_sub(1)
        {
            element.within = within;
            return;
        }
        self.tag(TagKind::EndTag, name, Vec::new());
    }

    /// Adds text, in which nothing is a tag.
    pub fn text(&mut self, text: &str) {
        let is_raw_text = self.tree.raw_text.borrow().is_some();
        if !is_raw_text {
            self.settle();
        }
        // As a tokenizer would have it.
        let text = if text.contains(['\0', '\r']) {
            let lines = text.replace("\r\n", "\n").replace('\r', "\n");
            StrTendril::from(lines.replace('\0', ""))
        } else {
            StrTendril::from(text)
        };
        self.tree.send(Token::CharacterTokens(text));
    }

    /// Adds raw HTML, which begins at an offset of the file. It may go on where the last piece ended.
    pub fn raw(&mut self, html: &str, at: usize) {
        let tree = self.tree;
        let tokenizer = self.tokenizer.get_or_insert_with(|| tokenizer(tree));
        let mut from = 0;
        while let Some(first) = html[from..].chars().next() {
            let is_open = tree.begun.get().is_some();
            // Outside of tags, all up to the next one at once; else one by one, to see which character ends it.
            let length = match first {
                '<' => 1,
                _ if is_open => first.len_utf8(),
                _ => html[from..].find('<').unwrap_or(html.len() - from),
            };
            let place = at + from;
            tree.next.set((first == '<').then_some(place));
            if !is_open {
                tree.begun.set(tree.next.get());
            }
            let piece = &html[from..from + length];
            self.input.push_back(piece.into());
            // A script that ends is no reason to wait.
            while !matches!(tokenizer.feed(&self.input), TokenizerResult::Done) {}
            // `</>` is nothing at all, not even a token.
            if first == '>' && html[..=from].ends_with("</>") && tree.begun.get() == Some(place - 2)
            {
                tree.begun.set(None);
            }
            from += length;
        }
    }

    /// Ends the tree, and returns the offsets of tags and comments that do not end themselves.
    pub fn finish(mut self) -> Vec<usize> {
        self.settle();
        self.endless
    }

    fn tag(&mut self, kind: TagKind, name: &str, attrs: Vec<Attribute>) {
        self.settle();
        self.tree.send(Token::TagToken(Tag {
            kind,
            name: LocalName::from(name),
            self_closing: false,
            attrs,
            had_duplicate_attributes: false,
        }));
    }

    /// Ends raw HTML, so that Markdown is neither part of a tag or comment nor raw text.
    fn settle(&mut self) {
        let Some(tokenizer) = self.tokenizer.take() else {
            return;
        };
        self.tree.next.set(None);
        let begun = self.tree.begun.take();
        tokenizer.end();
        match self.tree.raw_text.take() {
            Some(element) => self.tag(TagKind::EndTag, &element.name, Vec::new()),
            None => self.endless.extend(begun),
        }
    }
}

fn tokenizer(tree: &TokenTree) -> Tokenizer<&TokenTree> {
    let options = TokenizerOpts {
        // It would be taken off each piece.
        discard_bom: false,
        ..TokenizerOpts::default()
    };
    Tokenizer::new(tree, options)
}

fn attribute(name: &str, value: &str) -> Attribute {
    Attribute {
        name: QualName::new(None, ns!(), LocalName::from(name)),
        value: value.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tree that is written, as HTML, and where raw HTML does not end.
    fn written(write: impl FnOnce(&mut TreeWriter<'_>)) -> (String, Vec<usize>) {
        let tree = TokenTree::new();
        let mut writer = TreeWriter::new(&tree);
        write(&mut writer);
        let endless = writer.finish();
        let html = tree.finish().root_element().inner_html();
        (html.replace("  at=", " at="), endless)
    }

    fn whole(write: impl FnOnce(&mut TreeWriter<'_>)) -> String {
        let (html, endless) = written(write);
        assert_eq!(endless, [] as [usize; 0], "{html}");
        html
    }

    /// A paragraph of Markdown.
    fn paragraph(tree: &mut TreeWriter<'_>) {
        tree.start("p", None, &[]);
        tree.text("a");
        tree.start("em", Some(90), &[("title", "<\"b\">")]);
        tree.text("<c>");
        tree.end("em");
        tree.end("p");
    }

    const PARAGRAPH: &str = "<p>a<em at=\"90\" title=\"&lt;&quot;b&quot;&gt;\">&lt;c&gt;</em></p>";

    #[test]
    fn start_tags_know_their_places() {
        for (raw, html) in [
            ("<b>a</b>", "<b at=\"10\">a</b>"),
            ("é<br/>", "é<br at=\"12\">"),
            (
                "<a title=\"1 <b> 2\" lang>3 < 4</a>",
                "<a at=\"10\" lang=\"\" title=\"1 &lt;b&gt; 2\">3 &lt; 4</a>",
            ),
            ("<!-- <b> --><i>", "<!-- <b> --><i at=\"22\"></i>"),
            ("<!--><i>", "<!----><i at=\"15\"></i>"),
            ("<?a > b ?><i>", "<!--?a --> b ?&gt;<i at=\"20\"></i>"),
            ("<<<b>", "&lt;&lt;<b at=\"12\"></b>"),
            ("<3 &amp<b>", "&lt;3 &amp;<b at=\"17\"></b>"),
            ("</><b>", "<b at=\"13\"></b>"),
            ("</b x><b>", "<b at=\"16\"></b>"),
            (
                "<style>a<b></style><b>",
                "<style at=\"10\">a<b></style><b at=\"29\"></b>",
            ),
            // Elements that nobody wrote have no place of their own; a copy has that of what it is a copy of.
            (
                "<table><td><b>1<p>2</table><p>3",
                "<table at=\"10\"><tbody><tr><td at=\"17\"><b at=\"21\">1<p at=\"25\">2</p></b></td></tr></tbody>\
                 </table><p at=\"37\">3</p>",
            ),
            (
                "<p><b>1<p>2",
                "<p at=\"10\"><b at=\"13\">1</b></p><p at=\"17\"><b at=\"13\">2</b></p>",
            ),
        ] {
            assert_eq!(whole(|tree| tree.raw(raw, 10)), html, "{raw}");
        }
    }

    #[test]
    fn raw_html_goes_on_over_lines() {
        let read = whole(|tree| {
            tree.raw("<a title='\n", 0);
            tree.raw("<b>'>\n", 20);
            tree.raw("<!-- <i>\n", 40);
            tree.raw("--><b>", 60);
        });
        let html = "<a at=\"0\" title=\"\n&lt;b&gt;\">\n<!-- <i>\n--><b at=\"63\"></b></a>";
        assert_eq!(read, html);
    }

    #[test]
    fn nobody_forges_a_place() {
        for raw in [
            "<b at=5>",
            "<b  at=\"5\">",
            "<b \" at\"=5>",
            "<b\n\tat=5 data-at=5>",
        ] {
            let tree = TokenTree::new();
            let mut writer = TreeWriter::new(&tree);
            writer.raw(raw, 10);
            writer.finish();
            let html = tree.finish();
            let mut elements = html.root_element().descendent_elements();
            let element = elements.nth(1).expect("it is there");
            assert_eq!(position(element.value()), Some(10), "{raw}");
        }
    }

    #[test]
    fn markdown_is_never_part_of_raw_html() {
        for (raw, html, endless) in [
            ("<div", "", Some(10)),
            ("<div title=\"", "", Some(10)),
            ("<hr></b", "<hr at=\"10\">", Some(14)),
            ("<!-- x", "<!-- x-->", Some(10)),
            ("x &am", "x &amp;am", None),
        ] {
            let read = written(|tree| {
                tree.raw(raw, 10);
                paragraph(tree);
            });
            let wanted = (format!("{html}{PARAGRAPH}"), Vec::from_iter(endless));
            assert_eq!(read, wanted, "{raw}");
        }
        for name in [
            "title", "textarea", "script", "style", "xmp", "iframe", "noembed", "noframes",
            "noscript",
        ] {
            let read = whole(|tree| {
                tree.raw(&format!("<{name}>x"), 10);
                paragraph(tree);
            });
            assert_eq!(read, format!("<{name} at=\"10\">x</{name}>{PARAGRAPH}"));
        }
        let read = whole(|tree| {
            tree.raw("<plaintext>x\n", 10);
            paragraph(tree);
            tree.raw("<b>y", 50);
        });
        let html = format!("<plaintext at=\"10\">x\n{PARAGRAPH}<b at=\"50\">y</b></plaintext>");
        assert_eq!(read, html);
    }

    #[test]
    fn raw_text_holds_what_markdown_says_in_line() {
        let read = whole(|tree| {
            tree.start("p", None, &[]);
            tree.raw("<title>", 10);
            tree.text("a");
            tree.start("em", None, &[]);
            tree.text("b");
            tree.start("br", None, &[]);
            tree.end("em");
            tree.raw("</title>", 20);
            tree.text("c");
            tree.raw("<title>", 30);
            tree.text("d");
            tree.end("p");
            tree.start("p", None, &[]);
            tree.text("e");
            tree.end("p");
        });
        let html = "<p><title at=\"10\">ab</title>c<title at=\"30\">d</title></p><p>e</p>";
        assert_eq!(read, html);
        // What began outside ends outside.
        let read = whole(|tree| {
            tree.start("em", None, &[]);
            tree.raw("<style>", 10);
            tree.text("a");
            tree.end("em");
            tree.text("b");
        });
        assert_eq!(read, "<em><style at=\"10\">a</style></em>b");
    }

    #[test]
    fn text_is_what_a_tokenizer_would_make_of_it() {
        let read = whole(|tree| tree.text("a\r\nb\rc\0<d>"));
        assert_eq!(read, "a\nb\nc&lt;d&gt;");
    }
}
