//! `press new`: a manuscript with everything that an article needs.

use std::{
    collections::HashSet,
    fs::{self, File},
    io::Write,
    path::Path,
    process::ExitCode,
};

use anyhow::{Context, Result, bail};
use clap::Args;
use deunicode::deunicode_char;
use gazette_content::config::ids::LanguageId;
use gazette_content::{
    body::script::is_cjk,
    check,
    config::{locale::Locale, site::Config},
    manuscript::keys,
    source::load::load,
    toml::Holder,
    visibility::Audience,
};
use gazette_diagnostics::{problem::Problems, suggest::suggest};
use gazette_model::{Route, Slug, slugify};
use jiff::{Zoned, tz::TimeZone};
use toml::Value;

use crate::{content_args::ContentArgs, terminal::report};

/// Longer addresses are cut, between two words.
const LENGTH: usize = 60;

/// `press new`.
#[derive(Debug, Args)]
pub struct New {
    /// The headline.
    title: String,
    /// Language, such as zh-Hant-TW, if it is not the site's first.
    #[arg(long)]
    lang: Option<String>,
    /// End of the address: lower-case letters a–z, digits and hyphens. Else it is made of the title. A translation has
    /// that of its original.
    #[arg(long)]
    slug: Option<String>,
    #[command(flatten)]
    content: ContentArgs,
}

impl New {
    /// Writes the manuscript and says where it is.
    ///
    /// # Errors
    /// If there is no such language, the address is taken, or the disk refuses.
    pub fn run(&self) -> Result<ExitCode> {
        let title = self.title.trim();
        if title.is_empty() || title.contains(char::is_control) {
            bail!("a title is a line of text, such as \"Library hours change in June\"");
        }
        let folder = &self.content.folder;
        let sources = load(folder)?;
        let mut problems = Problems::default();
        let config = Config::read(&sources, &mut problems);
        let Some(config) = config.filter(|_| problems.is_empty()) else {
            report(&problems, "nothing was written")?;
            return Ok(ExitCode::FAILURE);
        };
        let language = self.language(&config)?;
        let locale = &config.languages[language];
        // What is wrong with other articles is no matter here.
        let manuscripts = check::manuscripts(
            &sources,
            &config,
            self.content.as_of(Audience::Editors),
            &mut Problems::default(),
        );
        let taken: HashSet<&Route> = manuscripts
            .iter()
            .filter(|manuscript| manuscript.language == language)
            .map(|manuscript| &manuscript.route)
            .collect();
        let now = Zoned::now();
        let zone = config.time_zone.as_deref().cloned();
        let now = now.with_time_zone(zone.clone().unwrap_or(TimeZone::UTC));
        let published = minute(&now) + if zone.is_some() { "" } else { "Z" };
        let name = |slug: &str| match language {
            LanguageId::FIRST => format!("news/{slug}.md"),
            _ => format!("news/{slug}.{}.md", locale.site.lang),
        };
        let is_free = |slug: &Slug| {
            !taken.contains(&Route::Article(slug.clone()))
                && !sources.texts.contains_key(&name(slug.as_str()))
        };
        let slug = self.slug(title, locale, &now, is_free)?;
        let file = folder.join(name(slug.as_str()));
        write(&file, &manuscript(title, &published, locale))?;
        println!(
            "{}: write on; press check says what is missing",
            file.display()
        );
        Ok(ExitCode::SUCCESS)
    }

    fn language(&self, config: &Config) -> Result<LanguageId> {
        let Some(lang) = &self.lang else {
            return Ok(LanguageId::FIRST);
        };
        config.language(lang).with_context(|| {
            let known = config
                .languages
                .iter()
                .map(|locale| locale.site.lang.as_str());
            format!(
                "\"{lang}\" is not a language of this site. {}",
                suggest(lang, known)
            )
        })
    }

    /// The end of the address: as named, else of the title, with a number behind it if that is taken.
    fn slug(
        &self,
        title: &str,
        locale: &Locale,
        now: &Zoned,
        is_free: impl Fn(&Slug) -> bool,
    ) -> Result<Slug> {
        let is_article = |slug: &Slug| Route::parse(&format!("news/{slug}")).is_some();
        if let Some(named) = &self.slug {
            let slug = Slug::parse(named).ok().filter(is_article).with_context(|| {
                format!("`{named}` cannot be the end of an address: use lower-case letters a–z, digits and single hyphens")
            })?;
            if !is_free(&slug) {
                bail!(
                    "there is an article news/{slug} already in {}",
                    locale.site.lang
                );
            }
            return Ok(slug);
        }
        let stem = match spell(title, &locale.site.lang) {
            stem if stem.is_empty() => now.strftime("%Y-%m-%d").to_string(),
            stem => stem,
        };
        let numbered = (2..).map(|number| format!("{stem}-{number}"));
        let mut slugs = std::iter::once(stem.clone())
            .chain(numbered)
            .filter_map(|slug| Slug::parse(&slug).ok());
        let slug = slugs.find(|slug| is_article(slug) && is_free(slug));
        slug.context("no address can be made of this title; name one by --slug")
    }
}

/// A title in letters for addresses. Chinese is spelt out in Pinyin; where ideographs are read in another language, that
/// would be a guess.
fn spell(title: &str, lang: &str) -> String {
    let is_chinese = lang.split('-').next() == Some("zh");
    let spelt = title.chars().map(|c| match deunicode_char(c) {
        Some(sound) if is_chinese && is_cjk(c) => format!(" {sound} "),
        _ => c.to_string(),
    });
    let slug = slugify(&spelt.collect::<String>());
    if slug.len() <= LENGTH {
        return slug;
    }
    let cut = &slug[..=LENGTH];
    let end = cut.rfind('-').unwrap_or(LENGTH);
    cut[..end].to_owned()
}

/// A moment to the minute, as TOML has it: `2026-11-23T14:05:00`.
pub fn minute(moment: &Zoned) -> String {
    moment.strftime("%Y-%m-%dT%H:%M:00").to_string()
}

/// Every key with what it is: those that an article needs filled in, the others as examples that nothing reads yet.
fn manuscript(title: &str, published: &str, locale: &Locale) -> String {
    let mut parts = Vec::new();
    for key in keys::of(Holder::Article) {
        let hint = hint(key.name, locale);
        let mut part = comment(&[key.says, hint.as_str()].join(" "));
        let filled = filled(key.name, title, published, locale);
        if let Some(value) = &filled {
            part += format!("{} = {value}\n", key.name).as_str();
        }
        // A contact is named or written out; examples of the rest have done their duty.
        if filled.is_none() || key.name == keys::CONTACT {
            let lines = key.sample();
            part.extend(lines.lines().map(|line| format!("# {line}\n")));
        }
        parts.push(part);
    }
    format!(
        "+++\n{}+++\n\n\
         Write the most important thing first: many people read no further.\n\n\
         ## A heading where something new begins\n\n\
         - Lists are easy to read.\n\
         - Links lead to [other news](/news/).\n",
        parts.join("\n")
    )
}

/// Sentences as lines of comment.
fn comment(sentences: &str) -> String {
    let lines = sentences.trim_end().replace(". ", ".\n# ");
    format!("# {lines}\n")
}

/// A value of a new article.
fn filled(key: &str, title: &str, published: &str, locale: &Locale) -> Option<String> {
    let value = match key {
        keys::TITLE => Value::from(title).to_string(),
        keys::SUMMARY => "\"What has happened or will, when, and whom it concerns.\"".to_owned(),
        keys::PUBLISHED => published.to_owned(),
        keys::DRAFT => "true".to_owned(),
        keys::TOPICS if !locale.topics.is_empty() => "[]".to_owned(),
        keys::CONTACT => Value::from(locale.contacts.keys().next()?.as_str()).to_string(),
        _ => return None,
    };
    Some(value)
}

/// A sentence on a key of a new article.
fn hint(key: &str, locale: &Locale) -> String {
    match key {
        keys::SUMMARY => "They can stand alone.".to_owned(),
        keys::DRAFT => {
            "Nobody sees a draft but with `press serve --drafts`. Take this line out when the article is ready."
                .to_owned()
        }
        keys::TOPICS if !locale.topics.is_empty() => {
            format!("As many as apply: {}.", quoted(locale.topics.keys()))
        }
        _ => String::new(),
    }
}

fn quoted<'a>(names: impl Iterator<Item = &'a String>) -> String {
    let names: Vec<String> = names.map(|name| format!("\"{name}\"")).collect();
    names.join(", ")
}

/// Writes a file that is not there yet.
fn write(file: &Path, text: &str) -> Result<()> {
    let fail = || format!("{}: cannot be written", file.display());
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).with_context(fail)?;
    }
    let mut new = File::create_new(file).with_context(fail)?;
    if let Err(error) = new.write_all(text.as_bytes()) {
        // Half a manuscript is of no use to anyone.
        let _ = fs::remove_file(file);
        return Err(error).with_context(fail);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_become_addresses_that_can_be_read() {
        assert_eq!(
            spell("Library hours change in June", "en"),
            "library-hours-change-in-june"
        );
        assert_eq!(
            spell("圖書館6月調整開放時間", "zh-Hant-TW"),
            "tu-shu-guan-6-yue-diao-zheng-kai-fang-shi-jian"
        );
        assert_eq!(
            spell("經濟部ICCM會議", "zh-Hant-TW"),
            "jing-ji-bu-iccm-hui-yi"
        );
        assert_eq!(spell("図書館のお知らせ", "ja"), "");
        let long = spell(&"many words ".repeat(20), "en");
        assert_eq!(long, "many-words-".repeat(5) + "many");
    }
}
