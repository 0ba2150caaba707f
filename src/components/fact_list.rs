//! Labelled values.

use leptos::prelude::*;

use crate::model::Fact;

/// A list of labelled values, such as telephone numbers; those with an address are links.
#[component]
pub fn FactList(
    /// The values, in reading order.
    facts: Vec<Fact>,
) -> impl IntoView {
    let items = facts.into_iter().map(item).collect::<Vec<_>>();
    view! { <ul class="facts">{items}</ul> }
}

fn item(fact: Fact) -> impl IntoView {
    let value = match fact.href {
        Some(href) => view! { <a class="facts__link" href=href>{fact.text}</a> }.into_any(),
        None => view! { <span class="facts__text">{fact.text}</span> }.into_any(),
    };
    view! {
        <li class="facts__item">
            <span class="facts__label">{fact.label}</span>
            {" "}
            {value}
        </li>
    }
}
