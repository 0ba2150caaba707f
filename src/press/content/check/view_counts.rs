//! `content/views.json`: how often articles were read.

mod articles;
pub mod goaccess;

use std::{
    collections::{BTreeMap, HashSet},
    ops::Range,
};

pub use articles::Articles;
use gazette_diagnostics::{
    problem::{Problem, Problems},
    rule::{self, RuleArea},
    source::Source,
};
use gazette_model::SCHEMA;
use serde_json::{Value, json};

use crate::{
    config::site::Config,
    manuscript::Manuscript,
    source::{load::Sources, path::VIEW_COUNTS},
};

/// Description of a valid count, for reports.
const WANTED: &str = "a whole number such as 1101, not negative";

/// Numbers of views by the paths of articles from the site's root, as links in manuscripts are written: `/news/water/`.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Views(BTreeMap<String, u64>);

impl Views {
    /// Reads the file of a content folder; there is none before anything was counted.
    pub fn read(sources: &Sources, problems: &mut Problems) -> Self {
        let source = sources.texts.get(VIEW_COUNTS);
        source.map_or_else(Self::default, |source| parse(source, problems))
    }

    /// Adds views of an article.
    pub fn add(&mut self, path: &str, count: u64) {
        let all = self.0.entry(path.to_owned()).or_default();
        *all = all.saturating_add(count);
    }

    /// Views by what `articles` knows their paths to name today; without those that name no article.
    #[must_use]
    pub fn sorted(self, articles: &Articles) -> Self {
        let mut sorted = Self::default();
        for (path, count) in self.0 {
            if let Some(path) = articles.find_written(&path) {
                sorted.add(path, count);
            }
        }
        sorted
    }

    /// The larger one of two counts of each article.
    #[must_use]
    pub fn or_more(mut self, other: Self) -> Self {
        for (path, count) in other.0 {
            let most = self.0.entry(path).or_default();
            *most = count.max(*most);
        }
        self
    }

    /// Returns the number of counted articles and their total views.
    pub fn sums(&self) -> (usize, u64) {
        let all = self
            .0
            .values()
            .fold(0, |all: u64, count| all.saturating_add(*count));
        (self.0.len(), all)
    }

    /// The file.
    pub fn text(&self) -> String {
        format!("{:#}\n", json!({ "schema": SCHEMA, "views": self.0 }))
    }
}

/// Has every article show what is the larger number, that of its front matter or that of the file.
pub fn join(
    sources: &Sources,
    config: &Config,
    manuscripts: &mut [Manuscript],
    problems: &mut Problems,
) {
    let Some(source) = sources.texts.get(VIEW_COUNTS) else {
        return;
    };
    let views = parse(source, problems);
    let mut known = HashSet::new();
    for manuscript in manuscripts {
        let path = path_of(config, manuscript);
        if let Some(news) = &mut manuscript.news {
            news.views = news.views.max(views.0.get(&path).copied());
            known.insert(path);
        }
    }
    for path in views.0.keys().filter(|path| !known.contains(*path)) {
        problems.push(
            Problem::new(
                &rule::VIEWS_UNKNOWN_ARTICLE,
                format!("there is no article at {path}"),
            )
            .at(source, place(source, path), "counted here")
            .help("Write the path of an article from the site's root, such as /news/example/, or take the line out. `press views` takes it out, too, unless it is the former address of an article."),
        );
    }
}

/// The path of a manuscript's page from the site's root.
fn path_of(config: &Config, manuscript: &Manuscript) -> String {
    let prefix = &config.languages[manuscript.language].prefix;
    format!("/{prefix}{}", manuscript.route.path())
}

fn parse(source: &Source, problems: &mut Problems) -> Views {
    let mut views = Views::default();
    let syntax = |message: String, span: Range<usize>| {
        Problem::new(&rule::VIEWS_SYNTAX, message)
            .at(source, span, "here")
            .help(format!("Write it as {{ \"schema\": {SCHEMA}, \"views\": {{ \"/news/example/\": 12 }} }}, or bring it back from a copy."))
    };
    let value: Value = match serde_json::from_str(source.inner()) {
        Ok(value) => value,
        Err(error) => {
            let at = source.offset(error.line(), error.column());
            problems.push(syntax(format!("this is not JSON: {error}"), at..at));
            return views;
        }
    };
    match value["schema"].as_u64() {
        Some(schema) if schema == u64::from(SCHEMA) => {}
        Some(schema) if schema > u64::from(SCHEMA) => {
            problems.push(
                Problem::new(
                    &rule::VIEWS_NEWER_SCHEMA,
                    format!("this file is of version {schema}, and press knows {SCHEMA}"),
                )
                .at(source, place(source, "schema"), "newer")
                .help("Use a newer press."),
            );
            return views;
        }
        _ => problems.push(syntax(
            format!("`schema` must be {SCHEMA}"),
            place(source, "schema"),
        )),
    }
    let Some(counts) = value["views"].as_object() else {
        let message = "`views` must be an object of paths and numbers".to_owned();
        problems.push(syntax(message, place(source, "views")));
        return views;
    };
    for (path, count) in counts {
        match count.as_u64() {
            Some(count) => views.add(path, count),
            None => problems.push(
                Problem::of(
                    &rule::TOML_WRONG_TYPE,
                    RuleArea::Views,
                    format!("the count of {path} must be {WANTED}"),
                )
                .at(source, place(source, path), "of this")
                .help(format!("Write {WANTED}.")),
            ),
        }
    }
    views
}

/// Finds a name in the file; an empty range at the start if it is spelt differently there.
fn place(source: &Source, name: &str) -> Range<usize> {
    let written = Value::from(name).to_string();
    let at = source.inner().find(&written);
    at.map_or(0..0, |at| at..at + written.len())
}
