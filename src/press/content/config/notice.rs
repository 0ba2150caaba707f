//! `[[notice]]` of `site.toml`: what every reader should know, for a time.

use std::collections::BTreeMap;

use gazette_diagnostics::{
    problem::{Problem, Problems},
    rule,
    suggest::suggest,
};
use gazette_model::has_safe_scheme;
use jiff::{Timestamp, tz::TimeZone};
use schemars::JsonSchema;
use typed_index_collections::TiSlice;

use crate::{
    config::{
        date::{Moment, MomentError},
        host::chosen,
        ids::LanguageId,
        locale::Locale,
    },
    toml::{Fields, Located},
};

/// Kinds of notices for the whole site, the gravest last.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub enum NoticeKind {
    /// Something good to know.
    #[default]
    Information,
    /// Something to be prepared for.
    Warning,
    /// Something to act upon at once. Readers cannot put it away.
    Emergency,
}

impl NoticeKind {
    const ALL: [Self; 3] = [Self::Information, Self::Warning, Self::Emergency];

    /// Its name in `site.toml` and in an edition's JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Information => "information",
            Self::Warning => "warning",
            Self::Emergency => "emergency",
        }
    }
}

/// A notice for the whole site, as it is written.
#[derive(Debug, Clone, Hash)]
pub struct SiteNotice {
    /// Its kind.
    pub kind: NoticeKind,
    /// The moment from which readers see it, if it is not always there.
    pub from: Option<Moment>,
    /// The moment from which they no longer do.
    pub until: Option<Moment>,
    /// Marks a notice that a reader can put away.
    pub is_dismissible: bool,
    /// A page of this site or an address elsewhere.
    pub link: Option<Located<String>>,
    /// Its text in each language that shows it.
    pub texts: BTreeMap<LanguageId, String>,
}

impl SiteNotice {
    /// Tells whether it is over, so that no reader sees it again.
    pub fn is_over(&self, now: Timestamp) -> bool {
        self.until
            .as_ref()
            .is_some_and(|until| !until.is_after(now))
    }

    /// Tells whether readers see it.
    pub fn is_shown(&self, now: Timestamp) -> bool {
        let is_to_come = self.from.as_ref().is_some_and(|from| from.is_after(now));
        !is_to_come && !self.is_over(now)
    }
}

/// Reads `[[notice]]`.
pub fn read(
    fields: &mut Fields<'_, '_>,
    zone: Option<&TimeZone>,
    languages: &TiSlice<LanguageId, Locale>,
    problems: &mut Problems,
) -> Vec<SiteNotice> {
    let tables = fields.tables("notice", problems).into_iter();
    let mut notices = Vec::new();
    for mut table in tables {
        notices.extend(notice(&mut table, zone, languages, problems));
        table.finish(problems);
    }
    notices
}

fn notice(
    table: &mut Fields<'_, '_>,
    zone: Option<&TimeZone>,
    languages: &TiSlice<LanguageId, Locale>,
    problems: &mut Problems,
) -> Option<SiteNotice> {
    let before = problems.len();
    let kind = kind(table, problems);
    let texts = texts(table, languages, problems);
    let link = link(table, problems);
    let from = moment(table, "from", zone, problems);
    let until = moment(table, "until", zone, problems);
    never_shown(table, from.as_ref(), until.as_ref(), problems);
    let is_dismissible = dismissible(table, kind, problems);
    // What is not understood is not published.
    (problems.len() == before).then(|| SiteNotice {
        kind,
        from: from.map(|from| from.value),
        until: until.map(|until| until.value),
        is_dismissible,
        link,
        texts,
    })
}

fn kind(table: &mut Fields<'_, '_>, problems: &mut Problems) -> NoticeKind {
    let Some(said) = table.required("kind", problems) else {
        return NoticeKind::default();
    };
    chosen(
        table,
        "kind",
        said,
        (&NoticeKind::ALL, NoticeKind::name),
        problems,
    )
}

/// The text of each language; a language without one does not show the notice.
fn texts(
    table: &mut Fields<'_, '_>,
    languages: &TiSlice<LanguageId, Locale>,
    problems: &mut Problems,
) -> BTreeMap<LanguageId, String> {
    let mut texts = BTreeMap::new();
    let Some(found) = table.table("text", problems) else {
        if table.any("text").is_none() {
            table.missing("text", problems);
        }
        return texts;
    };
    let mut own = Fields::new(table.area, found.value, found.span);
    for lang in own.keys() {
        let text = own.said(&lang.value, problems);
        let language = languages.position(|locale| locale.site.lang == lang.value);
        match (language, text) {
            (Some(language), Some(text)) => drop(texts.insert(language, text.value)),
            (None, Some(_)) => problems.push(not_a_language(table, languages, &lang)),
            (_, None) => {}
        }
    }
    if own.keys().is_empty() {
        let first = languages
            .first()
            .map_or("en", |locale| locale.site.lang.as_str());
        own.missing(first, problems);
    }
    own.finish(problems);
    texts
}

/// The problem of a text in a language that the site has not.
fn not_a_language(
    table: &Fields<'_, '_>,
    languages: &TiSlice<LanguageId, Locale>,
    lang: &Located<String>,
) -> Problem {
    let known = languages.iter().map(|locale| locale.site.lang.as_str());
    let message = format!("\"{}\" is not a language of this site", lang.value);
    let problem = table.area.problem(
        &rule::TOML_BAD_LANGUAGE,
        message,
        lang.span.clone(),
        "not in `languages`",
    );
    problem.help(suggest(&lang.value, known))
}

fn link(table: &mut Fields<'_, '_>, problems: &mut Problems) -> Option<Located<String>> {
    let link = table.said("link", problems)?;
    let is_page = link.value.starts_with('/') && !link.value.starts_with("//");
    if !is_page && (!has_safe_scheme(&link.value) || !link.value.contains(':')) {
        let problem = table.area.problem(
            &rule::SITE_BAD_URL,
            "this is not an address that readers can follow",
            link.span.clone(),
            "not an address",
        );
        problems.push(problem.help(
            "Write a page of this site, such as \"/news/water/\", or a whole address, such as \"https://example.org/\".",
        ));
    }
    Some(link)
}

fn moment(
    table: &mut Fields<'_, '_>,
    key: &str,
    zone: Option<&TimeZone>,
    problems: &mut Problems,
) -> Option<Located<Moment>> {
    let Located { value: text, span } = table.date(key, problems)?;
    let why = match Moment::parse(&text, zone) {
        Ok(value) => return Some(Located { value, span }),
        Err(MomentError::Impossible(why)) => format!("`{key}` is not a date: {why}"),
        Err(MomentError::Zoneless) => {
            format!("`{key}` does not say in which time zone it is, nor does site.toml")
        }
        Err(MomentError::Gap(zone)) => {
            format!("clocks in {zone} never showed the time of `{key}`")
        }
    };
    let problem = table.area.problem(&rule::TOML_BAD_DATE, why, span, "here");
    problems.push(problem.help(
        "Write dates as 2017-10-19T16:58:00, with an offset such as +08:00 if site.toml names no `time_zone`.",
    ));
    None
}

/// Reports an end that comes before the beginning, or with it.
fn never_shown(
    table: &Fields<'_, '_>,
    from: Option<&Located<Moment>>,
    until: Option<&Located<Moment>>,
    problems: &mut Problems,
) {
    let (Some(from), Some(until)) = (from, until) else {
        return;
    };
    if until.value.timestamp() <= from.value.timestamp() {
        let problem = table.area.problem(
            &rule::TOML_BAD_DATE,
            "it would be over before anyone could read it",
            until.span.clone(),
            "gone from here on",
        );
        let help =
            "Check `from` and `until`. A date without a time is the first moment of its day.";
        problems.push(problem.help(help));
    }
}

/// Tells whether a reader can put it away: unless it says no, or is an emergency.
fn dismissible(table: &mut Fields<'_, '_>, kind: NoticeKind, problems: &mut Problems) -> bool {
    let is_emergency = kind == NoticeKind::Emergency;
    let Some(found) = table.any("dismissible") else {
        return !is_emergency;
    };
    let Some(said) = found.value.as_bool() else {
        let problem = table
            .area
            .wrong_type("dismissible", "true or false", &found);
        problems.push(problem);
        return false;
    };
    if said && is_emergency {
        let problem = table.area.problem(
            &rule::SITE_BAD_CHOICE,
            "an emergency cannot be put away",
            found.span,
            "not of this kind",
        );
        problems.push(problem.help("Take the line out, or make it a \"warning\"."));
    }
    said
}
