//! The way from the start page to the current one.

use leptos::prelude::*;

use crate::model::Crumb;

/// An ordered list of links; the last step is the page itself. Nothing on the start page.
#[component]
pub fn Breadcrumb(
    /// The steps, the current page last.
    trail: Vec<Crumb>,
    /// The landmark's name.
    label: String,
) -> impl IntoView {
    let steps = |trail: Vec<Crumb>| trail.into_iter().map(step).collect::<Vec<_>>();
    (!trail.is_empty()).then(|| {
        view! {
            <nav class="breadcrumb" aria-label=label>
                <ol class="breadcrumb__list">{steps(trail)}</ol>
            </nav>
        }
    })
}

fn step(crumb: Crumb) -> impl IntoView {
    let current = crumb.href.is_none().then_some("page");
    view! {
        <li class="breadcrumb__step">
            <a class="breadcrumb__link" href=crumb.href aria-current=current>
                {crumb.text}
            </a>
        </li>
    }
}
