//! `content/site.toml`: what all pages of all languages share.

use std::{collections::BTreeMap, path::PathBuf};

use crate::config::ids::{LanguageId, PageId};
use gazette_cache::fingerprint::Derived;
use gazette_diagnostics::{
    problem::{Problem, Problems},
    rule::{self, RuleArea},
    source::Source,
    suggest::suggest,
};
use gazette_model::{AccessKeys, Contact};
use jiff::{Timestamp, fmt::strtime, tz::TimeZone};
use phonenumber::country;
use typed_index_collections::TiVec;
use url::Url;

use crate::{
    config::{
        contact, counter,
        counter::Counter,
        date::{DateFormats, NamedZone},
        fonts, host,
        host::{HostKind, ShareImages},
        hubs, locale,
        locale::{Locale, SiteDefaults},
        newsletter,
        newsletter::Newsletter,
        notice,
        notice::SiteNotice,
    },
    source::load::Sources,
    toml::{Area, Fields, Located, allow, allow::Allowance},
};

/// The site's configuration, checked.
#[derive(Hash)]
pub struct Config {
    /// Scheme and host, without a slash at the end: `https://gazette.example`.
    pub origin: String,
    /// Name of the host alone: `gazette.example`.
    pub host: String,
    /// Path under which the whole site lies, with slashes at both ends.
    pub base: String,
    /// Zone of dates that name no offset, and of all dates shown.
    pub time_zone: Option<NamedZone>,
    /// Country of telephone numbers that name none.
    pub country: Option<country::Id>,
    /// Formats in which dates are shown.
    pub dates: DateFormats,
    /// Colours of the browser's own interface around light and dark pages.
    pub theme_color: Option<(String, String)>,
    /// Fonts of share images for characters that press's own font has not.
    pub share_fonts: Vec<PathBuf>,
    /// Kind of host that serves the edition.
    pub host_kind: HostKind,
    /// Pages that have a share image of their own.
    pub share_images: ShareImages,
    /// Analytics service that counts page views.
    pub counter: Option<Counter>,
    /// Service through which readers get news by e-mail.
    pub newsletter: Option<Newsletter>,
    /// WebSub hubs that feeds name.
    pub hubs: Vec<String>,
    /// Keys that lead to landmarks.
    pub access_keys: AccessKeys,
    /// Contacts that manuscripts name; a language may word them itself.
    pub contacts: BTreeMap<String, Contact>,
    /// Rules that files may break. No page is made of them, so that none is printed anew for one.
    pub allowances: Derived<Vec<Allowance>>,
    /// Notices for the whole site. Pages are not made of them, so that none is printed anew for one.
    pub notices: Derived<Vec<SiteNotice>>,
    /// The site's languages; the first lies at the root.
    pub languages: TiVec<LanguageId, Locale>,
}

impl Config {
    /// The zone in which dates are shown.
    pub fn zone(&self) -> TimeZone {
        self.time_zone.as_deref().cloned().unwrap_or(TimeZone::UTC)
    }

    /// Reads `site.toml` and the languages' strings. What is wrong is reported, and something harmless put in its place.
    pub fn read(sources: &Sources, problems: &mut Problems) -> Option<Self> {
        let Some(source) = sources.texts.get("site.toml") else {
            problems.push(
                Problem::new(
                    &rule::SITE_MISSING_FILE,
                    "the content folder has no site.toml",
                )
                .help("Add one; that of the demonstration site is a good start."),
            );
            return None;
        };
        let area = Area {
            kind: RuleArea::Site,
            source,
            base: 0,
        };
        let table = area.parse(source.inner(), problems);
        let mut fields = Fields::new(&area, &table, 0..0);
        let config = Self::fields(&mut fields, source, sources, problems);
        fields.finish(problems);
        Some(config)
    }

    fn fields(
        fields: &mut Fields<'_, '_>,
        source: &Source,
        sources: &Sources,
        problems: &mut Problems,
    ) -> Self {
        let (origin, host, base) = address(fields, problems);
        let mut config = Self {
            origin,
            host,
            base,
            time_zone: time_zone(fields, problems),
            country: country(fields, problems),
            dates: DateFormats {
                day: pattern(fields, "date_format", "%Y-%m-%d", problems),
                day_and_time: pattern(fields, "date_time_format", "%Y-%m-%d %H:%M", problems),
            },
            theme_color: theme_color(fields, problems),
            share_fonts: fonts::named_fonts(fields, sources, problems),
            host_kind: host::kind(fields, problems),
            share_images: host::share_images(fields, problems),
            counter: counter::read(fields, problems),
            newsletter: None,
            hubs: hubs::read(fields, problems),
            access_keys: access_keys(fields, problems),
            contacts: BTreeMap::new(),
            allowances: Derived(allow::of_site(fields, problems)),
            notices: Derived::default(),
            languages: TiVec::new(),
        };
        if let Some(table) = fields.table("contacts", problems) {
            config.contacts = contact::directory(fields.area, &table, config.country, problems);
        }
        for lang in languages(fields, problems) {
            if let Some(table) = fields.table(&lang.value, problems) {
                let defaults = SiteDefaults {
                    base: &config.base,
                    country: config.country,
                    contacts: &config.contacts,
                    access_keys: &config.access_keys,
                    is_first: config.languages.is_empty(),
                };
                let locale = locale::read(fields.area, &lang, &table, &defaults, sources, problems);
                config.languages.push(locale);
            } else {
                problems.push(
                    fields
                        .area
                        .problem(
                            &rule::SITE_MISSING_LANGUAGE,
                            format!("there is no table [{}]", lang.value),
                            lang.span,
                            "named here",
                        )
                        .help(format!(
                            "Add a table [{}] with the site's name, tagline, navigation, topics and footer to {}.",
                            lang.value,
                            source.name()
                        )),
                );
            }
        }
        config.newsletter = newsletter::read(fields, &config.languages, problems);
        let zone = config.time_zone.as_deref();
        config.notices = Derived(notice::read(fields, zone, &config.languages, problems));
        config
    }

    /// The path of a file of the edition: `media/a.png` to `/base/media/a.png`.
    pub fn path(&self, below: &str) -> String {
        format!("{}{below}", self.base)
    }

    /// The language of a tag such as `zh-Hant-TW`, upper and lower case aside.
    pub fn language(&self, lang: &str) -> Option<LanguageId> {
        let is_it = |locale: &Locale| locale.site.lang.eq_ignore_ascii_case(lang);
        self.languages.position(is_it)
    }

    /// The path of a page from the host's root, as links need it.
    pub fn href(&self, page: &PageId) -> String {
        self.languages[page.language].href(&page.route)
    }

    /// The origin of the site's counter, which pages may ask.
    pub fn counter_origin(&self) -> Option<&str> {
        self.counter.as_ref().map(|it| it.origin.as_str())
    }

    /// The origin of the service to which the form for news by e-mail is sent.
    pub fn newsletter_origin(&self) -> Option<&str> {
        self.newsletter.as_ref().map(|it| it.origin.as_str())
    }

    /// Makes a path absolute: `/news/` to `https://gazette.example/news/`.
    pub fn absolute(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }
}

fn address(fields: &mut Fields<'_, '_>, problems: &mut Problems) -> (String, String, String) {
    let fallback = ["https://localhost", "localhost", "/"]
        .map(String::from)
        .into();
    let Some(text) = fields.required("url", problems) else {
        return fallback;
    };
    let parsed = Url::parse(&text.value).ok().filter(|url| {
        url.has_host()
            && matches!(url.scheme(), "http" | "https")
            && url.query().is_none()
            && url.fragment().is_none()
    });
    let Some(url) = parsed else {
        problems.push(
            fields
                .area
                .problem(
                    &rule::SITE_BAD_URL,
                    "`url` is not the address of a site",
                    text.span,
                    "not an address",
                )
                .help("Write the whole address, such as \"https://example.org/news/\"."),
        );
        return fallback;
    };
    let base = format!("{}/", url.path().trim_end_matches('/'));
    let host = url.host_str().unwrap_or_default().to_owned();
    (url.origin().ascii_serialization(), host, base)
}

fn time_zone(fields: &mut Fields<'_, '_>, problems: &mut Problems) -> Option<NamedZone> {
    let name = fields.text("time_zone", problems)?;
    let zone = TimeZone::get(&name.value).ok();
    if zone.is_none() {
        let zones: Vec<String> = jiff::tz::db()
            .available()
            .map(|name| name.to_string())
            .collect();
        let near = zones
            .iter()
            .map(String::as_str)
            .filter(|zone| strsim::jaro_winkler(zone, &name.value) > 0.8);
        problems.push(
            fields
                .area
                .problem(
                    &rule::SITE_BAD_TIME_ZONE,
                    format!("there is no time zone \"{}\"", name.value),
                    name.span.clone(),
                    "not in the time zone database",
                )
                .help(match zones.iter().find(|zone| is_city(zone, &name.value)) {
                    Some(zone) => format!("Did you mean `{zone}`?"),
                    None => suggest(&name.value, near)
                        .or("Write it as the database does, such as Europe/Berlin or Asia/Taipei."),
                }),
        );
    }
    // Nothing more is said of dates for want of a zone that was to be named.
    Some(NamedZone(zone.unwrap_or(TimeZone::UTC)))
}

/// Tells whether a name is that of a time zone's city alone.
fn is_city(zone: &str, name: &str) -> bool {
    let city = zone.rsplit('/').next().unwrap_or(zone);
    city.eq_ignore_ascii_case(&name.trim().replace(' ', "_"))
}

fn country(fields: &mut Fields<'_, '_>, problems: &mut Problems) -> Option<country::Id> {
    let code = fields.text("country", problems)?;
    let id = code.value.parse().ok();
    if id.is_none() {
        problems.push(
            fields
                .area
                .problem(
                    &rule::SITE_BAD_COUNTRY,
                    format!("\"{}\" is not a country", code.value),
                    code.span,
                    "unknown",
                )
                .help("Write the two capital letters of ISO 3166, such as \"TW\" or \"FR\"."),
        );
    }
    id
}

fn pattern(
    fields: &mut Fields<'_, '_>,
    key: &str,
    fallback: &str,
    problems: &mut Problems,
) -> String {
    let Some(text) = fields.required(key, problems) else {
        return fallback.to_owned();
    };
    let sample = Timestamp::UNIX_EPOCH.to_zoned(TimeZone::UTC);
    match strtime::format(&text.value, &sample) {
        Ok(_) => text.value,
        Err(error) => {
            problems.push(
                fields
                    .area
                    .problem(
                        &rule::SITE_BAD_DATE_FORMAT,
                        format!("`{key}` cannot show a date: {error}"),
                        text.span,
                        "not a strftime pattern",
                    )
                    .help(format!("Write a strftime pattern, such as \"{fallback}\".")),
            );
            fallback.to_owned()
        }
    }
}

fn theme_color(fields: &mut Fields<'_, '_>, problems: &mut Problems) -> Option<(String, String)> {
    let table = fields.table("theme_color", problems)?;
    let mut colours = Fields::new(fields.area, table.value, table.span);
    let light = colours.required("light", problems);
    let dark = colours.required("dark", problems);
    colours.finish(problems);
    Some((light?.value, dark?.value))
}

fn access_keys(fields: &mut Fields<'_, '_>, problems: &mut Problems) -> AccessKeys {
    let Some(table) = fields.table("access_keys", problems) else {
        fields.missing("access_keys", problems);
        return AccessKeys::default();
    };
    let mut keys = Fields::new(fields.area, table.value, table.span);
    let mut key = |name| {
        keys.required(name, problems)
            .map_or_else(String::new, |key| key.value)
    };
    let access_keys = AccessKeys {
        header: key("header"),
        main: key("main"),
        footer: key("footer"),
        search: key("search"),
    };
    keys.finish(problems);
    access_keys
}

fn languages(fields: &mut Fields<'_, '_>, problems: &mut Problems) -> Vec<Located<String>> {
    let mut languages: Vec<Located<String>> = fields.texts("languages", problems);
    if languages.is_empty() {
        fields.missing("languages", problems);
    }
    languages.retain(|lang| locale::is_language(fields.area, lang, problems));
    languages
}
