//! The picture that leads an article: at its head, and small wherever the article is listed.

use std::collections::BTreeMap;

use gazette_content::{config::ids::ManuscriptId, manuscript::LeadImage};
use gazette_image::picture::{Crop, Shape, VariantFormat};
use gazette_model::{Attribute, Element, Node, Tag};

use crate::documents::{
    LanguageView,
    elements::{node, text},
    pictures,
};

/// Width of a thumbnail, as `style/teasers.css` has it.
pub(super) const THUMBNAIL_SIZES: &str = "(min-width: 48rem) 9rem, 6rem";

/// When a browser is to fetch a picture.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum ImageLoading {
    /// With the page.
    AtOnce,
    /// As soon as a reader comes near it.
    Lazy,
}

impl LanguageView<'_> {
    /// The picture at the head of an article, with its caption.
    pub(super) fn lead(&self, index: ManuscriptId) -> Option<Node> {
        let image = self.edition.manuscripts[index].image()?;
        let mut parts = self.large(
            image,
            self.original(image, &image.alt),
            pictures::First::Hastened,
        );
        parts.extend(caption(image));
        Some(node(Tag::Figure, "lead", parts))
    }

    /// All of it at the width of a column, for the head of the start page. The title beside it says what it stands for.
    pub(super) fn large_thumbnail(&self, index: ManuscriptId, fetching: ImageLoading) -> Vec<Node> {
        let Some(image) = self.edition.manuscripts[index].image() else {
            return Vec::new();
        };
        let mut shown = self.original(image, "");
        if fetching == ImageLoading::AtOnce {
            return self.large(image, shown, pictures::First::Hastened);
        }
        shown.set(Attribute::Loading, "lazy");
        self.large(image, shown, pictures::First::BelowAnother)
    }

    fn large(&self, image: &LeadImage, shown: Element, first: pictures::First) -> Vec<Node> {
        let mut variants = BTreeMap::new();
        let address = image.picture.address.as_str();
        if let Some(all) = self.edition.variants.get(address) {
            variants.insert(address, all.as_slice());
        }
        let base = &self.edition.config.base;
        pictures::framed(vec![Node::Element(shown)], &variants, base, first)
    }

    /// A small one of it, for lists: nothing where an article has none. The title beside it says what it stands for.
    pub(super) fn thumbnail(
        &self,
        index: ManuscriptId,
        fetching: ImageLoading,
        sizes: &str,
    ) -> Vec<Node> {
        let Some(image) = self.edition.manuscripts[index].image() else {
            return Vec::new();
        };
        let mut shown = self.plain(image, Shape::Thumbnail, "");
        if fetching == ImageLoading::Lazy {
            shown.set(Attribute::Loading, "lazy");
        }
        shown.set(Attribute::Decoding, "async");
        vec![self.framed(image, Shape::Thumbnail, sizes, shown)]
    }

    /// A picture with its cuts of a shape, best first.
    fn framed(&self, image: &LeadImage, shape: Shape, sizes: &str, shown: Element) -> Node {
        let sources = VariantFormat::ALL.into_iter().filter_map(|kind| {
            let set = self.cuts(image, shape, kind);
            let set: Vec<String> = set
                .map(|crop| format!("{} {}w", self.address(image, crop), crop.variant.width))
                .collect();
            (!set.is_empty()).then(|| {
                let mut source = Element::new(Tag::Source, Vec::new());
                source.set(Attribute::Type, kind.media_type());
                source.set(Attribute::Srcset, set.join(", "));
                source.set(Attribute::Sizes, sizes);
                Node::Element(source)
            })
        });
        let mut parts: Vec<Node> = sources.collect();
        if parts.is_empty() {
            return Node::Element(shown);
        }
        parts.push(Node::Element(shown));
        Node::Element(Element::new(Tag::Picture, parts))
    }

    /// The picture for browsers that know no better kind: its cut, or all of it where there are no cuts.
    fn plain(&self, image: &LeadImage, shape: Shape, alt: &str) -> Element {
        let Some(crop) = self.cuts(image, shape, VariantFormat::Jpeg).last() else {
            return self.original(image, alt);
        };
        let size = (crop.variant.width, crop.height);
        img(self.address(image, crop), alt, size)
    }

    fn original(&self, image: &LeadImage, alt: &str) -> Element {
        let address = self.edition.config.path(&image.picture.address);
        img(address, alt, image.picture.size)
    }

    fn cuts(
        &self,
        image: &LeadImage,
        shape: Shape,
        kind: VariantFormat,
    ) -> impl Iterator<Item = &Crop> {
        let all = self.edition.crops(image).iter();
        all.filter(move |crop| crop.shape == shape && crop.variant.kind == kind)
    }

    fn address(&self, image: &LeadImage, crop: &Crop) -> String {
        let address = crop.variant.address(&image.picture.address);
        self.edition.config.path(&address)
    }
}

fn img(address: String, alt: &str, (width, height): (u32, u32)) -> Element {
    let mut shown = Element::new(Tag::Img, Vec::new());
    shown.set(Attribute::Src, address);
    shown.set(Attribute::Alt, alt);
    shown.set(Attribute::Width, width.to_string());
    shown.set(Attribute::Height, height.to_string());
    shown
}

/// What stands beneath a picture: its caption and its author.
pub fn caption(image: &LeadImage) -> Option<Node> {
    let credit = image.credit.as_deref();
    let credit = credit.map(|credit| node(Tag::Span, "lead__credit", vec![text(credit)]));
    let caption = image.caption.as_deref().map(text);
    let gap = (credit.is_some() && caption.is_some()).then(|| text(" "));
    let parts: Vec<Node> = caption.into_iter().chain(gap).chain(credit).collect();
    (!parts.is_empty()).then(|| Node::Element(Element::new(Tag::Figcaption, parts)))
}
