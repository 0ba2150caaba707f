//! Pictures in bodies as browsers choose among them. Feeds keep them plain: their readers know less.

use std::collections::BTreeMap;

use gazette_image::picture::{Variant, VariantFormat};
use gazette_model::{Attribute, Element, Node, Tag};

/// Width of a picture: a column of text (`--measure`), or what gutters and, from 60rem, the margin column leave of the
/// window. A test compares it with the style sheet, in a browser.
const SIZES: &str = "(min-width: 61.0625rem) 42rem, (min-width: 60rem) calc(95vw - 16rem), (min-width: 45.25rem) 42rem, \
                     calc(95vw - 1rem)";

/// A column's width in pixels where nobody has changed the size of text.
const COLUMN: u32 = 672;

/// Blocks at the head of a body that may be seen before anyone scrolls.
const FIRST: usize = 5;

/// Place of the first picture of a body.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum First {
    /// It may be the largest thing that a reader sees at first, and should come at once.
    Hastened,
    /// Another picture stands above it.
    BelowAnother,
}

/// A body as pages show it: with smaller ones of its pictures, by the pictures' addresses, on a site at `base`.
pub(super) fn framed(
    mut body: Vec<Node>,
    variants: &BTreeMap<&str, &[Variant]>,
    base: &str,
    first: First,
) -> Vec<Node> {
    if first == First::Hastened {
        body.iter_mut().take(FIRST).any(hasten);
    }
    Frames { variants, base }.nodes(&mut body);
    body
}

struct Frames<'a> {
    variants: &'a BTreeMap<&'a str, &'a [Variant]>,
    base: &'a str,
}

impl Frames<'_> {
    fn nodes(&self, nodes: &mut [Node]) {
        for node in nodes {
            let Node::Element(element) = node else {
                continue;
            };
            if element.tag != Tag::Img {
                self.nodes(&mut element.children);
                continue;
            }
            if element.get(Attribute::Loading).is_some() {
                element.set(Attribute::Decoding, "async");
            }
            let mut children: Vec<Node> = self.sources(element);
            if !children.is_empty() {
                children.push(node.clone());
                *node = Node::Element(Element::new(Tag::Picture, children));
            }
        }
    }

    /// One for each kind of smaller ones, best first.
    fn sources(&self, image: &Element) -> Vec<Node> {
        let below = image.get(Attribute::Src);
        let below = below.and_then(|src| src.strip_prefix(self.base));
        let Some((address, variants)) = below.and_then(|it| self.variants.get_key_value(it)) else {
            return Vec::new();
        };
        let width: u32 = image
            .get(Attribute::Width)
            .and_then(|width| width.parse().ok())
            .unwrap_or(COLUMN);
        let sizes = if width < COLUMN {
            format!("{width}px")
        } else {
            SIZES.into()
        };
        let source = |kind: VariantFormat| {
            let of = variants.iter().filter(|variant| variant.kind == kind);
            let set: Vec<String> = of
                .map(|variant| {
                    let address = variant.address(address);
                    format!("{}{address} {}w", self.base, variant.width)
                })
                .collect();
            (!set.is_empty()).then(|| {
                let mut source = Element::new(Tag::Source, Vec::new());
                source.set(Attribute::Type, kind.media_type());
                source.set(Attribute::Srcset, set.join(", "));
                source.set(Attribute::Sizes, sizes.clone());
                Node::Element(source)
            })
        };
        VariantFormat::ALL.into_iter().filter_map(source).collect()
    }
}

/// Has the first picture in a node come before others; `false` if there is none.
fn hasten(node: &mut Node) -> bool {
    let Node::Element(element) = node else {
        return false;
    };
    if element.tag != Tag::Img {
        return element.children.iter_mut().any(hasten);
    }
    element
        .attributes
        .retain(|(name, _)| *name != Attribute::Loading);
    element.set(Attribute::Fetchpriority, "high");
    true
}
