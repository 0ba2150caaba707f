//! The same page in the site's other languages.

use gazette_model::{Alternate, Language, Route, Site, UiText};

use crate::components::element::{Element, element};

/// Links to the other languages, each in its own words. A list that another language may not have leads to the nearest
/// one that it has; an article that was not translated leads to a page that says so. Nothing where there is one language.
pub fn language_switch(site: &Site, route: &Route, alternates: &[Alternate]) -> Option<Element> {
    let others = site.languages.iter().filter(|it| it.lang != site.lang);
    let items: Vec<Element> = others.map(|it| item(it, route, alternates)).collect();
    (!items.is_empty()).then(|| {
        let list = element("ul").class("languages__list").children(items);
        element("nav")
            .class("languages")
            .set("aria-label", site.strings.get(UiText::LanguageLabel))
            .child(list)
    })
}

fn item(language: &Language, route: &Route, alternates: &[Alternate]) -> Element {
    let has_it = alternates.iter().any(|it| it.lang == language.lang);
    let path = if has_it {
        route.path()
    } else {
        route.everywhere().path()
    };
    let link = element("a")
        .class("languages__link")
        .set("href", language.root.clone() + &path)
        .set("lang", &language.lang)
        .set("hreflang", &language.lang)
        .text(&language.name);
    element("li").child(link)
}
