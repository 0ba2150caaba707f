//! Report of an import: a summary on the screen, a full file, and a table of redirects for the web server.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
};

use anyhow::Result;
use gazette_content::config::ids::LanguageId;
use gazette_content::config::site::Config;

use crate::{
    ledger::ManuscriptState,
    plan::{Plan, Planned},
};

/// Subject of a line in a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// Manuscripts that editors have changed, and that readers find though the export withholds them.
    Exposed,
    /// Parts of the export.
    Unread,
    /// Articles.
    Out,
    /// Manuscripts that readers do not see, or not now.
    Withheld,
    /// Manuscripts that editors have changed or taken away.
    Kept,
    /// Topics.
    Topics,
    /// Pictures and other files.
    Files,
    /// Links.
    Links,
    /// Other parts of articles.
    Lost,
    /// Words and facts that the import has made up.
    Made,
    /// Names of people.
    Authors,
    /// Things that are no articles.
    Others,
}

impl Subject {
    fn title(self) -> &'static str {
        match self {
            Self::Exposed => "Withheld where it comes from, but not here",
            Self::Unread => "Could not be read",
            Self::Out => "Left out",
            Self::Withheld => "Imported, but not shown to readers now",
            Self::Kept => "Left as editors made them",
            Self::Topics => "Topics that site.toml does not name",
            Self::Files => "Files that were not at hand",
            Self::Links => "Links that do not lead into this site",
            Self::Lost => "Could not be carried over",
            Self::Made => "Written by the import: please read it",
            Self::Authors => "Authors, for whom manuscripts have no key",
            Self::Others => "In the export, but no articles",
        }
    }

    fn help(self) -> &'static str {
        match self {
            Self::Exposed => {
                "Editors have changed these, so the import did not. Add `draft = true` to each that readers are not to find, or take it away."
            }
            Self::Unread => "Mend the export, or export it again.",
            Self::Out => {
                "What press would not publish lies in left-out/ beside this report, to be mended and put into the content folder."
            }
            Self::Withheld => {
                "To show one at once, take `draft`, `publish_at` or `expires_at` out of its manuscript."
            }
            Self::Kept => "What the export says now was not written over them.",
            Self::Topics => {
                "Add these lines to site.toml, with names as readers should see them, and import again; or leave them out."
            }
            Self::Files => {
                "Nothing is fetched. Put the files into a folder, name it by --media, and import again. Until then there are links to where they are."
            }
            Self::Links => {
                "They lead to the old site as long as it is there. Where nothing is said, import what they lead to or change them."
            }
            Self::Lost => "Add it by hand where it matters.",
            Self::Made => "A machine chose the words.",
            Self::Authors | Self::Others => "",
        }
    }
}

/// Report of what an import did and could not do.
#[derive(Default)]
pub struct ImportReport {
    lines: BTreeMap<Subject, Vec<String>>,
    /// Folder of the report.
    pub folder: String,
    /// Pictures and other files that the manuscripts need.
    pub needed: usize,
    /// Manuscripts that were not there before.
    pub new: usize,
    /// Manuscripts that were written anew, since the export says something else now.
    pub changed: usize,
    /// Manuscripts that are as they were.
    pub unchanged: usize,
    /// Pictures and other files that were not there before.
    pub files: usize,
    /// Former addresses that press leads on from, and those that only the web server can.
    pub redirects: (usize, usize),
}

impl ImportReport {
    /// Adds a line.
    pub fn add(&mut self, subject: Subject, line: impl Into<String>) {
        let line = line.into();
        let lines = self.lines.entry(subject).or_default();
        lines.push(line);
    }

    /// Adds what the plan knows.
    pub fn plan(&mut self, plan: &Plan) {
        for (place, why) in &plan.troubles {
            self.add(Subject::Unread, format!("{place}: {why}"));
        }
        for planned in &plan.articles {
            if let Some(why) = &planned.out {
                self.add(Subject::Out, format!("{}: {why}", planned.name()));
            } else if planned.state == ManuscriptState::Edited {
                self.add(
                    Subject::Kept,
                    format!(
                        "{}: has been changed here since it was imported",
                        planned.name()
                    ),
                );
            } else if planned.state == ManuscriptState::Deleted {
                let why = "has been taken away here; to import it again, take it out of .import/ledger.json";
                self.add(Subject::Kept, format!("{}: {why}", planned.name()));
            }
            if planned.is_published() {
                self.redirects.0 += planned.aliases.len();
                self.redirects.1 += planned.elsewhere.len();
            }
        }
        for (kind, count) in &plan.others {
            self.add(Subject::Others, format!("{kind}: {count}"));
        }
    }

    /// Adds the topics that site.toml does not name, as lines for it.
    pub fn topics(&mut self, topics: &BTreeMap<(LanguageId, String), usize>, config: &Config) {
        let mut language = None;
        let mut keys = BTreeSet::new();
        for ((at, name), count) in topics {
            let locale = &config.languages[*at];
            if language != Some(at) {
                self.add(Subject::Topics, format!("[{}.topics]", locale.site.lang));
                language = Some(at);
                keys = locale.topics.keys().cloned().collect();
            }
            let stem = match gazette_model::slugify(name) {
                slug if slug.is_empty() => "topic".into(),
                slug => slug,
            };
            let mut key = stem.clone();
            let mut number = 1;
            while !keys.insert(key.clone()) {
                number += 1;
                key = format!("{stem}-{number}");
            }
            let name = toml::Value::from(name.as_str());
            self.add(Subject::Topics, format!("{key} = {name} # in {count}"));
        }
    }

    /// Tells whether parts of the export could not be read, or readers find what it withholds.
    pub fn is_incomplete(&self) -> bool {
        let mut serious = [Subject::Exposed, Subject::Unread].iter();
        serious.any(|subject| self.lines.contains_key(subject))
    }

    /// The whole report (Markdown). It says how things are, not what has changed, so that it stays the same where nothing
    /// has.
    pub fn text(&self) -> String {
        let manuscripts = self.new + self.changed + self.unchanged;
        let mut text = format!(
            "# Import\n\nManuscripts: {manuscripts}. Files: {}. {}\n",
            self.needed,
            self.led()
        );
        for (subject, lines) in &self.lines {
            let _ = write!(text, "\n## {}\n\n", subject.title());
            if !subject.help().is_empty() {
                text.extend([subject.help(), "\n\n"]);
            }
            if *subject == Subject::Topics {
                text.extend(["```toml\n", &lines.join("\n"), "\n```\n"]);
                continue;
            }
            for (line, count) in counted(lines) {
                let _ = match count {
                    1 => writeln!(text, "- {line}"),
                    _ => writeln!(text, "- {line} ({count} times)"),
                };
            }
        }
        text
    }

    /// The report in short.
    pub fn short(&self) -> String {
        let mut text = format!(
            "Manuscripts: {} new, {} changed, {} unchanged. Files: {} new. {}",
            self.new,
            self.changed,
            self.unchanged,
            self.files,
            self.led()
        );
        for (subject, lines) in &self.lines {
            // Topics stand under their language.
            let count = lines.iter().filter(|line| !line.starts_with('[')).count();
            let _ = write!(text, "\n{}: {count}", subject.title());
            if matches!(subject, Subject::Exposed | Subject::Unread | Subject::Out) {
                lines
                    .iter()
                    .take(10)
                    .for_each(|line| text.extend(["\n  ", line]));
                if lines.len() > 10 {
                    text.push_str("\n  …");
                }
            }
        }
        text.extend(["\n", &self.folder, ": report.md, redirects.csv"]);
        text
    }

    fn led(&self) -> String {
        let (press, server) = self.redirects;
        format!("Former addresses: press leads on from {press}, the web server must from {server}.")
    }
}

/// Lines with how often they are there, in the order in which they first are.
fn counted(lines: &[String]) -> Vec<(&String, usize)> {
    let mut counts: BTreeMap<&String, usize> = BTreeMap::new();
    for line in lines {
        *counts.entry(line).or_default() += 1;
    }
    let first = lines
        .iter()
        .filter_map(|line| Some((line, counts.remove(line)?)));
    first.collect()
}

/// All former addresses as a table: from, to, and who leads on.
///
/// # Errors
/// Only those of writing to memory.
pub fn redirects(articles: &[Planned], config: &Config) -> Result<String> {
    let mut table = csv::Writer::from_writer(Vec::new());
    table.write_record(["from", "to", "by"])?;
    for planned in articles.iter().filter(|planned| planned.is_published()) {
        let to = config.languages[planned.language].href(&planned.route);
        for (addresses, by) in [
            (&planned.aliases, "press"),
            (&planned.elsewhere, "web server"),
        ] {
            for from in addresses {
                table.write_record([from.as_str(), &to, by])?;
            }
        }
    }
    Ok(String::from_utf8(table.into_inner()?)?)
}
