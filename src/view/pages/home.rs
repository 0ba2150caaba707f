//! The start page.

use gazette_model::{Block, Home, Route, Site, UiText};

use crate::{
    components::{
        TitleLevel,
        element::{Element, element},
        prose, teaser_list, titled, topic_list,
    },
    pages::empty,
};

/// A welcome, the blocks or else the newest articles, and the topics.
pub fn show(site: &Site, home: &Home) -> Element {
    let section = |id: &'static str, class: &'static str, heading: UiText| {
        let heading = section_heading(site.strings.get(heading)).set("id", id);
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
    let latest = home.blocks.is_empty().then(|| {
        let all = more(
            site.root.clone() + &Route::News.path(),
            site.strings.get(UiText::AllNews),
        );
        section("latest-heading", "home__latest", UiText::LatestNews)
            .child(if home.latest.is_empty() {
                empty(site)
            } else {
                teaser_list(&home.latest, TitleLevel::H3)
            })
            .child(all)
    });
    let topics = topic_list(site.strings.get(UiText::Topics), &home.topics)
        .map(|list| section("topics-heading", "home__topics", UiText::Topics).child(list));
    element("div")
        .class("home")
        .child(welcome)
        .children(home.blocks.iter().map(block))
        .children(latest)
        .children(topics)
}

fn block(block: &Block) -> Element {
    let all = block.more.as_ref();
    element("section")
        .class("block")
        .set("data-kind", block.heading.machine.clone())
        .child(section_heading(&block.heading.text))
        .child(teaser_list(&block.stories, TitleLevel::H3))
        .children(all.map(|all| more(all.href.clone(), &all.text)))
}

fn section_heading(text: &str) -> Element {
    element("h2").class("home__section").text(text)
}

/// A link to a whole list.
fn more(href: String, text: &str) -> Element {
    let link = element("a").class("more").set("href", href).text(text);
    element("p").class("home__more").child(link)
}
