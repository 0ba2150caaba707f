//! Labelled values.

use gazette_model::Fact;

use crate::components::element::{Element, element};

/// A list of labelled values, such as telephone numbers; those with an address are links.
pub fn fact_list(facts: &[Fact]) -> Element {
    element("ul")
        .class("facts")
        .children(facts.iter().map(item))
}

fn item(fact: &Fact) -> Element {
    let label = element("span").class("facts__label").text(&fact.label);
    let value = match &fact.href {
        Some(href) => element("a").class("facts__link").set("href", href),
        None => element("span").class("facts__text"),
    };
    let value = value.text(&fact.text);
    element("li")
        .class("facts__item")
        .child(label)
        .text(" ")
        .child(value)
}
