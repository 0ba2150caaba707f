//! A manuscript: its front matter, checked, and where its body begins.

pub mod alias;
mod attachments;
mod history;
mod home_block;
pub mod keys;
mod lead_image;
mod news;
mod schedule;

use std::{collections::BTreeMap, ops::Range};

use crate::config::ids::{LanguageId, PageId};
pub use attachments::Attachment;
use gazette_diagnostics::{
    problem::{Problem, Problems},
    rule::{self, RuleArea},
    source::Source,
    suggest::suggest,
};
use gazette_model::{Route, Slug, slugify};
pub use history::HistoryNote;
pub use home_block::{BlockSource, HomeBlock, Pin, StoryName};
use jiff::Zoned;
pub use lead_image::LeadImage;
pub use news::News;
pub use schedule::Schedule;

use crate::{
    config::{locale::Locale, site::Config},
    source::media::MediaFile,
    toml::{Area, Fields, Holder, Located, allow, allow::Allowance},
};

/// A manuscript whose body is still Markdown.
pub struct Manuscript {
    /// Path below the content folder, with slashes.
    pub path: String,
    /// The file.
    pub source: Source,
    /// Its language.
    pub language: LanguageId,
    /// Route at which it is published.
    pub route: Route,
    /// Byte range of the slug, for reports.
    pub slug_span: Range<usize>,
    /// The headline.
    pub title: String,
    /// Byte range of the headline, for reports.
    pub title_span: Range<usize>,
    /// One or two sentences about it.
    pub summary: String,
    /// Rules that it may break.
    pub allowances: Vec<Allowance>,
    /// Dates on which it appears, expires and is due for review.
    pub schedule: Schedule,
    /// Metadata of an article; `None` for other pages.
    pub news: Option<News>,
    /// Blocks of a start page, from top to bottom.
    pub blocks: Vec<HomeBlock>,
    /// Offset at which the body begins.
    pub body: usize,
}

const FENCE: &str = "+++";

/// Reads a manuscript; `None` where so much is missing that it has no place in the edition. `now` is the date of drafts
/// that have none. What is wrong with a draft is a warning: it must not hold up what others publish.
pub fn read(
    path: &str,
    source: &Source,
    config: &Config,
    media: &BTreeMap<String, MediaFile>,
    now: &Zoned,
    problems: &mut Problems,
) -> Option<Manuscript> {
    let text = source.inner();
    let Some((matter, body)) = split(text) else {
        problems.push(no_front_matter(source));
        return None;
    };
    let area = Area {
        kind: RuleArea::FrontMatter,
        source,
        base: matter.start,
    };
    let mut own = Problems::default();
    let table = area.parse(&text[matter], &mut own);
    let is_whole = own.is_empty();
    let holder = if path.starts_with("news/") {
        Holder::Article
    } else {
        Holder::Page
    };
    let mut fields = Fields::new(&area, &table, 0..FENCE.len()).knowing(keys::of(holder));
    // Where the TOML is broken, what seems to be missing may just not have been understood.
    let mut found = Problems::default();
    let manuscript = ManuscriptReader {
        path,
        source,
        config,
        media,
        now,
        body,
    }
    .read(&mut fields, &mut found);
    let draft = fields.any(keys::DRAFT).map(|draft| draft.value.as_bool());
    let is_draft = manuscript.as_ref().is_none_or(|it| it.schedule.is_draft);
    fields.finish(&mut found);
    if is_whole {
        own.append(&mut found);
    }
    if is_draft && draft == Some(Some(true)) {
        own.warn();
    }
    problems.append(&mut own);
    manuscript
}

impl Manuscript {
    /// The picture at the head of an article.
    pub fn image(&self) -> Option<&LeadImage> {
        self.news.as_ref()?.image.as_ref()
    }

    /// Its page.
    pub fn page(&self) -> PageId {
        PageId::new(self.language, self.route.clone())
    }
}

/// Tells whether the end of a file's name looks like the tag of a language: `fr`, `zh_Hant_TW`.
fn is_like_tag(end: &str) -> bool {
    let mut parts = end.split(['-', '_']);
    let is_language =
        |part: &str| (2..=3).contains(&part.len()) && part.bytes().all(|c| c.is_ascii_alphabetic());
    let is_subtag = |part: &str| {
        (2..=8).contains(&part.len()) && part.bytes().all(|c| c.is_ascii_alphanumeric())
    };
    parts.next().is_some_and(is_language) && parts.all(is_subtag)
}

fn no_front_matter(source: &Source) -> Problem {
    let text = source.inner();
    let first = text.find('\n').unwrap_or(text.len());
    if text[..first].trim_end() == FENCE {
        let message = "the front matter of this manuscript does not end";
        return Problem::new(&rule::FRONT_MATTER_MISSING, message)
            .at(source, 0..FENCE.len(), "begins here")
            .help("Write a second line +++ below the last key, and nothing else on that line.");
    }
    let message = "this manuscript has no front matter";
    Problem::new(&rule::FRONT_MATTER_MISSING, message)
        .at(source, 0..first, "expected +++")
        .help("Begin the file with a line +++, then title, summary and published, then another line +++.")
}

/// The ranges of the front matter and of where the body begins.
fn split(text: &str) -> Option<(Range<usize>, usize)> {
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

struct ManuscriptReader<'a> {
    path: &'a str,
    source: &'a Source,
    config: &'a Config,
    media: &'a BTreeMap<String, MediaFile>,
    now: &'a Zoned,
    body: usize,
}

impl ManuscriptReader<'_> {
    fn read(&self, fields: &mut Fields<'_, '_>, problems: &mut Problems) -> Option<Manuscript> {
        let (name, language) = self.language(fields, problems);
        let locale = self.config.languages.get(language)?;
        let title = fields.required(keys::TITLE, problems);
        let summary = fields.required(keys::SUMMARY, problems);
        let is_news = self.path.starts_with("news/");
        let slug = self.slug(&name, is_news, fields, problems);
        let is_home = !is_news && slug.value == "home";
        let blocks = if is_news {
            Vec::new()
        } else {
            self.home_blocks(locale, is_home, fields, problems)
        };
        let allowances = allow::of_file(fields, problems);
        let mut schedule = self.schedule(fields, problems);
        let news = is_news
            .then(|| self.news(locale, &schedule, fields, problems))
            .flatten();
        if is_news && news.is_none() {
            return None;
        }
        let route = match slug.value.as_str() {
            "home" if is_home => Route::Home,
            "404" if !is_news => Route::NotFound,
            text => match Slug::parse(text).ok()? {
                slug if is_news => Route::Article(slug),
                slug => Route::Page(slug),
            },
        };
        if matches!(route, Route::Home | Route::NotFound) {
            self.always_there(&mut schedule, problems);
        }
        let (title, title_span) =
            title.map_or((String::new(), 0..FENCE.len()), |it| (it.value, it.span));
        Some(Manuscript {
            path: self.path.to_owned(),
            source: std::sync::Arc::clone(self.source),
            language,
            route,
            slug_span: slug.span,
            title,
            title_span,
            summary: summary.map_or_else(String::new, |summary| summary.value),
            allowances,
            schedule,
            news,
            blocks,
            body: self.body,
        })
    }

    /// The file's name without language and ending, and the language: from the name, else `lang`, else the first.
    fn language(
        &self,
        fields: &mut Fields<'_, '_>,
        problems: &mut Problems,
    ) -> (String, LanguageId) {
        let file = self.path.rsplit('/').next().unwrap_or(self.path);
        let stem = file.strip_suffix(".md").unwrap_or(file);
        let languages = &self.config.languages;
        let index = |lang: &str| languages.position(|locale| locale.site.lang == lang);
        let written = fields.text(keys::LANG, problems).and_then(|lang| {
            let found = index(&lang.value);
            if found.is_none() {
                let known = languages.iter().map(|locale| locale.site.lang.as_str());
                problems.push(
                    fields
                        .area
                        .problem(
                            &rule::FRONT_MATTER_UNKNOWN_LANGUAGE,
                            format!("\"{}\" is not a language of this site", lang.value),
                            lang.span,
                            "not in site.toml's languages",
                        )
                        .help(suggest(&lang.value, known)),
                );
            }
            found
        });
        let split = stem.rsplit_once('.');
        let named = split.and_then(|(name, lang)| Some((name, index(lang)?)));
        if let Some((name, tag)) = split.filter(|(_, tag)| named.is_none() && is_like_tag(tag)) {
            self.no_language(name, tag, fields, problems);
            return (name.to_owned(), written.unwrap_or(LanguageId::FIRST));
        }
        match named {
            Some((name, index)) => (name.to_owned(), index),
            None => (stem.to_owned(), written.unwrap_or(LanguageId::FIRST)),
        }
    }

    /// Reports a language in the file's name that the site has not.
    fn no_language(&self, name: &str, tag: &str, fields: &Fields<'_, '_>, problems: &mut Problems) {
        let tags = self.config.languages.iter();
        let tags = tags.map(|locale| locale.site.lang.as_str());
        let plain = |tag: &str| tag.to_lowercase().replace('_', "-");
        let help = match tags.clone().find(|known| plain(known) == plain(tag)) {
            Some(known) => format!("Call it {name}.{known}.md."),
            None => format!(
                "The languages of the site are {}. Add this one to site.toml, or give the file another name.",
                tags.collect::<Vec<_>>().join(", ")
            ),
        };
        let message = format!("{tag} in the name of this file is not a language of this site");
        let rule = &rule::FRONT_MATTER_UNKNOWN_LANGUAGE;
        let place = 0..FENCE.len();
        let problem = fields
            .area
            .problem(rule, message, place, "in the file's name");
        problems.push(problem.help(help));
    }

    fn slug(
        &self,
        name: &str,
        is_news: bool,
        fields: &mut Fields<'_, '_>,
        problems: &mut Problems,
    ) -> Located<String> {
        let slug = fields
            .text(keys::SLUG, problems)
            .unwrap_or_else(|| Located {
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
                        &rule::FRONT_MATTER_BAD_SLUG,
                        format!("`{}` cannot be the end of an address", slug.value),
                        slug.span.clone(),
                        "slug, from here or the file's name",
                    )
                    .help(help),
            );
        }
        slug
    }
}
