//! Bodies as typed trees: only what is named here can be published, so a hostile file cannot run a script.

use std::fmt;

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{self, MapAccess, Visitor},
    ser::SerializeMap,
};

use crate::may_stand;

/// A piece of a body: a JSON string for text, an object for an element.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Node {
    /// Text, unescaped.
    Text(String),
    /// An allow-listed element.
    Element(Element),
}

/// An allow-listed element: `{"tag": "a", "href": "/about/", "children": ["About"]}`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Element {
    /// Name of the element.
    pub tag: Tag,
    /// Its attributes, at most one of each name.
    pub attributes: Vec<(Attribute, String)>,
    /// Child nodes; always empty for `br`, `hr`, `img`, `input`, `source`, `track` and `wbr`.
    pub children: Vec<Node>,
}

macro_rules! names {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $text:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[expect(missing_docs, reason = "each variant is the HTML name it stands for")]
        pub enum $name { $($variant),* }

        impl $name {
            /// All names in HTML, and what they stand for.
            pub(crate) const ALL: &[(&'static str, Self)] = &[$(($text, Self::$variant)),*];

            /// The name in HTML, lower case.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $text),* }
            }

            /// The variant of an HTML name in lower case; `None` where it is not allowed.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().find(|(text, _)| *text == name).map(|(_, found)| *found)
            }
        }
    };
}

names! {
    /// The elements that a body may hold.
    Tag {
        A = "a", Abbr = "abbr", Aside = "aside", Audio = "audio", B = "b", Bdi = "bdi", Blockquote = "blockquote", Br = "br", Button = "button", Caption = "caption",
        Cite = "cite", Code = "code", Dd = "dd", Del = "del", Details = "details", Dfn = "dfn", Div = "div", Dl = "dl", Dt = "dt",
        Em = "em", Figcaption = "figcaption", Figure = "figure", Form = "form", H2 = "h2", H3 = "h3", H4 = "h4", H5 = "h5", H6 = "h6",
        Hr = "hr", I = "i", Img = "img", Input = "input", Ins = "ins", Kbd = "kbd", Label = "label", Li = "li", Mark = "mark", Ol = "ol", P = "p",
        Picture = "picture", Pre = "pre", Q = "q", Rp = "rp", Rt = "rt", Ruby = "ruby", S = "s", Samp = "samp", Section = "section", Small = "small",
        Source = "source", Span = "span", Strong = "strong", Sub = "sub", Summary = "summary", Sup = "sup", Table = "table", Tbody = "tbody", Td = "td",
        Tfoot = "tfoot", Th = "th", Thead = "thead", Time = "time", Tr = "tr", Track = "track", U = "u", Ul = "ul", Var = "var", Video = "video", Wbr = "wbr",
    }
}

names! {
    /// The attributes that an element of a body may carry.
    Attribute {
        Alt = "alt", Autocomplete = "autocomplete", Cite = "cite", Class = "class", Colspan = "colspan",
        Controls = "controls", Datetime = "datetime", Decoding = "decoding", Default = "default", Dir = "dir",
        Fetchpriority = "fetchpriority", For = "for", Formaction = "formaction", Formmethod = "formmethod",
        Height = "height", Href = "href", Hreflang = "hreflang", Id = "id", Kind = "kind", Label = "label",
        Lang = "lang", Loading = "loading", Name = "name", Poster = "poster", Preload = "preload", Rel = "rel",
        Required = "required", Reversed = "reversed", Role = "role", Rowspan = "rowspan", Scope = "scope",
        Sizes = "sizes", Src = "src", Srclang = "srclang",
        Srcset = "srcset", Start = "start", Tabindex = "tabindex", Title = "title", Type = "type",
        Value = "value", Width = "width",
        AriaLabel = "aria-label", AriaLabelledby = "aria-labelledby",
    }
}

impl Tag {
    /// Tells whether this is a void element of HTML, with neither content nor end tag.
    pub fn is_void(self) -> bool {
        matches!(
            self,
            Self::Br | Self::Hr | Self::Img | Self::Input | Self::Source | Self::Track | Self::Wbr
        )
    }

    /// Tells whether this is a part of a form. Press alone makes forms, no manuscript does.
    pub fn is_of_form(self) -> bool {
        matches!(self, Self::Button | Self::Form | Self::Input | Self::Label)
    }

    /// Tells whether this is a block, which ends a line of text before it.
    pub fn is_block(self) -> bool {
        use Tag::{
            Aside, Blockquote, Caption, Dd, Details, Div, Dl, Dt, Figcaption, Figure, Form, H2, H3,
            H4, H5, H6, Hr, Li, Ol, P, Pre, Section, Summary, Table, Tbody, Td, Tfoot, Th, Thead,
            Tr, Ul,
        };
        matches!(
            self,
            Aside
                | Blockquote
                | Caption
                | Dd
                | Details
                | Div
                | Dl
                | Dt
                | Figcaption
                | Figure
                | Form
                | H2
                | H3
                | H4
                | H5
                | H6
                | Hr
                | Li
                | Ol
                | P
                | Pre
                | Section
                | Summary
                | Table
                | Tbody
                | Td
                | Tfoot
                | Th
                | Thead
                | Tr
                | Ul
        )
    }
}

impl Attribute {
    /// Tells whether HTML knows this attribute on an element, whatever it says.
    pub fn is_allowed_on(self, tag: Tag) -> bool {
        match self {
            Self::Href | Self::Hreflang | Self::Rel => tag == Tag::A,
            Self::Alt | Self::Loading | Self::Decoding | Self::Fetchpriority => tag == Tag::Img,
            Self::Src => matches!(tag, Tag::Audio | Tag::Img | Tag::Track | Tag::Video),
            Self::Width | Self::Height => matches!(tag, Tag::Img | Tag::Source | Tag::Video),
            Self::Srcset | Self::Sizes => matches!(tag, Tag::Img | Tag::Source),
            Self::Controls | Self::Preload => matches!(tag, Tag::Audio | Tag::Video),
            Self::Poster => tag == Tag::Video,
            Self::Default | Self::Kind | Self::Label | Self::Srclang => tag == Tag::Track,
            Self::Colspan | Self::Rowspan => matches!(tag, Tag::Td | Tag::Th),
            Self::Scope => tag == Tag::Th,
            Self::Start | Self::Reversed => tag == Tag::Ol,
            Self::Type => matches!(tag, Tag::Ol | Tag::Source | Tag::Input | Tag::Button),
            Self::Value => matches!(tag, Tag::Li | Tag::Input),
            Self::Name | Self::Required | Self::Autocomplete => tag == Tag::Input,
            Self::For => tag == Tag::Label,
            Self::Formaction | Self::Formmethod => tag == Tag::Button,
            Self::Datetime => matches!(tag, Tag::Time | Tag::Del | Tag::Ins),
            Self::Cite => matches!(tag, Tag::Blockquote | Tag::Q | Tag::Del | Tag::Ins),
            Self::Class
            | Self::Dir
            | Self::Id
            | Self::Lang
            | Self::Role
            | Self::Tabindex
            | Self::Title
            | Self::AriaLabel
            | Self::AriaLabelledby => true,
        }
    }
}

impl Element {
    /// An element without attributes.
    pub fn new(tag: Tag, children: Vec<Node>) -> Self {
        Self {
            tag,
            attributes: Vec::new(),
            children,
        }
    }

    /// The value of an attribute, if it is set.
    pub fn get(&self, attribute: Attribute) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(name, _)| *name == attribute)
            .map(|(_, value)| value.as_str())
    }

    /// All text inside, in reading order.
    pub fn text(&self) -> String {
        let mut text = String::new();
        self.children
            .iter()
            .for_each(|child| child.push_text(&mut text));
        text
    }

    /// Sets an attribute, replacing an earlier value.
    pub fn set(&mut self, attribute: Attribute, value: impl Into<String>) {
        self.attributes.retain(|(name, _)| *name != attribute);
        self.attributes.push((attribute, value.into()));
    }
}

impl Node {
    /// Tells whether this is a block element.
    pub fn is_block(&self) -> bool {
        matches!(self, Self::Element(element) if element.tag.is_block())
    }

    /// Appends the text of this node and all below it, in reading order, to `out`.
    pub fn push_text(&self, out: &mut String) {
        match self {
            Self::Text(text) => out.push_str(text),
            Self::Element(element) => element
                .children
                .iter()
                .for_each(|child| child.push_text(out)),
        }
    }
}

impl Serialize for Node {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Element(element) => {
                let mut map = serializer.serialize_map(None)?;
                map.serialize_entry("tag", element.tag.name())?;
                for (name, value) in &element.attributes {
                    map.serialize_entry(name.name(), value)?;
                }
                if !element.children.is_empty() {
                    map.serialize_entry("children", &element.children)?;
                }
                map.end()
            }
        }
    }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NodeVisitor)
    }
}

struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Node;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a string or an element")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Node, E> {
        Ok(Node::Text(text.to_owned()))
    }

    fn visit_string<E: de::Error>(self, text: String) -> Result<Node, E> {
        Ok(Node::Text(text))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        // An element that this version does not know keeps its text, in a box of its own.
        let mut tag = Tag::Span;
        let mut attributes = Vec::new();
        let mut children = Vec::new();
        while let Some(key) = map.next_key::<String>()? {
            if key == "children" {
                children = map.next_value()?;
                continue;
            }
            let value: String = map.next_value()?;
            if key == "tag" {
                tag = Tag::from_name(&value).unwrap_or(tag);
            } else if let Some(attribute) =
                Attribute::from_name(&key).filter(|_| may_stand(&key, &value))
            {
                attributes.push((attribute, value));
            }
        }
        Ok(Node::Element(Element {
            tag,
            attributes,
            children,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(json: &str) -> Node {
        serde_json::from_str(json).expect("valid JSON")
    }

    #[test]
    fn round_trips_through_json() {
        let json = r#"{"tag":"p","class":"lead","children":["a ",{"tag":"a","href":"/x/","children":["b"]},{"tag":"br"}]}"#;
        assert_eq!(
            serde_json::to_string(&parse(json)).expect("serialisable"),
            json
        );
    }

    #[test]
    fn attributes_belong_to_some_elements_or_to_all() {
        let on = |attribute: Attribute| -> Vec<Tag> {
            let tags = Tag::ALL.iter().map(|(_, tag)| *tag);
            tags.filter(|tag| attribute.is_allowed_on(*tag)).collect()
        };
        assert_eq!(on(Attribute::Href), [Tag::A]);
        assert_eq!(
            on(Attribute::Type),
            [Tag::Button, Tag::Input, Tag::Ol, Tag::Source]
        );
        assert_eq!(on(Attribute::Colspan), [Tag::Td, Tag::Th]);
        assert_eq!(on(Attribute::Id).len(), Tag::ALL.len());
        for (name, attribute) in Attribute::ALL {
            assert!(!on(*attribute).is_empty(), "{name}");
        }
    }

    #[test]
    fn blocks_end_a_line_and_the_rest_does_not() {
        assert!(
            [Tag::P, Tag::H2, Tag::Hr, Tag::Th]
                .iter()
                .all(|it| it.is_block())
        );
        assert!(
            ![Tag::A, Tag::Br, Tag::Img, Tag::Sup]
                .iter()
                .any(|it| it.is_block())
        );
        let node = |tag| Node::Element(Element::new(tag, Vec::new()));
        assert!(node(Tag::Li).is_block() && !node(Tag::Em).is_block());
        assert!(!Node::Text("Text.".into()).is_block());
    }

    #[test]
    fn drops_what_could_run_a_script() {
        let node =
            parse(r#"{"tag":"a","href":"javascript:alert(1)","onclick":"x","children":["b"]}"#);
        assert_eq!(
            node,
            Node::Element(Element::new(Tag::A, vec![Node::Text("b".into())]))
        );
        assert_eq!(
            parse(r#"{"tag":"script","children":["b"]}"#),
            Node::Element(Element::new(Tag::Span, vec![Node::Text("b".into())]))
        );
        for set in [
            "a 1w,javascript:x 2w",
            "a 1w, data:x 2w",
            "a 1w,\u{c}data:x",
            "a\tdata:x",
            "/a 1w, https://e.org/b 2w",
            "/a,//e.org/b",
        ] {
            let json = serde_json::json!({"tag": "source", "srcset": set}).to_string();
            let bare = Element::new(Tag::Source, Vec::new());
            assert_eq!(parse(&json), Node::Element(bare), "{set}");
        }
        let json = r#"{"tag":"source","srcset":"/a.avif 1w, /b,c 2x"}"#;
        assert_eq!(
            serde_json::to_string(&parse(json)).expect("serialisable"),
            json
        );
    }
}
