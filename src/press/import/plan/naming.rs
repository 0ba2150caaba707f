//! What an article is called where the export does not say: its language, its title, the end of its address.

use gazette_content::config::ids::LanguageId;
use gazette_content::{body::markdown::render, config::words::Words};
use gazette_model::{Route, Slug, slugify};

use crate::{
    Body, Item, html, markdown,
    plan::{Site, address},
    text,
};

/// Everything that an article says, in plain words.
pub fn words(item: &Item) -> String {
    match &item.body {
        Body::Html(html) => markdown::words(&html::tree(html).nodes),
        Body::Markdown(text) => {
            let html = render(text, 0, &Words::default()).html;
            markdown::words(&html::tree(&html).nodes)
        }
    }
}

/// The site's language that an article is in.
pub fn language(site: &Site<'_>, item: &Item, made: &mut Vec<String>) -> LanguageId {
    if let Some(language) = site.language {
        return language;
    }
    let Some(wanted) = item.lang.as_deref().filter(|lang| !lang.is_empty()) else {
        return LanguageId::FIRST;
    };
    let config = &site.edition.config;
    if let Some(same) = config.language(wanted) {
        return same;
    }
    let first = |lang: &str| {
        lang.split(['-', '_'])
            .next()
            .unwrap_or_default()
            .to_lowercase()
    };
    let near = config.languages.iter_enumerated();
    let near = near.filter(|(_, locale)| first(&locale.site.lang) == first(wanted));
    let near: Vec<LanguageId> = near.map(|(language, _)| language).collect();
    if let [only] = near.as_slice() {
        return *only;
    }
    made.push(format!(
        "its language, {}: the export says \"{}\"",
        config.languages[LanguageId::FIRST].site.lang,
        text::line(wanted)
    ));
    LanguageId::FIRST
}

/// The end of an article's address: as it was, or made of its title, or its day.
pub fn stem(item: &Item, title: &str) -> String {
    let decode = |text: &str| {
        percent_encoding::percent_decode_str(text)
            .decode_utf8_lossy()
            .into_owned()
    };
    let last = item.addresses.first().map(|address| {
        let path = address::path(address);
        let path = path.split('?').next().unwrap_or_default();
        let parts = path.rsplit('/');
        let mut parts = parts.filter(|part| !part.is_empty() && !part.starts_with("index."));
        let last = parts.next().unwrap_or_default();
        last.rsplit_once('.')
            .map_or(last, |(stem, _)| stem)
            .to_owned()
    });
    let day = match &item.published {
        Some(Ok(date)) => date.chars().take(10).collect(),
        _ => "page".to_owned(),
    };
    let candidates = [
        item.slug.as_deref().map(decode),
        last,
        Some(title.to_owned()),
        Some(day),
    ];
    let slugs = candidates
        .into_iter()
        .flatten()
        .map(|text| short(&slugify(&text)));
    slugs
        .into_iter()
        .find(|slug| !slug.is_empty())
        .unwrap_or_else(|| "article".into())
}

/// Leaves room for a number at the end.
fn short(slug: &str) -> String {
    const MOST: usize = Slug::MAX - 8;
    if slug.len() <= MOST {
        return slug.to_owned();
    }
    let cut = &slug[..MOST];
    cut.rsplit_once('-')
        .map_or(cut, |(words, _)| words)
        .to_owned()
}

/// The route of an article or page, if its address may end so.
pub fn route(stem: &str, is_page: bool) -> Option<Route> {
    let path = if is_page {
        format!("{stem}/")
    } else {
        format!("news/{stem}/")
    };
    Route::parse(&path).filter(|route| matches!(route, Route::Article(_) | Route::Page(_)))
}
