//! Moves the reader about: from a click, a form, the way back or a second try to the page that is then shown.

use std::{cell::Cell, rc::Rc, sync::Arc};

use gazette_model::{Content, Failure, Route, Site};
use gazette_view::{RETRY_BUTTON, Shown, View};
use gloo_timers::{callback::Timeout, future::TimeoutFuture};
use leptos::{prelude::*, task};
use send_wrapper::SendWrapper;
use wasm_bindgen::prelude::*;
use web_sys::{Event, HtmlAnchorElement, MouseEvent, Url};

use crate::{
    address,
    events::listen,
    focus, head, links,
    network::{self, documents},
    scroll, search_engine, search_field,
};

/// Time that a page may take before a placeholder says that it is on its way, in milliseconds.
const PATIENCE: u32 = 150;

#[wasm_bindgen]
extern "C" {
    /// Waits, by `boot.js`, until the page may change; what changes in the same moment fades over.
    #[wasm_bindgen(js_name = gazetteTurn)]
    async fn turn();
}

/// Target of scroll and focus once the page is there.
enum Arrival {
    /// To the page's heading or to the fragment of the URL: the reader followed a link.
    Top,
    /// To where they were: the reader went back or forward.
    At(f64),
    /// Nowhere: the reader has not moved, unless they were further down before the page was loaded anew.
    Stay(Option<f64>),
    /// Nowhere: the reader is typing what they look for.
    Typing,
}

/// The one who changes the view.
#[derive(Clone)]
pub struct Navigator(SendWrapper<Rc<Inner>>);

struct Inner {
    site: Arc<Site>,
    view: RwSignal<View>,
    /// Counts moves, so that a late answer to an earlier one is dropped.
    moves: Cell<u32>,
}

impl Navigator {
    /// A navigator of a view.
    pub fn new(site: Arc<Site>, view: RwSignal<View>) -> Self {
        Self(SendWrapper::new(Rc::new(Inner {
            site,
            view,
            moves: Cell::new(0),
        })))
    }

    /// Listens to clicks, forms and the history. `printed` says that the page was printed, and so already has a head and
    /// a place on the screen.
    pub fn listen(&self, printed: bool) {
        let y = scroll::manage();
        let navigator = self.clone();
        listen("click", move |event: &MouseEvent| {
            if links::clicked(event).is_some_and(|link| navigator.click(&link)) {
                event.prevent_default();
            } else if links::is_on(event, RETRY_BUTTON) {
                navigator.retry();
            }
        });
        let navigator = self.clone();
        listen("submit", move |event: &Event| {
            if links::submitted(event).is_some_and(|url| navigator.follow(&url)) {
                event.prevent_default();
            }
        });
        let navigator = self.clone();
        listen("popstate", move |_: &Event| navigator.go_back());
        let (reader, asker) = (self.clone(), self.clone());
        search_field::listen(
            move || reader.is_at(&Route::Search),
            move |url, is_typing| asker.ask(url, is_typing),
        );
        for_each_hint(self);
        if printed {
            scroll::to_if_at_top(y);
        } else {
            self.arrive(y.map_or(Arrival::Top, Arrival::At));
        }
        if self.is_at(&Route::Search)
            && !window().location().search().unwrap_or_default().is_empty()
        {
            self.open(Route::Search, Arrival::Stay(y));
        }
    }

    /// Tells whether the reader is on a route.
    fn is_at(&self, route: &Route) -> bool {
        self.0.view.with_untracked(|view| view.route == *route)
    }

    /// Asks for something else on the search page. While the reader is typing they do not leave the page that they are on.
    fn ask(&self, url: &Url, is_typing: bool) {
        if is_typing {
            scroll::replace_entry(&url.href());
            self.open(Route::Search, Arrival::Typing);
        } else {
            scroll::remember();
            scroll::push_entry(&url.href());
            self.open(Route::Search, Arrival::Stay(None));
        }
    }

    /// Fetches the current view again. A search goes on in the page that is there if its files were only slow to come; a new
    /// page, if there is one, knows where they are now.
    fn retry(&self) {
        let route = address::current(&self.0.site.root);
        let failure = self.0.view.with_untracked(|view| match &view.shown {
            Shown::Ready(_, Some(found)) => found.answer.as_ref().err().copied(),
            _ => None,
        });
        match failure {
            None => self.open(route, Arrival::Top),
            Some(Failure::Timeout) => self.open(route, Arrival::Stay(None)),
            Some(_) => {
                let navigator = self.clone();
                task::spawn_local(async move {
                    let page = navigator.0.site.root.clone() + &route.path();
                    if network::is_there(&page).await {
                        let _ = window().location().reload();
                    } else {
                        navigator.open(route, Arrival::Stay(None));
                    }
                });
            }
        }
    }

    /// Follows a link, if the portal can; says whether it did. To a part of the page the browser goes by itself, and the
    /// focus after it.
    fn click(&self, link: &HtmlAnchorElement) -> bool {
        let Ok(url) = Url::new(&link.href()) else {
            return false;
        };
        if !links::same_page(&url) || url.hash().is_empty() {
            return self.follow(&url);
        }
        scroll::remember();
        scroll::leave_by(link.clone().into());
        let fragment = url.hash();
        task::spawn_local(async move {
            TimeoutFuture::new(0).await;
            focus::part(&fragment);
        });
        false
    }

    /// Shows the page at a URL, if the portal can; says whether it does.
    fn follow(&self, url: &Url) -> bool {
        let Some(route) = address::route_of(&self.0.site, url) else {
            return false;
        };
        scroll::remember();
        scroll::push_entry(&url.href());
        self.open(route, Arrival::Top);
        true
    }

    fn go_back(&self) {
        let route = address::current(&self.0.site.root);
        if scroll::is_new_entry() {
            // A step to a part of the page, of which the click has taken care.
            if self.is_at(&route) {
                return;
            }
        } else {
            scroll::remember();
        }
        let y = scroll::return_to_entry();
        if !self.is_at(&route) || route == Route::Search {
            self.open(route, y.map_or(Arrival::Top, Arrival::At));
            return;
        }
        if let Some(y) = y {
            scroll::to(y);
        }
        match scroll::left_by() {
            Some(link) => focus::on(&link),
            None => drop(focus::part(&window().location().hash().unwrap_or_default())),
        }
    }

    fn open(&self, route: Route, arrival: Arrival) {
        let inner = &self.0;
        let other = (route == Route::Search).then(|| address::other_language(&inner.site));
        if let Some(url) = other.flatten() {
            let _ = window().location().replace(&url);
            return;
        }
        let this_move = inner.moves.get().wrapping_add(1);
        inner.moves.set(this_move);
        search_field::forget();
        let navigator = self.clone();
        // Results give way to results, not to a placeholder.
        let is_moving = matches!(arrival, Arrival::Top | Arrival::At(_));
        let patience = {
            let (navigator, route) = (self.clone(), route.clone());
            Timeout::new(PATIENCE, move || {
                if navigator.0.moves.get() != this_move {
                    return;
                }
                if is_moving {
                    navigator.0.view.set(View {
                        route,
                        shown: Shown::Waiting,
                    });
                } else {
                    say_busy(true);
                }
            })
        };
        let is_typing = matches!(arrival, Arrival::Typing);
        task::spawn_local(async move {
            let is_current = || navigator.0.moves.get() == this_move;
            let shown = navigator.fetch(&route, is_typing).await;
            drop(patience);
            if !is_current() {
                return;
            }
            let Some(shown) = shown else {
                load_anew(&arrival);
                return;
            };
            if is_moving {
                turn().await;
                if !is_current() {
                    return;
                }
            }
            // Before the change, so that it is read out.
            say_busy(false);
            navigator.0.view.set(View { route, shown });
            // The view changes in the next microtask; head, focus and scroll follow it.
            task::tick().await;
            navigator.arrive(arrival);
        });
    }

    /// State to show for a route; nothing where the data of a page is not to be had, or is of a later release, but the page
    /// itself is there to be loaded.
    async fn fetch(&self, route: &Route, is_typing: bool) -> Option<Shown> {
        let site = &self.0.site;
        match documents::document(&(site.root.clone() + &route.json_path())).await {
            Ok(document) => {
                let found = match (&document.content, address::asked()) {
                    (Content::Search(page), Some(asked)) => {
                        Some(search_engine::find(site, page, asked, is_typing).await)
                    }
                    _ => None,
                };
                Some(Shown::Ready(document, found))
            }
            Err(_) if network::is_there(&(site.root.clone() + &route.path())).await => None,
            Err(failure) => Some(outcome_of(site, failure).await),
        }
    }

    /// Sets head, focus and scroll for the page that has just been shown.
    fn arrive(&self, arrival: Arrival) {
        let head = self.0.view.with_untracked(|view| match &view.shown {
            Shown::Ready(document, _) => Some(document.head.clone()),
            Shown::Waiting | Shown::Failed(_) => None,
        });
        if let Some(head) = head {
            head::apply(&head);
        }
        if !matches!(arrival, Arrival::Typing) {
            search_field::show();
        }
        if matches!(arrival, Arrival::Top | Arrival::At(_)) {
            fold();
        }
        match arrival {
            Arrival::Typing => {}
            Arrival::Stay(y) => scroll::to_if_at_top(y),
            Arrival::At(y) => {
                focus::heading();
                scroll::to(y);
            }
            Arrival::Top => {
                let fragment = window().location().hash().unwrap_or_default();
                if let Some(part) = focus::part(&fragment) {
                    part.scroll_into_view();
                } else {
                    scroll::to(0.0);
                    focus::heading();
                }
            }
        }
    }
}

/// Has the browser load the page at the address, to which the reader has gone already.
fn load_anew(arrival: &Arrival) {
    // It will take the reader to where they are now.
    match arrival {
        Arrival::Top => scroll::to(0.0),
        Arrival::At(y) => scroll::to(*y),
        Arrival::Stay(_) | Arrival::Typing => {}
    }
    let _ = window().location().reload();
}

/// State to show for a failure: the 404 page for a missing file.
pub async fn outcome_of(site: &Site, failure: Failure) -> Shown {
    if failure != Failure::NotFound {
        return Shown::Failed(failure);
    }
    match documents::document(&(site.root.clone() + &Route::NotFound.json_path())).await {
        Ok(document) => Shown::Ready(document, None),
        Err(failure) => Shown::Failed(failure),
    }
}

/// Fetches a linked page as soon as the reader points at it or reaches it by keyboard, unless they save data.
fn for_each_hint(navigator: &Navigator) {
    let root = document().document_element();
    if root.is_some_and(|root| root.has_attribute("data-saves")) {
        return;
    }
    let prefetch = {
        let navigator = navigator.clone();
        move |event: &Event| {
            let site = &navigator.0.site;
            let url = links::link_at(event).and_then(|link| Url::new(&link.href()).ok());
            let Some(route) = url.and_then(|url| address::route_of(site, &url)) else {
                return;
            };
            let path = site.root.clone() + &route.json_path();
            documents::expect(path);
        }
    };
    listen("pointerover", prefetch.clone());
    listen("focusin", prefetch);
}

/// Says that other results are on their way, or that they are there.
fn say_busy(is_busy: bool) {
    if let Some(main) = document().get_element_by_id("main") {
        let _ = if is_busy {
            main.set_attribute("aria-busy", "true")
        } else {
            main.remove_attribute("aria-busy")
        };
    }
}

/// Folds menu or search, which has led the reader here. One is open at a time.
fn fold() {
    if let Ok(Some(open)) = document().query_selector(".masthead [open]") {
        let _ = open.remove_attribute("open");
    }
}
