//! The portal in the reader's browser: takes over a printed page or fills the bare shell, then moves the reader about.

use std::{mem, sync::Arc};

use any_spawner::Executor;
use gazette_model::Site;
use gazette_view::{Shown, View, app};
use leptos::{
    prelude::*,
    tachys::{
        hydration::Cursor,
        view::{Mountable, PositionState},
    },
};
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
    // As Leptos' own two ways of mounting do, with one owner for both and nothing of streams, which a static page has none of.
    let _ = Executor::init_wasm_bindgen();
    let owner = Owner::new_root(None);
    let navigator = owner.with(|| {
        let view = RwSignal::new(view);
        let app = app(Arc::clone(&site), view);
        if printed {
            let cursor = Cursor::new(root.unchecked_into());
            mem::forget(app.hydrate::<true>(&cursor, &PositionState::default()));
        } else {
            root.set_text_content(None);
            let mut page = app.build();
            page.mount(&root, None);
            mem::forget(page);
        }
        Navigator::new(site, view)
    });
    // The portal lasts as long as the page.
    mem::forget(owner);
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
