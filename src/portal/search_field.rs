//! The search field and the filters: what readers type and choose becomes the search page's address, and the other way
//! round.

use std::cell::RefCell;

use gazette_search::Order;
use gazette_view::SEARCH_FILTERS;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{
    Element, Event, HtmlElement, HtmlInputElement, HtmlSelectElement, KeyboardEvent, Url,
};

use crate::{address, events};

/// Pause after which a reader is taken to look at results, in milliseconds.
const PAUSE: u32 = 200;

/// The search field and the results, in the order in which arrow keys lead through them.
const STEPS: &str = "#search-field, .listing .teaser__link";

thread_local! {
    /// The pause that has begun; another letter ends it.
    static PAUSING: RefCell<Option<Timeout>> = const { RefCell::new(None) };
}

/// Listens to typing, choices and arrow keys on the search page: `is_there` tells whether the reader is on it, `ask` goes to
/// another address of it, which may come of typing.
pub fn listen(
    is_there: impl Fn() -> bool + Clone + 'static,
    ask: impl Fn(&Url, bool) + Clone + 'static,
) {
    let (is_typing_there, ask_typed) = (is_there.clone(), ask.clone());
    events::listen("input", move |event: &Event| {
        let Some(field) = target::<HtmlInputElement>(event).filter(|field| field.name() == "q")
        else {
            return;
        };
        // Elsewhere the reader goes on reading until they ask.
        if !is_typing_there() {
            return;
        }
        let ask = ask_typed.clone();
        PAUSING.set(Some(Timeout::new(PAUSE, move || {
            if let Some(url) = with("q", field.value().trim()) {
                ask(&url, true);
            }
        })));
    });
    events::listen("change", move |event: &Event| {
        let choice = target::<HtmlSelectElement>(event);
        let is_filter = |choice: &HtmlSelectElement| {
            let group = choice.closest(&["#", SEARCH_FILTERS].concat());
            matches!(group, Ok(Some(_)))
        };
        if let Some(choice) = choice.filter(is_filter)
            && let Some(url) = with(&choice.name(), &choice.value())
        {
            ask(&url, false);
        }
    });
    events::listen("keydown", move |event: &KeyboardEvent| {
        if is_there() && step(event) {
            event.prevent_default();
        }
    });
}

/// Forgets what was being typed: the reader has asked for something else.
pub fn forget() {
    PAUSING.set(None);
}

/// Keeps the field and the filters true to the address.
pub fn show() {
    let Some(asked) = address::asked() else {
        return;
    };
    if let Some(field) = document().get_element_by_id("search-field") {
        field
            .unchecked_into::<HtmlInputElement>()
            .set_value(&asked.query);
    }
    let sort = match asked.order {
        Order::Best => "",
        Order::Newest => "newest",
    };
    for (id, value) in [
        ("search-topic", asked.topic.as_str()),
        ("search-year", &asked.year),
        ("search-kind", &asked.kind),
        ("search-sort", sort),
    ] {
        if let Some(choice) = document().get_element_by_id(id) {
            choice
                .unchecked_into::<HtmlSelectElement>()
                .set_value(value);
        }
    }
}

/// The search page's address with another value of a parameter, and from the first result on.
fn with(name: &str, value: &str) -> Option<Url> {
    let url = Url::new(&window().location().href().ok()?).ok()?;
    let parameters = url.search_params();
    parameters.set(name, value);
    parameters.delete("page");
    url.set_hash("");
    Some(url)
}

/// Goes one result down or up, if the reader is at the field or at a result and presses an arrow key.
fn step(event: &KeyboardEvent) -> bool {
    let down = match event.key().as_str() {
        "ArrowDown" => true,
        "ArrowUp" => false,
        _ => return false,
    };
    let (Some(from), Ok(steps)) = (
        target::<Element>(event),
        document().query_selector_all(STEPS),
    ) else {
        return false;
    };
    let steps: Vec<_> = (0..steps.length())
        .filter_map(|index| steps.item(index))
        .collect();
    let Some(at) = steps.iter().position(|step| *step == *from) else {
        return false;
    };
    let to = if down {
        Some(at + 1)
    } else {
        at.checked_sub(1)
    };
    let Some(to) = to.and_then(|to| steps.get(to)) else {
        return false;
    };
    let _ = to.unchecked_ref::<HtmlElement>().focus();
    true
}

fn target<T: JsCast>(event: &Event) -> Option<T> {
    event.target()?.dyn_into().ok()
}
