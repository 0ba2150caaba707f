//! The main navigation.

use gazette_model::{Link, Route, Site, UiText};

use crate::components::element::{Element, element};

/// Links to the site's sections; the one that the reader is in is marked.
pub fn navigation(site: &Site, route: &Route) -> Element {
    let path = site.root.clone() + &route.path();
    let items = site
        .navigation
        .iter()
        .map(|link| item(link, &site.root, &path));
    element("nav")
        .class("navigation")
        .set("aria-label", site.strings.get(UiText::NavigationLabel))
        .child(element("ul").class("navigation__list").children(items))
}

fn item(link: &Link, root: &str, path: &str) -> Element {
    let it = element("a")
        .class("navigation__link")
        .set("href", &link.href)
        .text(&link.text);
    let it = match path.strip_prefix(link.href.as_str()) {
        Some("") => it.set("aria-current", "page"),
        // Every page lies below the start page.
        Some(_) if link.href != root => it.set("aria-current", "true"),
        _ => it,
    };
    element("li").class("navigation__item").child(it)
}
