//! Elements whose type does not name their parts, so that the compiler makes their code once and not once per page:
//! `view!` would cost each reader half as much again (`cargo xtask size`).

use std::borrow::Cow;

use leptos::{
    html,
    prelude::*,
    tachys::{
        html::attribute::{self, NamedAttributeKey},
        renderer::types,
    },
};

/// An element being built; [`Element::view`] ends it.
pub struct Element {
    name: &'static str,
    attributes: Attributes,
    children: Vec<AnyView>,
}

/// Starts an element. `name` is an HTML element that has an end tag.
pub fn element(name: &'static str) -> Element {
    Element {
        name,
        attributes: Attributes(Vec::new()),
        children: Vec::new(),
    }
}

impl Element {
    /// Sets an attribute.
    pub fn set(mut self, name: &'static str, value: impl Into<Cow<'static, str>>) -> Self {
        self.attributes.0.push((name, value.into()));
        self
    }

    /// Sets the `class` attribute.
    pub fn class(self, class: &'static str) -> Self {
        self.set("class", class)
    }

    /// Adds text.
    pub fn text(self, text: impl Into<String>) -> Self {
        self.child(text.into().into_any())
    }

    /// Adds a child.
    pub fn child(mut self, child: AnyView) -> Self {
        self.children.push(child);
        self
    }

    /// Adds children; with an `Option`, one or none.
    pub fn children(mut self, children: impl IntoIterator<Item = AnyView>) -> Self {
        self.children.extend(children);
        self
    }

    /// The element as a view.
    pub fn view(self) -> AnyView {
        html::custom(self.name)
            .add_any_attr(self.attributes)
            .child(self.children)
            .into_any()
    }

    /// The element as a view with one more attribute, such as an event listener or a value that changes.
    pub fn view_with<Extra: attribute::Attribute>(self, extra: Extra) -> AnyView
    where
        Extra::CloneableOwned: 'static,
        Extra: 'static,
    {
        html::custom(self.name)
            .add_any_attr(self.attributes)
            .add_any_attr(extra)
            .child(self.children)
            .into_any()
    }
}

/// Attributes that do not change: names and values.
#[derive(Clone, Default)]
pub struct Attributes(pub Vec<(&'static str, Cow<'static, str>)>);

impl Attributes {
    fn names(&self) -> Vec<&'static str> {
        self.0.iter().map(|(name, _)| *name).collect()
    }

    fn apply(&self, element: &types::Element) {
        for (name, value) in &self.0 {
            // Names are literals of this program, and browsers take all of them.
            let _ = element.set_attribute(name, value);
        }
    }
}

impl attribute::Attribute for Attributes {
    const MIN_LENGTH: usize = 0;

    /// The element and the names that are set on it.
    type State = (types::Element, Vec<&'static str>);
    type AsyncOutput = Self;
    type Cloneable = Self;
    type CloneableOwned = Self;

    fn html_len(&self) -> usize {
        self.0
            .iter()
            .map(|(name, value)| name.len() + value.len() + 4)
            .sum()
    }

    fn to_html(
        self,
        buffer: &mut String,
        _class: &mut String,
        _style: &mut String,
        _inner: &mut String,
    ) {
        for (name, value) in self.0 {
            buffer.push(' ');
            buffer.push_str(name);
            buffer.push_str("=\"");
            escape(&value, buffer);
            buffer.push('"');
        }
    }

    fn hydrate<const FROM_SERVER: bool>(self, element: &types::Element) -> Self::State {
        (element.clone(), self.names())
    }

    fn build(self, element: &types::Element) -> Self::State {
        self.apply(element);
        (element.clone(), self.names())
    }

    fn rebuild(self, (element, names): &mut Self::State) {
        for name in names.iter() {
            let _ = element.remove_attribute(name);
        }
        self.apply(element);
        *names = self.names();
    }

    fn into_cloneable(self) -> Self {
        self
    }

    fn into_cloneable_owned(self) -> Self {
        self
    }

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    fn keys(&self) -> Vec<NamedAttributeKey> {
        self.0
            .iter()
            .map(|(name, _)| NamedAttributeKey::Attribute(Cow::Borrowed(*name)))
            .collect()
    }
}

impl attribute::NextAttribute for Attributes {
    type Output<New: attribute::Attribute> = (Self, New);

    fn add_any_attr<New: attribute::Attribute>(self, new: New) -> (Self, New) {
        (self, new)
    }
}

/// Writes text or the value of an attribute as HTML.
pub fn escape(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>', '"']) {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            _ => "&quot;",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}
