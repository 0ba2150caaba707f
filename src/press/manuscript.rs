//! A manuscript: its front matter, checked, and where its body begins.

use phonenumber::country;

use super::{
    config::Config,
    contact,
    fields::{Area, Fields, Located, suggest},
    locale::Locale,
    medium::slugify,
    moment::{Moment, MomentError},
    problem::{Problem, Source},
};
use crate::model::{Contact, Route, Slug};

/// A manuscript whose body is still Markdown.
pub struct Manuscript {
    /// Path below the content folder, with slashes.
    pub path: String,
    /// The file.
    pub source: Source,
    /// Index into [`Config::languages`].
    pub language: usize,
    /// Where it is published.
    pub route: Route,
    /// Where the slug stands, for reports.
    pub slug_span: std::ops::Range<usize>,
    /// The headline.
    pub title: String,
    /// One or two sentences about it.
    pub summary: String,
    /// What only articles have.
    pub news: Option<News>,
    /// Offset at which the body begins.
    pub body: usize,
}

/// What an article says of itself beyond what every manuscript does.
pub struct News {
    /// When it was published.
    pub published: Moment,
    /// When it was last changed.
    pub modified: Option<Moment>,
    /// Keys of its topics.
    pub topics: Vec<String>,
    /// Whom to ask.
    pub contact: Option<Contact>,
    /// How often it has been read.
    pub views: Option<u64>,
    /// Former addresses, from the site's root.
    pub aliases: Vec<Located<String>>,
}

const FENCE: &str = "+++";

/// Reads a manuscript; `None` where so much is missing that it has no place in the edition.
pub fn read(
    path: &str,
    source: &Source,
    config: &Config,
    problems: &mut Vec<Problem>,
) -> Option<Manuscript> {
    let text = source.inner();
    let Some((matter, body)) = split(text) else {
        let first = text.find('\n').unwrap_or(text.len());
        problems.push(
            Problem::new(
                "front-matter::missing",
                "this manuscript has no front matter",
            )
            .at(source, 0..first, "expected +++")
            .help("Begin the file with a line +++, then title, summary and published, then another line +++."),
        );
        return None;
    };
    let area = Area {
        name: "front-matter",
        source,
        base: matter.start,
    };
    let before = problems.len();
    let table = area.parse(&text[matter], problems);
    let is_whole = problems.len() == before;
    let mut fields = Fields::new(&area, &table, 0..FENCE.len());
    // Where the TOML is broken, what seems to be missing may just not have been understood.
    let mut found = Vec::new();
    let manuscript = Reader {
        path,
        source,
        config,
        body,
    }
    .read(&mut fields, &mut found);
    fields.finish(&mut found);
    if is_whole {
        problems.append(&mut found);
    }
    manuscript
}

/// The ranges of the front matter and of where the body begins.
fn split(text: &str) -> Option<(std::ops::Range<usize>, usize)> {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next()?;
    if first.trim_end() != FENCE {
        return None;
    }
    let mut end = first.len();
    for line in lines {
        if line.trim_end() == FENCE {
            return Some((first.len()..end, end + line.len()));
        }
        end += line.len();
    }
    None
}

struct Reader<'a> {
    path: &'a str,
    source: &'a Source,
    config: &'a Config,
    body: usize,
}

impl Reader<'_> {
    fn read(&self, fields: &mut Fields<'_, '_>, problems: &mut Vec<Problem>) -> Option<Manuscript> {
        let (name, language) = self.language(fields, problems);
        let locale = self.config.languages.get(language)?;
        let title = fields.required("title", problems);
        let summary = fields.required("summary", problems);
        let is_news = self.path.starts_with("news/");
        let slug = self.slug(&name, is_news, fields, problems);
        let news = is_news
            .then(|| self.news(locale, fields, problems))
            .flatten();
        if is_news && news.is_none() {
            return None;
        }
        let route = match slug.value.as_str() {
            "home" if !is_news => Route::Home,
            "404" if !is_news => Route::NotFound,
            text => match Slug::parse(text).ok()? {
                slug if is_news => Route::Article(slug),
                slug => Route::Page(slug),
            },
        };
        Some(Manuscript {
            path: self.path.to_owned(),
            source: std::sync::Arc::clone(self.source),
            language,
            route,
            slug_span: slug.span,
            title: title.map_or_else(String::new, |title| title.value),
            summary: summary.map_or_else(String::new, |summary| summary.value),
            news,
            body: self.body,
        })
    }

    /// The file's name without language and ending, and the language: from the name, else `lang`, else the first.
    fn language(
        &self,
        fields: &mut Fields<'_, '_>,
        problems: &mut Vec<Problem>,
    ) -> (String, usize) {
        let file = self.path.rsplit('/').next().unwrap_or(self.path);
        let stem = file.strip_suffix(".md").unwrap_or(file);
        let languages = &self.config.languages;
        let index = |lang: &str| languages.iter().position(|locale| locale.site.lang == lang);
        let written = fields.text("lang", problems).and_then(|lang| {
            let found = index(&lang.value);
            if found.is_none() {
                let known = languages.iter().map(|locale| locale.site.lang.as_str());
                problems.push(
                    fields
                        .area
                        .problem(
                            "unknown-language",
                            format!("\"{}\" is not a language of this site", lang.value),
                            lang.span,
                            "not in site.toml's languages",
                        )
                        .help(suggest(&lang.value, known)),
                );
            }
            found
        });
        let named = stem
            .rsplit_once('.')
            .and_then(|(name, lang)| Some((name, index(lang)?)));
        match named {
            Some((name, index)) => (name.to_owned(), index),
            None => (stem.to_owned(), written.unwrap_or(0)),
        }
    }

    fn slug(
        &self,
        name: &str,
        is_news: bool,
        fields: &mut Fields<'_, '_>,
        problems: &mut Vec<Problem>,
    ) -> Located<String> {
        let slug = fields.text("slug", problems).unwrap_or_else(|| Located {
            value: name.to_owned(),
            span: 0..FENCE.len(),
        });
        let path = if is_news {
            format!("news/{}/", slug.value)
        } else {
            format!("{}/", slug.value)
        };
        let is_language = |locale: &Locale| !is_news && locale.prefix == path;
        let taken = Route::parse(&path).is_none() || self.config.languages.iter().any(is_language);
        if taken {
            let better = slugify(&slug.value);
            let help = if better.is_empty() || better == slug.value || better.len() > Slug::MAX {
                "Set `slug` in the front matter: lower-case letters a–z, digits and single hyphens, at most 96, and no word that press uses itself (news, topics, archive, search, media, assets …).".to_owned()
            } else {
                format!(
                    "Set `slug = \"{better}\"` in the front matter, or name the file {better}.md."
                )
            };
            problems.push(
                fields
                    .area
                    .problem(
                        "bad-slug",
                        format!("`{}` cannot be the end of an address", slug.value),
                        slug.span.clone(),
                        "slug, from here or the file's name",
                    )
                    .help(help),
            );
        }
        slug
    }

    fn news(
        &self,
        locale: &Locale,
        fields: &mut Fields<'_, '_>,
        problems: &mut Vec<Problem>,
    ) -> Option<News> {
        let published = self.moment("published", fields, problems);
        let modified = self.moment("modified", fields, problems);
        if published.is_none() && fields.any("published").is_none() {
            fields.missing("published", problems);
        }
        if let (Some(published), Some(modified)) = (&published, &modified)
            && modified.value.when < published.value.when
        {
            problems.push(
                fields
                    .area
                    .problem(
                        "modified-before-published",
                        "it was modified before it was published",
                        modified.span.clone(),
                        "earlier",
                    )
                    .at(self.source, published.span.clone(), "later")
                    .help("Check both dates; leave `modified` out if it was never changed."),
            );
        }
        let news = News {
            topics: topics(locale, fields, problems),
            contact: self.contact(self.config.country, fields, problems),
            views: fields.integer("views", problems).map(|views| views.value),
            aliases: aliases(fields, problems),
            modified: modified.map(|modified| modified.value),
            published: published?.value,
        };
        Some(news)
    }

    fn moment(
        &self,
        key: &str,
        fields: &mut Fields<'_, '_>,
        problems: &mut Vec<Problem>,
    ) -> Option<Located<Moment>> {
        let found = fields.any(key)?;
        let text = match (found.value.as_str(), found.value.as_datetime()) {
            (Some(text), _) => text.to_owned(),
            (_, Some(date)) if date.date.is_some() => date.to_string(),
            _ => {
                let wanted = "a date such as 2017-10-19T16:58:00";
                problems.push(fields.area.wrong_type(key, wanted, &found));
                return None;
            }
        };
        let span = found.span;
        match Moment::parse(&text, self.config.time_zone.as_ref()) {
            Ok(value) => Some(Located { value, span }),
            Err(error) => {
                let (rule, message, help) = explain(key, &error);
                problems.push(fields.area.problem(rule, message, span, "here").help(help));
                None
            }
        }
    }

    fn contact(
        &self,
        country: Option<country::Id>,
        fields: &mut Fields<'_, '_>,
        problems: &mut Vec<Problem>,
    ) -> Option<Contact> {
        let found = fields.any("contact")?;
        if let Some(table) = found.value.as_table() {
            let table = Located {
                value: table,
                span: found.span,
            };
            return Some(contact::read(fields.area, &table, country, problems));
        }
        let Some(name) = found.value.as_str() else {
            let wanted = "the name of a contact of site.toml, or a table of organization, person, phone and email";
            problems.push(fields.area.wrong_type("contact", wanted, &found));
            return None;
        };
        let contact = self.config.contacts.get(name);
        if contact.is_none() {
            let known = self.config.contacts.keys().map(String::as_str);
            problems.push(
                fields
                    .area
                    .problem(
                        "unknown-contact",
                        format!("site.toml has no contact \"{name}\""),
                        found.span,
                        "unknown",
                    )
                    .help(suggest(name, known)),
            );
        }
        contact.cloned()
    }
}

fn topics(
    locale: &Locale,
    fields: &mut Fields<'_, '_>,
    problems: &mut Vec<Problem>,
) -> Vec<String> {
    let mut topics = Vec::new();
    for topic in fields.texts("topics", problems) {
        if !locale.topics.contains_key(&topic.value) {
            let known = locale.topics.keys().map(String::as_str);
            let lang = &locale.site.lang;
            problems.push(
                fields
                    .area
                    .problem(
                        "unknown-topic",
                        format!(
                            "site.toml names no topic \"{}\" in [{lang}.topics]",
                            topic.value
                        ),
                        topic.span,
                        "unknown",
                    )
                    .help(suggest(&topic.value, known)),
            );
        } else if !topics.contains(&topic.value) {
            topics.push(topic.value);
        }
    }
    topics
}

fn aliases(fields: &mut Fields<'_, '_>, problems: &mut Vec<Problem>) -> Vec<Located<String>> {
    let mut aliases = Vec::new();
    for alias in fields.texts("aliases", problems) {
        if !alias.value.starts_with('/') || alias.value.contains(char::is_whitespace) {
            problems.push(
                fields
                    .area
                    .problem(
                        "bad-alias",
                        "an alias is a path from the root of the site",
                        alias.span,
                        "not such a path",
                    )
                    .help("Write what came after the host's name, such as \"/old/news.asp\"."),
            );
        } else {
            aliases.push(alias);
        }
    }
    aliases
}

fn explain(key: &str, error: &MomentError) -> (&'static str, String, &'static str) {
    match error {
        MomentError::Impossible(why) => (
            "bad-date",
            format!("`{key}` is not a date: {why}"),
            "Write dates as 2017-10-19 or 2017-10-19T16:58:00.",
        ),
        MomentError::Zoneless => (
            "zoneless-date",
            format!("`{key}` does not say in which time zone it is, nor does site.toml"),
            "Write an offset, such as 2017-10-19T16:58:00+08:00, or set `time_zone` in site.toml.",
        ),
        MomentError::Gap(zone) => (
            "bad-date",
            format!("clocks in {zone} never showed the time of `{key}`"),
            "They were put forward over it for summer time. Write the time before or after, or an offset.",
        ),
    }
}
