//! Language, title and slug of an article, where the export does not say them.

use gazette_content::config::ids::LanguageId;
use gazette_model::{Route, Slug, slugify};

use crate::{
    Item, html, markdown,
    plan::{ContentFolder, address},
    text,
};

/// Everything that an article says, in plain words.
pub fn words(item: &Item) -> String {
    markdown::words(&html::tree(&item.body.html()).nodes)
}

/// The site's language that an article is in.
///
/// # Errors
/// Says that the site has no such language.
pub fn language(
    site: &ContentFolder<'_>,
    item: &Item,
    made: &mut Vec<String>,
) -> Result<LanguageId, String> {
    if let Some(language) = site.language {
        return Ok(language);
    }
    let wanted = item
        .lang
        .as_deref()
        .map(|lang| lang.trim().replace('_', "-"));
    let Some(wanted) = wanted.filter(|lang| !matches!(lang.as_str(), "" | "und" | "zxx")) else {
        return Ok(LanguageId::FIRST);
    };
    let config = &site.edition.config;
    let near = config.languages.iter_enumerated();
    let near = near.filter(|(_, locale)| reads_as(&locale.site.lang, &wanted));
    let near: Vec<LanguageId> = near.map(|(language, _)| language).collect();
    match (config.language(&wanted), near.as_slice()) {
        (Some(same), _) => Ok(same),
        (None, [only]) => Ok(*only),
        (None, [first, ..]) => {
            made.push(format!(
                "its language, {}: the export says \"{}\"",
                config.languages[*first].site.lang,
                text::line(&wanted)
            ));
            Ok(*first)
        }
        (None, []) => {
            let langs = config.languages.iter();
            let langs: Vec<&str> = langs.map(|locale| locale.site.lang.as_str()).collect();
            Err(format!(
                "its language is \"{}\", and the site has only {}; add it to site.toml, or name the right one by --lang",
                text::line(&wanted),
                langs.join(", ")
            ))
        }
    }
}

/// Tells whether readers of one language can read another: the same language, in the same script if both name one.
fn reads_as(one: &str, other: &str) -> bool {
    let parts = |tag: &str| {
        let tag = tag.to_lowercase();
        let mut parts = tag.split('-').map(ToOwned::to_owned);
        let language = parts.next().unwrap_or_default();
        let rest: Vec<String> = parts.collect();
        let script = rest
            .iter()
            .find(|part| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_alphabetic()));
        let script = script.cloned().or_else(|| {
            // Chinese is written in one script here and in the other there.
            let of = |regions: &[&str]| rest.iter().any(|part| regions.contains(&part.as_str()));
            let is_chinese = matches!(language.as_str(), "zh" | "yue" | "cmn");
            match is_chinese {
                true if of(&["tw", "hk", "mo"]) => Some("hant".to_owned()),
                true if of(&["cn", "sg", "my"]) => Some("hans".to_owned()),
                _ => None,
            }
        });
        (language, script)
    };
    let ((one, script), (other, other_script)) = (parts(one), parts(other));
    one == other && (script.is_none() || other_script.is_none() || script == other_script)
}

/// The end of an article's address: as it was, or made of its title, or its day.
pub fn stem(item: &Item, title: &str) -> String {
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
        item.slug.as_deref().map(html::decoded),
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

#[cfg(test)]
mod tests {
    use crate::plan::naming::reads_as;

    #[test]
    fn languages_are_told_apart_by_what_is_read() {
        for (one, other) in [
            ("en-GB", "en-us"),
            ("en", "en-AU"),
            ("zh-Hant-TW", "zh-HK"),
            ("zh-Hant-TW", "zh"),
            ("sr-Latn", "sr"),
        ] {
            assert!(reads_as(one, other), "{one} {other}");
        }
        for (one, other) in [
            ("en", "fr"),
            ("zh-Hant-TW", "zh-CN"),
            ("zh-Hant", "zh-Hans"),
            ("sr-Latn", "sr-Cyrl"),
            ("en", "enm"),
        ] {
            assert!(!reads_as(one, other), "{one} {other}");
        }
    }
}
