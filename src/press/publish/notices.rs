//! Notices for the whole site: a small file that every page asks for after its first paint, so that no page has to be printed
//! anew for one, and the same as HTML for the start page and the bare shell.

use anyhow::{Context, Result};
use gazette_content::{
    checked_site::{CheckedSite, ShownNotice},
    config::{ids::LanguageId, locale::Locale, notice::NoticeKind},
};
use gazette_model::{SCHEMA, escape};
use schemars::JsonSchema;
use serde::Serialize;

/// The file, below a language's root.
pub const NAME: &str = "notices.json";

/// `notices.json`: what all readers of a language should know now.
#[derive(Serialize, JsonSchema)]
pub struct NoticesFile<'a> {
    /// Major version of this file's form. Fields that a reader does not know are to be ignored.
    #[schemars(extend("const" = SCHEMA))]
    schema: u32,
    /// The notices, the gravest first.
    notices: Vec<PublishedNotice<'a>>,
}

/// A notice for the whole site.
#[derive(Serialize, JsonSchema)]
struct PublishedNotice<'a> {
    /// Name that changes with its text.
    id: &'a str,
    /// Its kind.
    kind: &'static str,
    /// Its kind in the reader's words.
    label: &'a str,
    /// Its text.
    text: &'a str,
    /// Path of a page of the site with its root, or an absolute URL.
    #[serde(skip_serializing_if = "Option::is_none")]
    href: Option<&'a str>,
    /// Time from which nobody is to see it any more (RFC 3339).
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<String>,
    /// True if a reader can put it away.
    dismissible: bool,
}

/// Writes the file of a language.
///
/// # Errors
/// If JSON cannot be made.
pub fn file(edition: &CheckedSite, language: LanguageId) -> Result<Vec<u8>> {
    let locale = &edition.config.languages[language];
    let published = |notice| published(edition, locale, notice);
    let file = NoticesFile {
        schema: SCHEMA,
        notices: edition.notices[language].iter().map(published).collect(),
    };
    serde_json::to_vec(&file).context("notices cannot be made")
}

fn published<'a>(
    edition: &CheckedSite,
    locale: &'a Locale,
    notice: &'a ShownNotice,
) -> PublishedNotice<'a> {
    let until = notice.until.as_ref();
    PublishedNotice {
        id: &notice.id,
        kind: notice.kind.name(),
        label: label(locale, notice.kind),
        text: &notice.text,
        href: notice.href.as_deref(),
        until: until.map(|until| until.display(&edition.config.dates).machine),
        dismissible: notice.is_dismissible,
    }
}

/// Prints the notices of a language; nothing where there are none. `notices.js` makes the same elements.
pub fn html(edition: &CheckedSite, language: LanguageId) -> String {
    let locale = &edition.config.languages[language];
    let notices = edition.notices[language].iter();
    let notices: String = notices
        .map(|notice| item(&published(edition, locale, notice)))
        .collect();
    if notices.is_empty() {
        return notices;
    }
    let label = escape(&locale.words.notices_label);
    format!("<aside class=\"notices__list\" aria-label=\"{label}\">{notices}</aside>")
}

fn item(notice: &PublishedNotice<'_>) -> String {
    let text = escape(notice.text);
    let text = notice.href.map_or(text.clone(), |href| {
        let href = escape(href);
        format!("<a class=\"notice__link\" href=\"{href}\">{text}</a>")
    });
    let until = notice.until.as_ref();
    let until = until.map_or_else(String::new, |until| format!(" data-until=\"{until}\""));
    format!(
        "<div class=\"notice notice--{}\" data-notice=\"{}\"{until}><p class=\"notice__text\">\
         <strong class=\"notice__kind\">{}</strong> {text}</p></div>",
        notice.kind,
        escape(notice.id),
        escape(notice.label)
    )
}

/// Prints the place above the masthead where notices stand, with those that are printed already.
pub fn place(locale: &Locale, printed: &str) -> String {
    let words = &locale.words;
    format!(
        "<div class=\"notices\" id=\"site-notices\" aria-live=\"polite\" data-src=\"{}\" data-label=\"{}\" data-dismiss=\"{}\">{printed}</div>",
        escape(&format!("{}{NAME}", locale.site.root)),
        escape(&words.notices_label),
        escape(&words.notice_dismiss)
    )
}

fn label(locale: &Locale, kind: NoticeKind) -> &str {
    let words = &locale.words;
    match kind {
        NoticeKind::Information => &words.notice_information,
        NoticeKind::Warning => &words.notice_warning,
        NoticeKind::Emergency => &words.notice_emergency,
    }
}
