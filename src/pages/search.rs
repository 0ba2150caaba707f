//! The search page.

use leptos::prelude::*;

use crate::app::Found;
use crate::components::{TeaserList, TitleLevel};
use crate::model::{Search, Site, Text, fill};

/// What was found for what was looked for; before that, how to search.
pub fn show(site: &Site, search: &Search, found: Option<&Found>) -> impl IntoView + use<> {
    let heading = search.heading.clone();
    let text = |text| site.strings.get(text).to_owned();
    let (status, teasers) = match found {
        None => (text(Text::SearchPrompt), Vec::new()),
        Some(Found { query, teasers }) if teasers.is_empty() => {
            (fill(&text(Text::SearchNone), &[("query", query)]), Vec::new())
        }
        Some(Found { query, teasers }) => {
            let count = teasers.len().to_string();
            (fill(&text(Text::SearchCount), &[("query", query), ("count", &count)]), teasers.clone())
        }
    };
    let teasers = (!teasers.is_empty()).then(|| view! { <TeaserList teasers=teasers level=TitleLevel::H2 /> });
    let no_script = text(Text::SearchNoScript);
    view! {
        <div class="listing">
            <h1 class="listing__heading" tabindex="-1">
                {heading}
            </h1>
            <p class="listing__range" role="status">
                {status}
            </p>
            <noscript>{no_script}</noscript>
            {teasers}
        </div>
    }
}
