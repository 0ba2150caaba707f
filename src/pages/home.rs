//! The start page.

use leptos::prelude::*;

use crate::components::{Prose, TeaserList, TitleLevel, TopicList};
use crate::model::{Home, Route, Site, Text};

/// A welcome, the newest articles and the topics.
pub fn show(site: &Site, home: &Home) -> impl IntoView + use<> {
    let heading = home.heading.clone();
    let body = home.body.clone();
    let latest = site.strings.get(Text::LatestNews).to_owned();
    let teasers = if home.latest.is_empty() {
        let text = site.strings.get(Text::ListEmpty).to_owned();
        view! { <p class="empty">{text}</p> }.into_any()
    } else {
        view! { <TeaserList teasers=home.latest.clone() level=TitleLevel::H3 /> }.into_any()
    };
    let href = site.root.clone() + &Route::News.path();
    let all = site.strings.get(Text::AllNews).to_owned();
    let topics = home.topics.clone();
    let label = site.strings.get(Text::Topics).to_owned();
    let topics_heading = label.clone();
    view! {
        <div class="home">
            <div class="home__welcome">
                <h1 class="home__heading" tabindex="-1">
                    {heading}
                </h1>
                <Prose body=body />
            </div>
            <section class="home__latest" aria-labelledby="latest-heading">
                <h2 class="home__section" id="latest-heading">
                    {latest}
                </h2>
                {teasers}
                <p class="home__more">
                    <a class="more" href=href>
                        {all}
                    </a>
                </p>
            </section>
            <section class="home__topics" aria-labelledby="topics-heading">
                <h2 class="home__section" id="topics-heading">
                    {topics_heading}
                </h2>
                <TopicList label=label topics=topics />
            </section>
        </div>
    }
}
