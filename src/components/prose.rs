//! A body: the typed tree that an editor's Markdown became.

#[cfg(target_arch = "wasm32")]
mod browser;
#[cfg(not(target_arch = "wasm32"))]
mod native;

use leptos::{
    html,
    prelude::*,
    tachys::{html::attribute, renderer::types},
};

#[cfg(target_arch = "wasm32")]
use browser::{append, html};
#[cfg(not(target_arch = "wasm32"))]
use native::{append, html};

use super::element::Attributes;
use crate::model::Node;

/// A body. It never changes once it is there, so it is written or built in one go, without the marks that a view which
/// can change would need, and a printed one is taken over without a look inside.
pub fn prose(body: &[Node]) -> AnyView {
    let class = Attributes(vec![("class", "prose".into())]);
    html::custom("div")
        .add_any_attr(class)
        .add_any_attr(Body(body.to_vec()))
        .into_any()
}

/// What fills an element, as an attribute of it.
#[derive(Clone)]
struct Body(Vec<Node>);

impl attribute::Attribute for Body {
    const MIN_LENGTH: usize = 0;

    type State = types::Element;
    type AsyncOutput = Self;
    type Cloneable = Self;
    type CloneableOwned = Self;

    fn html_len(&self) -> usize {
        0
    }

    fn to_html(
        self,
        _buffer: &mut String,
        _class: &mut String,
        _style: &mut String,
        inner: &mut String,
    ) {
        html(&self.0, inner);
    }

    fn hydrate<const FROM_SERVER: bool>(self, element: &types::Element) -> Self::State {
        element.clone()
    }

    fn build(self, element: &types::Element) -> Self::State {
        append(element, &self.0);
        element.clone()
    }

    fn rebuild(self, element: &mut Self::State) {
        element.set_text_content(None);
        append(element, &self.0);
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
}

impl attribute::NextAttribute for Body {
    type Output<New: attribute::Attribute> = (Self, New);

    fn add_any_attr<New: attribute::Attribute>(self, new: New) -> (Self, New) {
        (self, new)
    }
}
