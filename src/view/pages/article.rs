//! An article.

use gazette_model::{Article, Route, Site, UiText};

use crate::components::{
    contact_block, dateline,
    element::{Element, element},
    part, prose, titled, topic_list,
};

/// Headline, dates, text, topics, contact and views.
pub fn show(site: &Site, article: &Article) -> Element {
    let views = article.views.as_ref().map(|views| {
        let text = format!("{} {}", site.strings.get(UiText::Views), views.text);
        // The number itself is for `counter.js`, which may know a larger one.
        element("p")
            .class("article__views")
            .set("data-count", &views.machine)
            .text(&text)
    });
    let title = element("h1").class("article__title").set("tabindex", "-1");
    element("article")
        .class("article")
        .child(titled(title, &article.title, &article.words))
        .child(dateline(site, article))
        .children(part("article__before", &article.before))
        .child(prose(&article.body))
        .children(part("article__after", &article.after))
        .children(topic_list(
            site.strings.get(UiText::Topics),
            &article.topics,
        ))
        .children(
            article
                .contact
                .as_ref()
                .map(|contact| contact_block(site, contact)),
        )
        .children(views)
        .children(part("article__further", &article.further))
        .child(latest(site))
}

/// The way to the newest articles. Which they are is for `latest.js` to say, or every article would have to be printed anew
/// for each new one. It adds them at the end, where no patch of what is here counts its way past them.
fn latest(site: &Site) -> Element {
    let id = "latest-heading";
    let heading = element("h2")
        .class("latest__heading")
        .set("id", id)
        .text(site.strings.get(UiText::LatestNews));
    let all = element("a")
        .class("more")
        .set("href", site.root.clone() + &Route::News.path());
    element("section")
        .class("latest")
        .set("aria-labelledby", id)
        .child(heading)
        .child(all.text(site.strings.get(UiText::AllNews)))
}
