//! The whole page: the landmarks around the current view.

#[cfg(not(target_arch = "wasm32"))]
mod print;
mod view;

use std::sync::Arc;

use leptos::{html, prelude::*};

use crate::components::{
    RETRY, breadcrumb,
    element::{Element, element},
    failed, footer, landmark, masthead, navigation, placeholder,
};
use crate::model::{Document, Site, Text};
use crate::pages;

#[cfg(not(target_arch = "wasm32"))]
pub use print::print;
pub use view::{Failure, Found, Shown, View};

/// `id` of the button on a failed page that fetches it again.
pub const RETRY_BUTTON: &str = RETRY;

/// The page as the portal runs it. Only what lies inside `main` and the marks in the navigation change as the reader
/// moves.
pub fn app(site: Arc<Site>, view: RwSignal<View>) -> impl IntoView {
    let navigation = {
        let site = Arc::clone(&site);
        move || view.with(|view| navigation(&site, &view.route))
    };
    let shown = {
        let site = Arc::clone(&site);
        move || view.with(|view| shown(&site, &view.shown))
    };
    frame(&site, navigation, shown)
}

/// The page from the skip link to the footer.
fn frame<Navigation, Content>(
    site: &Site,
    navigation: Navigation,
    shown: Content,
) -> impl IntoView + use<Navigation, Content>
where
    Navigation: RenderHtml,
    Content: RenderHtml,
{
    let skip = element("a")
        .class("skip-link")
        .set("href", "#main")
        .text(site.strings.get(Text::SkipToContent));
    let mark = landmark(
        "main",
        &site.access_keys.main,
        site.strings.get(Text::LandmarkMain),
    );
    let main = html::main()
        .class("main")
        .id("main")
        .tabindex("-1")
        .child((mark, shown));
    (skip, masthead(site, navigation), main, footer(site))
}

fn shown(site: &Site, shown: &Shown) -> Element {
    match shown {
        Shown::Waiting => element("div").class("view").child(placeholder(site)),
        Shown::Failed(failure) => element("div").class("view").child(failed(site, *failure)),
        Shown::Ready(document, found) => ready(site, document, found.as_ref()),
    }
}

fn ready(site: &Site, document: &Document, found: Option<&Found>) -> Element {
    element("div")
        .class("view")
        .children(breadcrumb(site, &document.trail))
        .child(pages::show(site, &document.content, found))
}
