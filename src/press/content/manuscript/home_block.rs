//! Blocks of the start page: a lead, pinned articles, a topic, the newest.

use std::ops::Range;

use gazette_diagnostics::{
    problem::{Problem, Problems},
    rule,
    suggest::suggest,
};
use gazette_model::Route;

use crate::{
    config::{date::Moment, locale::Locale},
    manuscript::{ManuscriptReader, keys},
    toml::{Fields, Located, MOST},
};

/// Articles of a topic where a block does not say how many.
const STORIES: usize = 3;

/// Keys of which a block has one.
const SOURCES: [&str; 4] = [
    keys::BLOCK_LEAD,
    keys::BLOCK_TOPIC,
    keys::BLOCK_NEWEST,
    keys::BLOCK_PIN,
];

/// A block of the start page, as it is written.
pub struct HomeBlock {
    /// Heading that readers see.
    pub heading: String,
    /// The articles that it shows.
    pub source: BlockSource,
}

/// Source of a block's articles.
pub enum BlockSource {
    /// One article, larger than others.
    Lead(StoryName),
    /// Articles that stay for a time.
    Pins(Vec<Pin>),
    /// The newest of a topic, by its key, and how many.
    Topic(String, usize),
    /// The newest of all, and how many.
    Newest(usize),
}

/// An article that is named, of the page's own language.
pub struct StoryName {
    /// Its route.
    pub route: Route,
    /// Byte range at which it is named.
    pub span: Range<usize>,
}

/// A pinned article.
pub struct Pin {
    /// The article.
    pub story: StoryName,
    /// The moment from which it is no longer pinned.
    pub until: Moment,
}

impl HomeBlock {
    /// Articles that it names, each with the end of its pin.
    pub fn stories(&self) -> impl Iterator<Item = (&StoryName, Option<&Moment>)> {
        let (lead, pins) = match &self.source {
            BlockSource::Lead(story) => (Some(story), &[][..]),
            BlockSource::Pins(pins) => (None, pins.as_slice()),
            BlockSource::Topic(..) | BlockSource::Newest(_) => (None, &[][..]),
        };
        let pins = pins.iter().map(|pin| (&pin.story, Some(&pin.until)));
        lead.map(|story| (story, None)).into_iter().chain(pins)
    }
}

impl ManuscriptReader<'_> {
    /// Reads `[[block]]`.
    pub(super) fn home_blocks(
        &self,
        locale: &Locale,
        is_home: bool,
        fields: &mut Fields<'_, '_>,
        problems: &mut Problems,
    ) -> Vec<HomeBlock> {
        let mut blocks = Vec::new();
        if let Some(found) = fields.any(keys::BLOCK).filter(|_| !is_home) {
            let message = "only the start page is made of blocks";
            let problem = Problem::new(&rule::FRONT_MATTER_BAD_BLOCK, message);
            problems.push(
                problem
                    .at(self.source, found.span, "not on this page")
                    .help("Write it into pages/home.md, or take it out."),
            );
        }
        for table in fields.tables(keys::BLOCK, problems) {
            let mut table = table.knowing(keys::HOME_BLOCK);
            let heading = table.required(keys::BLOCK_HEADING, problems);
            let source = self.block_source(locale, &mut table, problems);
            table.finish(problems);
            if let (Some(heading), Some(source)) = (heading, source) {
                let heading = heading.value;
                blocks.push(HomeBlock { heading, source });
            }
        }
        blocks
    }

    /// What a block shows: every key is read, so that each is checked, and one of them counts.
    fn block_source(
        &self,
        locale: &Locale,
        table: &mut Fields<'_, '_>,
        problems: &mut Problems,
    ) -> Option<BlockSource> {
        only_one(table, problems);
        let lead = table.said(keys::BLOCK_LEAD, problems);
        let lead = lead.and_then(|lead| story(table, lead, problems));
        let topic = table.said(keys::BLOCK_TOPIC, problems);
        let topic = topic.and_then(|topic| known_topic(locale, table, topic, problems));
        let stories = count(table, keys::BLOCK_STORIES, problems);
        let newest = count(table, keys::BLOCK_NEWEST, problems);
        let pins = self.pins(table, problems);
        lead.map(BlockSource::Lead)
            .or_else(|| Some(BlockSource::Topic(topic?, stories.unwrap_or(STORIES))))
            .or_else(|| newest.map(BlockSource::Newest))
            .or_else(|| (!pins.is_empty()).then_some(BlockSource::Pins(pins)))
    }

    fn pins(&self, table: &mut Fields<'_, '_>, problems: &mut Problems) -> Vec<Pin> {
        let mut pins = Vec::new();
        for pin in table.tables(keys::BLOCK_PIN, problems) {
            let mut pin = pin.knowing(keys::PIN);
            let article = pin.required(keys::PIN_ARTICLE, problems);
            let until = self.required_moment(keys::PIN_UNTIL, &mut pin, problems);
            let story = article.and_then(|article| story(&pin, article, problems));
            pin.finish(problems);
            if let (Some(story), Some(until)) = (story, until) {
                let until = until.value;
                pins.push(Pin { story, until });
            }
        }
        pins
    }
}

/// Reports a block that shows nothing, or more than one thing.
fn only_one(table: &mut Fields<'_, '_>, problems: &mut Problems) {
    let found: Vec<_> = SOURCES.iter().filter_map(|key| table.any(key)).collect();
    let (span, message) = match &found[..] {
        [] => (table.place(), "this block shows nothing".to_owned()),
        [_] => {
            let topic = table.any(keys::BLOCK_TOPIC);
            let Some(stories) = table.any(keys::BLOCK_STORIES).filter(|_| topic.is_none()) else {
                return;
            };
            (stories.span, "`stories` is there without `topic`".into())
        }
        [_, second, ..] => (
            second.span.clone(),
            "this block shows more than one thing".to_owned(),
        ),
    };
    let problem = table
        .area
        .problem(&rule::FRONT_MATTER_BAD_BLOCK, message, span, "here");
    problems.push(problem.help(
        "A block has one of `lead`, `topic`, `newest` and `[[block.pin]]`; `stories` goes with `topic`. Make two blocks of it, each with its heading.",
    ));
}

/// The article of a path such as `/news/water/`.
fn story(
    table: &Fields<'_, '_>,
    path: Located<String>,
    problems: &mut Problems,
) -> Option<StoryName> {
    let Located { value, span } = path;
    let below = value.strip_prefix('/');
    let below = below.map(|below| below.strip_suffix('/').unwrap_or(below));
    match below.and_then(Route::parse) {
        Some(route @ Route::Article(_)) => return Some(StoryName { route, span }),
        // An empty one has been reported.
        _ if value.trim().is_empty() => return None,
        _ => {}
    }
    let message = format!("{value} is no article of this page's language");
    let problem = table.area.problem(
        &rule::FRONT_MATTER_MISSING_STORY,
        message,
        span,
        "not the path of an article",
    );
    problems.push(problem.help(
        "Write the article's path as it is in the first language, such as \"/news/water/\": readers stay in theirs.",
    ));
    None
}

fn known_topic(
    locale: &Locale,
    table: &Fields<'_, '_>,
    topic: Located<String>,
    problems: &mut Problems,
) -> Option<String> {
    if locale.topics.contains_key(&topic.value) {
        return Some(topic.value);
    }
    if topic.value.trim().is_empty() {
        return None;
    }
    let known = locale.topics.keys().map(String::as_str);
    let (lang, name) = (&locale.site.lang, &topic.value);
    let message = format!("site.toml names no topic \"{name}\" in [{lang}.topics]");
    let problem = table.area.problem(
        &rule::FRONT_MATTER_UNKNOWN_TOPIC,
        message,
        topic.span,
        "unknown",
    );
    problems.push(problem.help(suggest(name, known)));
    None
}

/// A number of articles.
fn count(table: &mut Fields<'_, '_>, key: &str, problems: &mut Problems) -> Option<usize> {
    let Located { value, span } = table.integer(key, problems)?;
    if (1..=MOST).contains(&value) {
        return usize::try_from(value).ok();
    }
    let message = format!("`{key}` is not from 1 to {MOST}");
    let problem = table
        .area
        .problem(&rule::FRONT_MATTER_BAD_BLOCK, message, span, "here");
    problems.push(problem.help("The lists of news and of topics have all articles."));
    None
}
