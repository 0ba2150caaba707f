//! Articles that start pages name: they are there, each once, and readers see them or will.

use std::collections::HashMap;

use gazette_diagnostics::{
    problem::{Note, Problem, Problems},
    rule,
    suggest::suggest,
};
use gazette_model::Route;
use jiff::Timestamp;

use crate::{
    config::{date::Moment, ids::LanguageId},
    manuscript::{HomeBlock, Manuscript, StoryName},
    visibility::Visibility,
};

/// Reports names of articles that are not there, are there twice, or that nobody will read. Pins that are over say nothing any more.
pub fn check(manuscripts: &[Manuscript], now: Timestamp, problems: &mut Problems) {
    let homes = manuscripts.iter().filter(|it| !it.blocks.is_empty());
    for home in homes {
        let stories = home.blocks.iter().flat_map(HomeBlock::stories);
        let is_live = |until: Option<&Moment>| until.is_none_or(|until| until.is_after(now));
        let mut named: HashMap<&Route, &StoryName> = HashMap::new();
        for (story, _) in stories.filter(|(_, until)| is_live(*until)) {
            if let Some(first) = named.get(&story.route) {
                problems.push(twice(home, story, first));
                continue;
            }
            named.insert(&story.route, story);
            problems.extend(missing(home, story, manuscripts, now));
        }
    }
}

fn twice(home: &Manuscript, story: &StoryName, first: &StoryName) -> Problem {
    let message = "this article is named twice";
    Problem::new(&rule::FRONT_MATTER_STORY_TWICE, message)
        .at(&home.source, story.span.clone(), "the second time")
        .help("Take it out of one of the blocks: no article stands on the start page twice.")
        .see(Note::new(
            "it is named here already",
            &home.source,
            first.span.clone(),
            "the first time",
        ))
}

/// The problem of an article that is not there, or never will be.
fn missing(
    home: &Manuscript,
    story: &StoryName,
    manuscripts: &[Manuscript],
    now: Timestamp,
) -> Option<Problem> {
    let of_language = |language: LanguageId| {
        let all = manuscripts.iter();
        all.filter(move |it| it.language == language && it.news.is_some())
    };
    // Those that readers see come first.
    let article = of_language(home.language).find(|it| it.route == story.route);
    let Some(article) = article else {
        let path = format!("/{}", story.route.path());
        let paths: Vec<String> = of_language(home.language)
            .map(|it| format!("/{}", it.route.path()))
            .collect();
        let message = format!("there is no article {path} in the language of this page");
        let problem = Problem::new(&rule::FRONT_MATTER_MISSING_STORY, message);
        return Some(
            problem
                .at(&home.source, story.span.clone(), "not found")
                .help(suggest(&path, paths.iter().map(String::as_str))),
        );
    };
    let what = match article.state(now) {
        Visibility::Public | Visibility::Embargoed => return None,
        Visibility::Draft => "a draft",
        Visibility::Expired => "gone",
    };
    let message = format!("{} is {what}: nothing stands in its place", article.path);
    let problem = Problem::new(&rule::FRONT_MATTER_WITHHELD_STORY, message);
    Some(
        problem
            .at(&home.source, story.span.clone(), "nobody sees it")
            .help("Name another article, or take the line out. One that is still to come may stand here: it appears in its time."),
    )
}
