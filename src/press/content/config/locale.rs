//! A language of the site: its table in `site.toml` and its strings.

use std::{collections::BTreeMap, sync::Arc};

use gazette_diagnostics::problem::Problems;
use gazette_diagnostics::rule;
use gazette_model::{
    AccessKeys, Contact, Fact, Footer, Route, SCHEMA, Site, Slug, UiStrings, has_safe_scheme,
};
use icu_locale_core::LanguageIdentifier;
use phonenumber::country;
use toml::de::{DeTable, DeValue};
use url::Url;

use crate::{
    config::{contact, words, words::PressStrings},
    source::{external_link::ExternalLink, load::Sources},
    toml::{Area, Fields, Located},
};

/// A language of the site.
#[derive(Hash)]
pub struct Locale {
    /// First part of its routes' addresses, from the site's base: empty for the first language, else `zh-hant-tw/`.
    pub prefix: String,
    /// Site data for the portal; the navigation is filled in once all routes are known.
    pub site: Arc<Site>,
    /// Press's own words.
    pub words: PressStrings,
    /// Topics by key.
    pub topics: BTreeMap<String, Topic>,
    /// Contacts that manuscripts name, in this language's words.
    pub contacts: BTreeMap<String, Contact>,
    /// The main navigation as written.
    pub navigation: Vec<NavigationEntry>,
    /// Its links to other sites, and those of the footer.
    pub external_links: Vec<ExternalLink>,
}

/// A topic that manuscripts can name.
#[derive(Hash)]
pub struct Topic {
    /// Its place in addresses.
    pub slug: Slug,
    /// Name that readers see.
    pub name: String,
}

/// An entry of the navigation.
#[derive(Hash)]
pub struct NavigationEntry {
    /// Label that readers see.
    pub text: String,
    /// An internal link (`page`), to be checked, or an address elsewhere (`url`).
    pub target: NavigationTarget,
}

/// Target of a navigation entry.
#[derive(Hash)]
pub enum NavigationTarget {
    /// A page of this site.
    Page(Located<String>),
    /// Elsewhere.
    Url(String),
}

/// Tells whether a text is a language tag (BCP 47), and reports a problem if not.
pub fn is_language(area: &Area<'_>, lang: &Located<String>, problems: &mut Problems) -> bool {
    let is_good = lang.value.parse::<LanguageIdentifier>().is_ok();
    if !is_good {
        problems.push(
            area.problem(
                &rule::TOML_BAD_LANGUAGE,
                format!("\"{}\" is not a language", lang.value),
                lang.span.clone(),
                "not a language tag",
            )
            .help("Write a BCP 47 tag, such as \"en\" or \"zh-Hant-TW\"."),
        );
    }
    is_good
}

/// Values of the site that its languages start from.
pub struct SiteDefaults<'a> {
    /// Path under which the whole site lies, with slashes at both ends.
    pub base: &'a str,
    /// Country of telephone numbers that name none.
    pub country: Option<country::Id>,
    /// Contacts that a language may word itself.
    pub contacts: &'a BTreeMap<String, Contact>,
    /// Keys that lead to landmarks.
    pub access_keys: &'a AccessKeys,
    /// Marks the first language, whose pages lie at the root.
    pub is_first: bool,
}

/// Reads the table of a language and its strings.
pub fn read(
    area: &Area<'_>,
    lang: &Located<String>,
    table: &Located<&DeTable<'_>>,
    site: &SiteDefaults<'_>,
    sources: &Sources,
    problems: &mut Problems,
) -> Locale {
    let prefix = if site.is_first {
        String::new()
    } else {
        format!("{}/", lang.value.to_lowercase())
    };
    let (words, strings) = strings(area, lang, sources, problems);
    let root = format!("{}{prefix}", site.base);
    let mut fields = Fields::new(area, table.value, table.span.clone());
    let name = fields.required("name", problems);
    let tagline = fields.required("tagline", problems);
    let mut external_links = Vec::new();
    let locale = Locale {
        topics: topics(&mut fields, problems),
        contacts: contact::worded(site.contacts, &mut fields, site.country, problems),
        navigation: navigation(&mut fields, &mut external_links, problems),
        site: Arc::new(Site {
            schema: SCHEMA,
            lang: lang.value.clone(),
            dir: words.direction.clone(),
            footer: subscribing(
                footer(&mut fields, site, &mut external_links, problems),
                &words,
                &root,
            ),
            root,
            name: name.map_or_else(String::new, |name| name.value),
            tagline: tagline.map_or_else(String::new, |tagline| tagline.value),
            navigation: Vec::new(),
            access_keys: site.access_keys.clone(),
            languages: Vec::new(),
            strings,
        }),
        prefix,
        words,
        external_links,
    };
    fields.finish(problems);
    locale
}

fn strings(
    area: &Area<'_>,
    lang: &Located<String>,
    sources: &Sources,
    problems: &mut Problems,
) -> (PressStrings, UiStrings) {
    let path = format!("strings/{}.toml", lang.value);
    if let Some(source) = sources.texts.get(&path) {
        return words::read(source, problems);
    }
    problems.push(
        area.problem(
            &rule::SITE_MISSING_STRINGS,
            format!("{path} is missing"),
            lang.span.clone(),
            "this language has no words",
        )
        .help("Copy the strings of another language to that name, and translate them."),
    );
    (PressStrings::default(), UiStrings::default())
}

fn topics(fields: &mut Fields<'_, '_>, problems: &mut Problems) -> BTreeMap<String, Topic> {
    let Some(table) = fields.table("topics", problems) else {
        return BTreeMap::new();
    };
    let mut names = Fields::new(fields.area, table.value, table.span);
    let mut topics = BTreeMap::new();
    for key in names.keys() {
        let name = names.required(&key.value, problems);
        match (Slug::parse(&key.value), name) {
            (Ok(slug), Some(name)) => {
                let name = name.value;
                topics.insert(key.value, Topic { slug, name });
            }
            (Err(_), _) => problems.push(
                fields
                    .area
                    .problem(
                        &rule::SITE_BAD_TOPIC,
                        format!("`{}` cannot stand in an address", key.value),
                        key.span,
                        "the topic's key",
                    )
                    .help("Use lower-case letters a–z, digits and single hyphens."),
            ),
            (Ok(_), None) => {}
        }
    }
    topics
}

fn navigation(
    fields: &mut Fields<'_, '_>,
    external_links: &mut Vec<ExternalLink>,
    problems: &mut Problems,
) -> Vec<NavigationEntry> {
    let wanted = "a list of entries such as { text = \"News\", page = \"/news/\" }";
    let mut entries = Vec::new();
    for item in fields.list("navigation", wanted, problems) {
        let DeValue::Table(table) = item.value else {
            problems.push(fields.area.wrong_type("navigation", wanted, &item));
            continue;
        };
        let mut entry = Fields::new(fields.area, table, item.span.clone());
        let text = entry.required("text", problems);
        let url = url(&mut entry, external_links, problems);
        let target = match url {
            Some(url) => Some(NavigationTarget::Url(url)),
            None => entry.required("page", problems).map(NavigationTarget::Page),
        };
        entry.finish(problems);
        if let (Some(text), Some(target)) = (text, target) {
            let text = text.value;
            entries.push(NavigationEntry { text, target });
        }
    }
    entries
}

/// Reads an address elsewhere, and keeps it if it can be asked for.
fn url(
    fields: &mut Fields<'_, '_>,
    external_links: &mut Vec<ExternalLink>,
    problems: &mut Problems,
) -> Option<String> {
    let url = fields.text("url", problems)?;
    let link = Url::parse(&url.value).ok();
    external_links.extend(link.and_then(|link| ExternalLink::new(link, url.span.clone())));
    if !has_safe_scheme(&url.value) || !url.value.contains(':') {
        problems.push(
            fields
                .area
                .problem(
                    &rule::SITE_BAD_URL,
                    "this is not an address that readers can follow",
                    url.span,
                    "not an address",
                )
                .help("Write the whole address, such as \"https://example.org/\"."),
        );
    }
    Some(url.value)
}

fn footer(
    fields: &mut Fields<'_, '_>,
    site: &SiteDefaults<'_>,
    external_links: &mut Vec<ExternalLink>,
    problems: &mut Problems,
) -> Footer {
    let Some(table) = fields.table("footer", problems) else {
        fields.missing("footer", problems);
        return Footer::default();
    };
    let mut footer = Fields::new(fields.area, table.value, table.span);
    let wanted = "a list of facts such as { label = \"Tel:\", phone = \"+886-2-2754-1255\" }";
    let mut facts = Vec::new();
    for item in footer.list("facts", wanted, problems) {
        let DeValue::Table(table) = item.value else {
            problems.push(fields.area.wrong_type("facts", wanted, &item));
            continue;
        };
        let mut entry = Fields::new(fields.area, table, item.span);
        facts.extend(fact(&mut entry, site, external_links, problems));
        entry.finish(problems);
    }
    let organization = footer.required("organization", problems);
    let notes = footer.texts("notes", problems);
    footer.finish(problems);
    Footer {
        facts,
        organization: organization.map_or_else(String::new, |text| text.value),
        notes: notes.into_iter().map(|note| note.value).collect(),
    }
}

/// A footer with the way to the page that tells how news come to readers.
fn subscribing(mut footer: Footer, words: &PressStrings, root: &str) -> Footer {
    footer.facts.push(Fact {
        label: words.subscribe_label.clone(),
        text: words.title_subscribe.clone(),
        href: Some(format!("{root}{}", Route::Subscribe.path())),
    });
    footer
}

fn fact(
    fields: &mut Fields<'_, '_>,
    site: &SiteDefaults<'_>,
    external_links: &mut Vec<ExternalLink>,
    problems: &mut Problems,
) -> Option<Fact> {
    let label = fields.required("label", problems)?.value;
    let phone = contact::phone(fields, site.country, problems);
    let email = contact::email(fields, problems);
    let url = url(fields, external_links, problems);
    let linked = match (phone, email, url) {
        (Some(phone), _, _) => Some((phone.text, phone.machine)),
        (_, Some(email), _) => Some((email.clone(), format!("mailto:{email}"))),
        (_, _, Some(url)) => Some((url.clone(), url)),
        _ => None,
    };
    let text = match &linked {
        Some(_) => fields.text("text", problems),
        None if fields.any("phone").is_some() => None,
        None => fields.required("text", problems),
    };
    let (own, href) = linked.unzip();
    Some(Fact {
        label,
        text: text.map(|text| text.value).or(own)?,
        href,
    })
}

impl Locale {
    /// The path of a route with the site's root, as links need it.
    pub fn href(&self, route: &Route) -> String {
        format!("{}{}", self.site.root, route.path())
    }

    /// Name of the file with what all pages of this language share.
    pub fn site_file(&self) -> String {
        format!("site.{}.json", self.site.lang)
    }
}
