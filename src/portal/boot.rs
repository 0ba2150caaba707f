//! The portal in the reader's browser: takes over a printed page or fills the bare shell, then moves the reader about.

use std::sync::Arc;

use gazette_model::Site;
use gazette_view::{Shown, View, app};
use leptos::{mount, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::{
    address,
    navigator::{self, Navigator},
    network,
    network::documents,
};

/// Boots the portal: fetches what the page is made of, then takes over the printed page, or renders where there is none.
/// Where that fails a printed page stays as it is; the bare shell and a search say so.
pub fn boot() {
    // Leptos' own executor is there only once something is mounted.
    wasm_bindgen_futures::spawn_local(async {
        let Some(root) = document().get_element_by_id("portal") else {
            return;
        };
        if start(root.unchecked_into()).await.is_none() {
            say_failed();
        }
    });
}

async fn start(root: HtmlElement) -> Option<()> {
    let shell = document().document_element()?;
    let route = address::current(&shell.get_attribute("data-root")?);
    let site_path = shell.get_attribute("data-site")?;
    let json_path = shell.get_attribute("data-root")? + &route.json_path();
    // Both at once: neither needs the other.
    let (site, shown) = futures::join!(
        network::get::<Site>(&site_path),
        documents::document(&json_path)
    );
    let site = Arc::new(site.ok()?);
    let printed = root
        .get_attribute("data-route")
        .is_some_and(|printed| printed == route.path());
    let shown = match shown {
        Ok(document) => Shown::Ready(document, None),
        Err(_) if printed => return None,
        Err(failure) => navigator::outcome_of(&site, failure).await,
    };
    take_over(root, site, View { route, shown }, printed);
    Some(())
}

fn take_over(root: HtmlElement, site: Arc<Site>, view: View, printed: bool) {
    let view = RwSignal::new(view);
    let navigator = Navigator::new(Arc::clone(&site), view);
    let app = move || app(site, view);
    if printed {
        mount::hydrate_from(root, app).forget();
    } else {
        root.set_text_content(None);
        mount::mount_to(root, app).forget();
    }
    navigator.listen(printed);
    // Styles and tests can tell a page that has a portal from one that has none.
    if let Some(shell) = document().document_element() {
        let _ = shell.set_attribute("data-portal", "ready");
    }
}

/// Has `early.js` show the words that press put into the bare shell: it shows them, too, where the portal itself could
/// not be fetched.
fn say_failed() {
    if let Ok(event) = web_sys::Event::new("portal-failed") {
        let _ = window().dispatch_event(&event);
    }
}
