//! Elements as plain data, rendered by Leptos as one kind of view. `view!` gives every page a type of its own, and the
//! code for each of them would cost a reader half as much again (`cargo xtask size`).

mod html;
mod view;

use gazette_model::may_stand;

/// An element and what is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    name: &'static str,
    attributes: Vec<(&'static str, String)>,
    children: Vec<Child>,
}

/// Content of an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Child {
    /// Text, unescaped. Two texts never stand side by side, since HTML could not tell them apart.
    Text(String),
    /// An element.
    Element(Element),
}

/// Starts an element by its HTML name.
#[inline(never)]
pub fn element(name: &'static str) -> Element {
    Element {
        name,
        attributes: Vec::new(),
        children: Vec::new(),
    }
}

impl Element {
    /// Sets an attribute that is not set yet; an address that must not reach a page is left out.
    pub fn set(self, name: &'static str, value: impl AsRef<str>) -> Self {
        self.set_safe(name, value.as_ref())
    }

    /// One function for all of them, since each call weighs.
    #[inline(never)]
    fn set_safe(self, name: &'static str, value: &str) -> Self {
        if may_stand(name, value) {
            self.with(name, value.to_owned())
        } else {
            self
        }
    }

    /// Sets an attribute that is not set yet, wherever it leads: for bodies that are read outside the site.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn set_elsewhere(self, name: &'static str, value: String) -> Self {
        self.with(name, value)
    }

    #[inline(never)]
    fn with(mut self, name: &'static str, value: String) -> Self {
        self.attributes.push((name, value));
        self
    }

    /// Sets the `class` attribute.
    #[inline(never)]
    pub fn class(self, class: &'static str) -> Self {
        self.set("class", class)
    }

    /// Adds text.
    #[inline(never)]
    pub fn text(mut self, text: &str) -> Self {
        if let Some(Child::Text(before)) = self.children.last_mut() {
            before.push_str(text);
        } else if !text.is_empty() {
            self.children.push(Child::Text(text.to_owned()));
        }
        self
    }

    /// Adds an element.
    #[inline(never)]
    pub fn child(mut self, child: Element) -> Self {
        self.children.push(Child::Element(child));
        self
    }

    /// Adds elements; with an `Option`, one or none.
    pub fn children(mut self, children: impl IntoIterator<Item = Element>) -> Self {
        for child in children {
            self = self.child(child);
        }
        self
    }

    /// Tells whether the two are the same part of a page, and what differs can be changed in place: both are alike but for
    /// attributes, or have the same `id`.
    fn is_same(&self, other: &Self) -> bool {
        self.name == other.name
            && (self.id().is_some() && self.id() == other.id() || self.is_alike(other))
    }

    fn id(&self) -> Option<&str> {
        let id = self.attributes.iter().find(|(name, _)| *name == "id");
        id.map(|(_, id)| &**id)
    }

    /// Tells whether the two differ in attributes at most.
    fn is_alike(&self, other: &Self) -> bool {
        let alike = |pair: (&Child, &Child)| match pair {
            (Child::Element(one), Child::Element(other)) => one.is_alike(other),
            (one, other) => one == other,
        };
        self.name == other.name
            && self.children.len() == other.children.len()
            && self.children.iter().zip(&other.children).all(alike)
    }
}
