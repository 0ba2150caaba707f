//! Markdown files in the content folder that are no manuscripts: by their place or their name, press passes over them.

use gazette_diagnostics::{
    problem::{Problem, Problems},
    rule,
};

use crate::source::{
    load::Sources,
    path::{is_manuscript, is_markdown},
};

/// Names, without their endings, of files that tell those who work on a site about it.
const ABOUT: [&str; 5] = ["readme", "license", "changelog", "contributing", "authors"];

/// Names the files that nobody will read.
pub fn check(sources: &Sources, problems: &mut Problems) {
    let texts = sources.texts.iter();
    let found = texts.filter(|(path, _)| is_markdown(path) && !is_manuscript(path));
    for (path, source) in found.filter(|(path, _)| !is_about(path)) {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let is_there = folder
            .split('/')
            .next()
            .is_some_and(|it| it == "news" || it == "pages");
        let (message, help) = if is_there {
            (
                format!("{name} is not read: its name does not end in .md"),
                format!("Call it {stem}.md."),
            )
        } else {
            (
                format!("{path} is not read: it lies neither in news nor in pages"),
                format!("Move it to news/{stem}.md if it is an article, or to pages/{stem}.md."),
            )
        };
        let problem = Problem::new(&rule::FILE_NOT_READ, message);
        problems.push(problem.of_file(source.name()).help(help));
    }
}

fn is_about(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path).to_lowercase();
    let stem = name.split('.').next().unwrap_or_default();
    ABOUT.contains(&stem) && !path.starts_with("news/") && !path.starts_with("pages/")
}
