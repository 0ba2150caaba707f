//! The whole page: the landmarks around the current view.

#[cfg(not(target_arch = "wasm32"))]
mod print;
mod view;

use std::sync::Arc;

use leptos::prelude::*;

use crate::components::{
    breadcrumb, element::element, failed, footer, landmark, masthead, placeholder,
};
use crate::model::{Site, Text};
use crate::pages;

#[cfg(not(target_arch = "wasm32"))]
pub use print::print;
pub use view::{Failure, Found, Shown, View};

/// The page from the skip link to the footer. Only what lies inside `main` and the marks in the navigation change as
/// the reader moves. `retry` fetches the current view again.
pub fn app(site: Arc<Site>, view: RwSignal<View>, retry: Callback<()>) -> AnyView {
    let skip = element("a")
        .class("skip-link")
        .set("href", "#main")
        .text(site.strings.get(Text::SkipToContent));
    let mark = landmark(
        "main",
        &site.access_keys.main,
        site.strings.get(Text::LandmarkMain),
    );
    let masthead = masthead(&site, view);
    let footer = footer(&site);
    let shown = move || view.with(|view| show(&site, &view.shown, retry));
    let main = element("main")
        .class("main")
        .set("id", "main")
        .set("tabindex", "-1")
        .child(mark);
    vec![
        skip.view(),
        masthead,
        main.child(shown.into_any()).view(),
        footer,
    ]
    .into_any()
}

fn show(site: &Site, shown: &Shown, retry: Callback<()>) -> AnyView {
    // A box of its own per view: views of different kinds would otherwise be told apart element by element.
    let view = element("div").class("view");
    match shown {
        Shown::Waiting => view.child(placeholder(site)),
        Shown::Failed(failure) => view.child(failed(site, *failure, retry)),
        Shown::Ready(document, found) => view
            .children(breadcrumb(site, &document.trail))
            .child(pages::show(site, &document.content, found.as_ref())),
    }
    .view()
}
