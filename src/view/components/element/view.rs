//! Elements as Leptos views. What is in an element does not change by itself, so a printed one is taken over without a
//! look inside; where a signal makes an element anew, what has an `id` stays and is changed in place, as are marks, and
//! anything else is replaced.

use leptos::{
    prelude::*,
    tachys::{
        html::attribute::{Attribute, any_attribute::AnyAttribute},
        hydration::Cursor,
        view::{Mountable, Position, PositionState, add_attr::AddAnyAttr},
    },
    wasm_bindgen::JsCast,
    web_sys,
};

use crate::components::element::{Child, Element};

/// An element on the page.
pub struct Placed {
    element: Element,
    node: web_sys::Element,
}

impl Render for Element {
    type State = Placed;

    fn build(self) -> Placed {
        Placed {
            node: build(&document(), &self),
            element: self,
        }
    }

    fn rebuild(self, placed: &mut Placed) {
        if self == placed.element {
            return;
        }
        if self.is_same(&placed.element) {
            patch(&placed.node, &placed.element, &self);
        } else {
            let node = build(&document(), &self);
            let _ = placed.node.replace_with_with_node_1(&node);
            placed.node = node;
        }
        placed.element = self;
    }
}

impl RenderHtml for Element {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    fn to_html_with_buf(
        self,
        buffer: &mut String,
        position: &mut Position,
        _escape: bool,
        _mark_branches: bool,
        _extra: Vec<AnyAttribute>,
    ) {
        self.write(buffer);
        *position = Position::NextChild;
    }

    fn hydrate<const FROM_SERVER: bool>(self, cursor: &Cursor, position: &PositionState) -> Placed {
        match position.get() {
            Position::FirstChild => cursor.child(),
            Position::Current => {}
            _ => cursor.sibling(),
        }
        position.set(Position::NextChild);
        Placed {
            element: self,
            node: cursor.current().unchecked_into(),
        }
    }

    fn into_owned(self) -> Self {
        self
    }
}

impl AddAnyAttr for Element {
    type Output<New: Attribute> = Self;

    fn add_any_attr<New: Attribute>(self, _: New) -> Self {
        self
    }
}

impl Mountable for Placed {
    fn unmount(&mut self) {
        self.node.remove();
    }

    fn mount(&mut self, parent: &web_sys::Element, marker: Option<&web_sys::Node>) {
        let _ = parent.insert_before(&self.node, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        let parent = self.node.parent_element();
        parent.is_some_and(|parent| child.try_mount(&parent, Some(&self.node)))
    }

    fn elements(&self) -> Vec<web_sys::Element> {
        vec![self.node.clone()]
    }
}

fn build(document: &web_sys::Document, element: &Element) -> web_sys::Element {
    let node = create(document, element);
    fill(document, &node, element);
    node
}

fn create(document: &web_sys::Document, element: &Element) -> web_sys::Element {
    // Names are literals of this program or of `model::Tag`, and browsers take all of them.
    document
        .create_element(element.name)
        .unwrap_or_else(JsCast::unchecked_into)
}

/// Gives an element what it has. What is in it is put there first and filled then: WebKit fetches what an `img` names at
/// once, and would not look at the sources of a `picture` that it comes into later.
fn fill(document: &web_sys::Document, node: &web_sys::Element, element: &Element) {
    for (name, value) in &element.attributes {
        let _ = node.set_attribute(name, value);
    }
    for child in &element.children {
        match child {
            Child::Text(text) => {
                let _ = node.append_child(&document.create_text_node(text));
            }
            Child::Element(element) => {
                let child = create(document, element);
                let _ = node.append_child(&child);
                fill(document, &child, element);
            }
        }
    }
}

fn build_child(document: &web_sys::Document, child: &Child) -> web_sys::Node {
    match child {
        Child::Text(text) => document.create_text_node(text).into(),
        Child::Element(element) => build(document, element).into(),
    }
}

/// Changes what differs in an element: its attributes, and its children one by one.
fn patch(node: &web_sys::Element, old: &Element, new: &Element) {
    for (name, _) in old
        .attributes
        .iter()
        .filter(|attribute| !new.attributes.contains(attribute))
    {
        let _ = node.remove_attribute(name);
    }
    for (name, value) in new
        .attributes
        .iter()
        .filter(|attribute| !old.attributes.contains(attribute))
    {
        let _ = node.set_attribute(name, value);
    }
    let mut next = node.first_child();
    let mut before = old.children.iter();
    for new in &new.children {
        let child = next.take();
        next = child.as_ref().and_then(web_sys::Node::next_sibling);
        match (before.next(), new, child) {
            (Some(old), new, Some(_)) if old == new => {}
            (Some(Child::Element(old)), Child::Element(new), Some(child)) if old.is_same(new) => {
                patch(child.unchecked_ref(), old, new);
            }
            (_, new, child) => {
                let built = build_child(&document(), new);
                let _ = match child {
                    Some(child) => node.replace_child(&built, &child),
                    None => node.append_child(&built),
                };
            }
        }
    }
    while let Some(child) = next {
        next = child.next_sibling();
        let _ = node.remove_child(&child);
    }
}
