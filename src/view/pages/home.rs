//! The start page.

use gazette_model::{Home, Route, Site, Text};

use crate::{
    components::{
        TitleLevel,
        element::{Element, element},
        prose, teaser_list, titled, topic_list,
    },
    pages::empty,
};

/// A welcome, the newest articles and the topics.
pub fn show(site: &Site, home: &Home) -> Element {
    let section = |id: &'static str, class: &'static str, heading: Text| {
        let heading = element("h2")
            .class("home__section")
            .set("id", id)
            .text(site.strings.get(heading));
        element("section")
            .class(class)
            .set("aria-labelledby", id)
            .child(heading)
    };
    let heading = element("h1").class("home__heading").set("tabindex", "-1");
    let welcome = element("div")
        .class("home__welcome")
        .child(titled(heading, &home.heading, &home.words))
        .child(prose(&home.body));
    let all = element("a")
        .class("more")
        .set("href", site.root.clone() + &Route::News.path());
    let all = all.text(site.strings.get(Text::AllNews));
    let latest = section("latest-heading", "home__latest", Text::LatestNews)
        .child(if home.latest.is_empty() {
            empty(site)
        } else {
            teaser_list(&home.latest, TitleLevel::H3)
        })
        .child(element("p").class("home__more").child(all));
    let topics = topic_list(site.strings.get(Text::Topics), &home.topics)
        .map(|list| section("topics-heading", "home__topics", Text::Topics).child(list));
    element("div")
        .class("home")
        .child(welcome)
        .child(latest)
        .children(topics)
}
