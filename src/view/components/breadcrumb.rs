//! The way from the start page to the current one.

use gazette_model::{Crumb, Site, UiText};

use crate::components::element::{Element, element};

/// The steps as links, the current page last. Nothing on the start page, which has no steps.
pub fn breadcrumb(site: &Site, trail: &[Crumb]) -> Option<Element> {
    (!trail.is_empty()).then(|| {
        let list = element("ol")
            .class("breadcrumb__list")
            .children(trail.iter().map(step));
        let label = site.strings.get(UiText::BreadcrumbLabel).to_owned();
        element("nav")
            .class("breadcrumb")
            .set("aria-label", label)
            .child(list)
    })
}

fn step(crumb: &Crumb) -> Element {
    let link = element("a").class("breadcrumb__link").text(&crumb.text);
    let link = match &crumb.href {
        Some(href) => link.set("href", href),
        // A link without an address is a link that leads nowhere further: the page itself.
        None => link
            .set("aria-current", "page")
            .set("role", "link")
            .set("aria-disabled", "true"),
    };
    element("li").class("breadcrumb__step").child(link)
}
