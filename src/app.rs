//! The whole page: the landmarks around the current view.

#[cfg(not(target_arch = "wasm32"))]
mod print;
mod view;

use std::sync::Arc;

use leptos::prelude::*;

use crate::components::{Breadcrumb, Failed, Footer, Landmark, Masthead, Placeholder};
use crate::model::{Site, Text};
use crate::pages;

#[cfg(not(target_arch = "wasm32"))]
pub use print::print;
pub use view::{Failure, Found, Shown, View};

/// The page from the skip link to the footer. Only what lies inside `main` and the marks in the navigation change as
/// the reader moves.
#[component]
pub fn App(
    /// What all pages of this language share.
    site: Arc<Site>,
    /// Where the reader is and what is there.
    view: RwSignal<View>,
    /// Fetches the current view again.
    retry: Callback<()>,
) -> impl IntoView {
    let skip = site.strings.get(Text::SkipToContent).to_owned();
    let path = Signal::derive({
        let root = site.root.clone();
        move || view.with(|view| root.clone() + &view.route.path())
    });
    let landmark = Landmark(crate::components::LandmarkProps {
        id: "main",
        key: site.access_keys.main.clone(),
        title: site.strings.get(Text::LandmarkMain).to_owned(),
    });
    let shown = {
        let site = Arc::clone(&site);
        move || view.with(|view| show(&site, &view.shown, retry))
    };
    view! {
        <a class="skip-link" href="#main">{skip}</a>
        <Masthead site=Arc::clone(&site) path=path />
        <main class="main" id="main" tabindex="-1">
            {landmark}
            {shown}
        </main>
        <Footer site=site />
    }
}

fn show(site: &Arc<Site>, shown: &Shown, retry: Callback<()>) -> AnyView {
    match shown {
        Shown::Waiting => view! { <Placeholder text=site.strings.get(Text::Loading).to_owned() /> }.into_any(),
        Shown::Failed(failure) => view! { <Failed site=Arc::clone(site) failure=*failure retry=retry /> }.into_any(),
        Shown::Ready(document, found) => {
            let trail = document.trail.clone();
            let label = site.strings.get(Text::BreadcrumbLabel).to_owned();
            let content = pages::show(site, &document.content, found.as_ref());
            view! {
                <Breadcrumb trail=trail label=label />
                {content}
            }
            .into_any()
        }
    }
}
