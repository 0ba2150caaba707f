//! White space that readers do not see, and JSON need not carry.

use gazette_model::{Attribute, Element, Node, Tag};

use crate::body::{
    east_asian::{is_shared_punctuation, is_unspaced, is_variation_selector},
    footnotes,
};

/// A place where a line may be broken, and which already says that no space is there.
const BREAK: char = '\u{200b}';

/// Joins neighbouring texts, turns line breaks into spaces, and takes white space off at the edges of blocks. `edges`
/// says whether the children's parent is a block itself.
pub fn tidy(children: Vec<Node>, edges: bool) -> Vec<Node> {
    let mut tidied = trim(children, edges);
    for node in &mut tidied {
        if let Node::Text(text) = node {
            let mut line = Line::new("");
            line.pieces.push(TextPiece::Text(text));
            line.end();
        }
    }
    tidied
}

/// Joins neighbouring texts and takes white space off at the edges of blocks; [`settle`] deals with line breaks when the
/// whole tree is there.
pub fn trim(children: Vec<Node>, edges: bool) -> Vec<Node> {
    let mut joined: Vec<Node> = Vec::with_capacity(children.len());
    for child in children {
        match (joined.last_mut(), child) {
            (Some(Node::Text(before)), Node::Text(text)) => before.push_str(&text),
            (_, child) => joined.push(child),
        }
    }
    let is_br = |node: &Node| matches!(node, Node::Element(element) if element.tag == Tag::Br);
    let blocks: Vec<bool> = joined
        .iter()
        .map(|node| node.is_block() || is_br(node))
        .collect();
    let last = joined.len().saturating_sub(1);
    let mut trimmed = Vec::with_capacity(joined.len());
    for (at, node) in joined.into_iter().enumerate() {
        let Node::Text(text) = node else {
            trimmed.push(node);
            continue;
        };
        let starts = if at == 0 { edges } else { blocks[at - 1] };
        let ends = if at == last { edges } else { blocks[at + 1] };
        let mut text = text.as_str();
        if starts {
            text = text.trim_start_matches([' ', '\t', '\n']);
        }
        if ends {
            text = text.trim_end_matches([' ', '\t', '\n']);
        }
        if !text.is_empty() {
            trimmed.push(Node::Text(text.to_owned()));
        }
    }
    trimmed
}

/// Turns each line break of a tree into a space, or into nothing between characters that are written without spaces,
/// also where an element begins or ends between them (CSS Text 4, "segment break transformation rules").
pub fn settle(nodes: &mut [Node], lang: &str) {
    let mut line = Line::new(lang);
    line.gather(nodes);
    line.end();
}

/// Part of a run of text.
enum TextPiece<'t> {
    Text(&'t mut String),
    /// The mark of a footnote, which stands between two characters as if it were not there.
    Mark,
    /// A picture.
    Object,
}

/// Context after a piece.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Next {
    Character(char),
    Mark,
    Nothing,
}

/// A run of text that no block interrupts.
struct Line<'t> {
    pieces: Vec<TextPiece<'t>>,
    /// Keeps every line break as a space, for Korean, which separates words by spaces.
    keeps: bool,
    /// Counts punctuation that the language shares with others as its own.
    shares: bool,
}

impl<'t> Line<'t> {
    fn new(lang: &str) -> Self {
        let language = lang.split('-').next().unwrap_or_default();
        Self {
            pieces: Vec::new(),
            keeps: language == "ko",
            shares: matches!(
                language,
                "zh" | "ja" | "yue" | "nan" | "hak" | "wuu" | "lzh" | "ii"
            ),
        }
    }

    fn gather(&mut self, nodes: &'t mut [Node]) {
        for node in nodes {
            match node {
                Node::Text(text) => self.pieces.push(TextPiece::Text(text)),
                Node::Element(element) => self.element(element),
            }
        }
    }

    fn element(&mut self, element: &'t mut Element) {
        for (name, value) in &mut element.attributes {
            if matches!(name, Attribute::Alt | Attribute::Title) && value.contains('\n') {
                let mut own = self.aside();
                own.pieces.push(TextPiece::Text(value));
                own.end();
            }
        }
        match element.tag {
            Tag::Pre => self.end(),
            // Only browsers that do not know ruby show these.
            Tag::Rp => {}
            // A reading stands above the line, which goes on behind it.
            Tag::Rt => {
                let mut own = self.aside();
                own.gather(&mut element.children);
                own.end();
            }
            Tag::Img => self.pieces.push(TextPiece::Object),
            Tag::Sup if footnotes::is_mark(element) => self.pieces.push(TextPiece::Mark),
            tag if tag.is_block() || tag == Tag::Br => {
                self.end();
                self.gather(&mut element.children);
                self.end();
            }
            _ => self.gather(&mut element.children),
        }
    }

    /// A run of text of its own in the same language.
    fn aside(&self) -> Self {
        Self {
            pieces: Vec::new(),
            ..*self
        }
    }

    fn end(&mut self) {
        let mut pieces = std::mem::take(&mut self.pieces);
        let is_broken =
            |piece: &TextPiece<'_>| matches!(piece, TextPiece::Text(text) if text.contains('\n'));
        if !pieces.iter().any(is_broken) {
            return;
        }
        let mut next = vec![Next::Nothing; pieces.len()];
        let mut after = Next::Nothing;
        for (at, piece) in pieces.iter().enumerate().rev() {
            next[at] = after;
            after = match piece {
                TextPiece::Text(text) => text
                    .chars()
                    .find(|c| !c.is_ascii_whitespace())
                    .map_or(after, Next::Character),
                TextPiece::Mark => Next::Mark,
                TextPiece::Object => Next::Nothing,
            };
        }
        let mut before = Before::default();
        for (piece, next) in pieces.iter_mut().zip(next) {
            match piece {
                TextPiece::Text(text) => before = self.unbreak(text, before, next),
                TextPiece::Mark => {}
                TextPiece::Object => before = Before::default(),
            }
        }
    }

    /// Takes the line breaks out of a text behind others, and returns its last characters.
    fn unbreak(&self, text: &mut String, before: Before, next: Next) -> Before {
        let mut before = before;
        if !text.contains('\n') {
            text.chars().for_each(|c| before.read(c));
            return before;
        }
        let mut out = String::with_capacity(text.len());
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            if c != '\n' {
                out.push(c);
                before.read(c);
                continue;
            }
            while chars.next_if(char::is_ascii_whitespace).is_some() {}
            let after = chars.peek().map_or(next, |c| Next::Character(*c));
            if self.joins(before, after) {
                out.truncate(out.trim_end_matches([' ', '\t']).len());
            } else if !out.ends_with(' ') {
                out.push(' ');
            }
        }
        *text = out;
        before
    }

    /// Tells whether a line break between two characters is dropped rather than kept as a space.
    fn joins(&self, read: Before, after: Next) -> bool {
        let is_break = |c| c == BREAK;
        if read.last.is_some_and(is_break) || matches!(after, Next::Character(c) if is_break(c)) {
            return true;
        }
        let Some(before) = read.last.filter(|_| !self.keeps) else {
            return false;
        };
        let is_own = |c| is_unspaced(c) || self.shares && is_shared_punctuation(c);
        match after {
            Next::Character(after) => {
                let is_among = [Some(before), Some(after), read.word].into_iter().flatten();
                is_own(before) && is_own(after) && is_among.into_iter().any(is_unspaced)
            }
            Next::Mark => is_unspaced(before),
            Next::Nothing => false,
        }
    }
}

/// The end of the text before a place.
#[derive(Debug, Clone, Copy, Default)]
struct Before {
    /// Its last character.
    last: Option<char>,
    /// The last that is no punctuation which several scripts share.
    word: Option<char>,
}

impl Before {
    fn read(&mut self, c: char) {
        if c.is_ascii_whitespace() || is_variation_selector(c) {
            return;
        }
        self.last = Some(c);
        if !is_shared_punctuation(c) {
            self.word = Some(c);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A tree of one paragraph: `[…]` is emphasis, `^` the mark of a footnote, `!` a picture, `|` a break.
    fn read(text: &str, lang: &str) -> String {
        let mut nodes = vec![Node::Text(String::new())];
        for part in text.split_inclusive(['[', ']', '^', '!', '|']) {
            let (words, sign) = match part.chars().next_back() {
                Some(sign @ ('[' | ']' | '^' | '!' | '|')) => (&part[..part.len() - 1], sign),
                _ => (part, ' '),
            };
            let words = Node::Text(words.to_owned());
            match sign {
                ']' => nodes.push(Node::Element(Element::new(Tag::Em, vec![words]))),
                '^' => {
                    let mut link = Element::new(Tag::A, vec![Node::Text("1".into())]);
                    link.set(Attribute::Class, "footnote-ref");
                    let mark = Element::new(Tag::Sup, vec![Node::Element(link)]);
                    nodes.extend([words, Node::Element(mark)]);
                }
                '!' => nodes.extend([words, Node::Element(Element::new(Tag::Img, Vec::new()))]),
                '|' => nodes.extend([words, Node::Element(Element::new(Tag::Br, Vec::new()))]),
                _ => nodes.push(words),
            }
        }
        let children = trim(nodes, true);
        let mut nodes = [Node::Element(Element::new(Tag::P, children))];
        settle(&mut nodes, lang);
        let mut out = String::new();
        nodes[0].push_text(&mut out);
        out
    }

    #[test]
    fn breaks_become_spaces_but_not_in_chinese() {
        for (written, text) in [
            ("a\nb", "a b"),
            ("新聞\n中心", "新聞中心"),
            ("新聞 \n  中心", "新聞中心"),
            ("新聞\nnews", "新聞 news"),
            ("請[注意]\n停水", "請注意停水"),
            ("請\n[注意]停水", "請注意停水"),
            ("請[注意\n]停水", "請注意停水"),
            ("請[注意]\n[停水]", "請注意停水"),
            ("see [this]\n[that]", "see this that"),
            ("停水^\n請", "停水1請"),
            ("停水\n^請", "停水1請"),
            ("停水。^\nwater", "停水。1 water"),
            ("water\n^ more", "water 1 more"),
            ("[「停水」]\n（一）", "「停水」（一）"),
            ("停水\n!\n停水", "停水  停水"),
            ("停水\n|\n停水", "停水停水"),
            ("テスト\nﾃｽﾄ\n㈱", "テストﾃｽﾄ㈱"),
        ] {
            assert_eq!(read(written, "zh-Hant-TW"), text, "{written}");
        }
    }

    #[test]
    fn readings_and_words_of_pictures_are_lines_of_their_own() {
        let mut image = Element::new(Tag::Img, Vec::new());
        image.set(Attribute::Alt, "水\n管 a\nb");
        image.set(Attribute::Title, "停\n水");
        let reading = Element::new(Tag::Rt, vec![Node::Text("ka\nn".into())]);
        let reading = vec![Node::Text("漢".into()), Node::Element(reading)];
        let ruby = Element::new(Tag::Ruby, reading);
        let mut nodes = [
            Node::Element(ruby),
            Node::Text("\n字\n".into()),
            Node::Element(image),
        ];
        settle(&mut nodes, "ja");
        let mut text = String::new();
        for node in &nodes {
            node.push_text(&mut text);
        }
        assert_eq!(text, "漢ka n字 ");
        let Node::Element(image) = &nodes[2] else {
            panic!("a picture")
        };
        assert_eq!(image.get(Attribute::Alt), Some("水管 a b"));
        assert_eq!(image.get(Attribute::Title), Some("停水"));
    }

    #[test]
    fn korean_keeps_its_spaces_and_others_their_quotation_marks() {
        assert_eq!(read("안내\n말씀", "en"), "안내 말씀");
        assert_eq!(read("「안내」\n「말씀」", "ko"), "「안내」 「말씀」");
        assert_eq!(read("안내[말씀]\n드립니다", "ko-KR"), "안내말씀 드립니다");
        assert_eq!(read("他說：\n“好”\n的", "zh-Hans"), "他說：“好”的");
        assert_eq!(read("新聞\n“news”", "en"), "新聞 “news”");
        assert_eq!(read("“a”\n“b”", "zh"), "“a” “b”");
        assert_eq!(
            read("他说：“甲。”\n“乙。”", "zh-Hans"),
            "他说：“甲。”“乙。”"
        );
        assert_eq!(read("甲……\n——乙", "zh"), "甲……——乙");
        assert_eq!(read("[甲—]\n—乙", "zh"), "甲——乙");
        // CSS Text 3, 4.1.3.
        assert_eq!(read("ไทย\u{200b}\nไทย", "th"), "ไทย\u{200b}ไทย");
        assert_eq!(read("甲\n\u{200b}乙", "ko"), "甲\u{200b}乙");
    }
}
