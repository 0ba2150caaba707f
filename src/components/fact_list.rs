//! Labelled values.

use leptos::prelude::*;

use super::element::element;
use crate::model::Fact;

/// A list of labelled values, such as telephone numbers; those with an address are links.
pub fn fact_list(facts: &[Fact]) -> AnyView {
    element("ul")
        .class("facts")
        .children(facts.iter().map(item))
        .view()
}

fn item(fact: &Fact) -> AnyView {
    let label = element("span")
        .class("facts__label")
        .text(&fact.label)
        .view();
    let value = match &fact.href {
        Some(href) => element("a").class("facts__link").set("href", href.clone()),
        None => element("span").class("facts__text"),
    };
    let value = value.text(&fact.text).view();
    element("li")
        .class("facts__item")
        .child(label)
        .text(" ")
        .child(value)
        .view()
}
