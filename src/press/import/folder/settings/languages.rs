//! Languages of a site: what file names may end with, and what addresses begin with.

use jiff::tz::TimeZone;
use serde_json::Value;

use crate::{
    ExportFormat,
    folder::front::{list, says_no, text_of},
};

/// A language of a site.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct SiteLanguage {
    /// Suffix of file names: `fr` in `a.fr.md`.
    pub code: String,
    /// Its BCP 47 tag.
    pub tag: String,
    /// Prefix of its addresses: `/fr`, or nothing.
    pub prefix: String,
    /// The address of its site without a slash at its end, if it has a site of its own.
    pub base: Option<String>,
    /// Marks a language that the site's configuration disables.
    pub is_disabled: bool,
    /// The folder of its posts, if it has its own.
    pub folder: Option<String>,
    /// The time zone of dates without one, if it has its own.
    pub zone: Option<TimeZone>,
}

/// The languages of a site, the default first; none where it has but one.
pub fn of(kind: ExportFormat, all: &Value) -> Vec<SiteLanguage> {
    let (default, in_subfolder) = match kind {
        ExportFormat::Hugo => (
            text_of(&all["defaultcontentlanguage"]).unwrap_or_else(|| "en".into()),
            !says_no(&all["defaultcontentlanguageinsubdir"]),
        ),
        ExportFormat::Zola => (
            text_of(&all["default_language"]).unwrap_or_else(|| "en".into()),
            false,
        ),
        _ => return Vec::new(),
    };
    if all.is_null() {
        return Vec::new();
    }
    let disabled = list(&all["disablelanguages"]);
    let tables = all["languages"].as_object();
    let mut languages: Vec<SiteLanguage> = tables
        .into_iter()
        .flatten()
        .map(|(code, table)| {
            let tag = tag_of(table);
            let is_default = code.eq_ignore_ascii_case(&default);
            let is_off = !says_no(&table["disabled"]);
            let base = site_of(table);
            SiteLanguage {
                tag: tag.unwrap_or_else(|| code.clone()),
                prefix: if is_default && !in_subfolder || base.is_some() {
                    String::new()
                } else {
                    format!("/{}", code.to_lowercase())
                },
                base,
                is_disabled: is_off || disabled.iter().any(|off| off.eq_ignore_ascii_case(code)),
                folder: text_of(&table["contentdir"]),
                zone: text_of(&table["timezone"]).and_then(|name| TimeZone::get(&name).ok()),
                code: code.clone(),
            }
        })
        .collect();
    if !languages
        .iter()
        .any(|language| language.code.eq_ignore_ascii_case(&default))
    {
        let tag = tag_of(all);
        languages.push(SiteLanguage {
            tag: tag.unwrap_or_else(|| default.clone()),
            prefix: if in_subfolder {
                format!("/{}", default.to_lowercase())
            } else {
                String::new()
            },
            code: default.clone(),
            ..SiteLanguage::default()
        });
    }
    languages.sort_by_key(|language| !language.code.eq_ignore_ascii_case(&default));
    languages
}

/// The BCP 47 tag that settings give a language.
fn tag_of(settings: &Value) -> Option<String> {
    let mut keys = ["locale", "languagecode"].into_iter();
    keys.find_map(|key| text_of(&settings[key]))
}

/// The address of a language's own site, without a slash at its end.
fn site_of(table: &Value) -> Option<String> {
    let base = text_of(&table["baseurl"]).filter(|url| url.contains("://"))?;
    Some(base.trim_end_matches('/').to_owned())
}

/// The tag of files that name no language.
pub fn default_tag(kind: ExportFormat, all: &Value, languages: &[SiteLanguage]) -> Option<String> {
    let key = match kind {
        ExportFormat::Hugo => "languagecode",
        ExportFormat::Zola => "default_language",
        _ => "lang",
    };
    let first = || languages.first().map(|language| language.tag.clone());
    let is_own = languages
        .first()
        .is_some_and(|first| first.tag != first.code);
    if is_own {
        return first();
    }
    text_of(&all[key])
        .or_else(first)
        .or_else(|| text_of(&all["locale"]))
}
