//! The rules that content has to keep: their stable names, how grave it is to break them, and whether an editor may.

mod all;

use std::fmt;

use miette::Severity;

use crate::suggest::suggest;

pub use all::*;

/// A kind of file or of thing in it, on which rules are: the first part of their names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RuleArea {
    /// Exceptions to rules.
    Allow,
    /// Contacts.
    Contact,
    /// Files as such.
    File,
    /// Footnotes.
    Footnote,
    /// Front matter of manuscripts.
    FrontMatter,
    /// Headings.
    Heading,
    /// Raw HTML.
    Html,
    /// Pictures.
    Image,
    /// Links.
    Link,
    /// Pictures and attachments as files.
    Media,
    /// Pages that a site must have.
    Page,
    /// Video and sound.
    Recording,
    /// Reviews.
    Review,
    /// `site.toml`.
    Site,
    /// Files that are published as they are.
    Static,
    /// Texts of the user interface.
    Strings,
    /// Tables.
    Table,
    /// Prose.
    Text,
    /// Translations.
    Translation,
    /// View counts.
    Views,
}

impl RuleArea {
    /// The first part of rules' names, such as `front-matter`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Allow => "allow",
            Self::Contact => "contact",
            Self::File => "file",
            Self::Footnote => "footnote",
            Self::FrontMatter => "front-matter",
            Self::Heading => "heading",
            Self::Html => "html",
            Self::Image => "image",
            Self::Recording => "recording",
            Self::Link => "link",
            Self::Media => "media",
            Self::Page => "page",
            Self::Review => "review",
            Self::Site => "site",
            Self::Static => "static",
            Self::Strings => "strings",
            Self::Table => "table",
            Self::Text => "text",
            Self::Translation => "translation",
            Self::Views => "views",
        }
    }
}

impl fmt::Display for RuleArea {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

/// A rule of `press check`.
#[derive(Debug)]
pub struct Rule {
    /// Areas that it is for: the first parts of its names. A rule for several kinds of files has several.
    pub areas: &'static [RuleArea],
    /// The second part of its names: a mistake in a word or two.
    pub name: &'static str,
    /// Errors keep everything from being published, warnings nothing.
    pub severity: Severity,
    /// Tells whether a file may break it, with a reason: `[[allow]]`.
    pub may_be_allowed: bool,
    /// Its demand, in a sentence for editors.
    pub says: &'static str,
}

impl Rule {
    /// The rule of a name such as `heading::skipped-level`.
    pub fn find(name: &str) -> Option<&'static Self> {
        let is_named = |rule: &&&Self| rule.names().any(|own| own == name);
        RULES.iter().find(is_named).copied()
    }

    /// All its names.
    pub fn names(&self) -> impl Iterator<Item = String> {
        self.areas.iter().map(|area| self.name_in(*area))
    }

    /// Its name in one of its areas.
    pub fn name_in(&self, area: RuleArea) -> String {
        debug_assert!(self.areas.contains(&area), "{area}::{}", self.name);
        format!("{area}::{}", self.name)
    }

    /// A sentence on the name that an editor may have meant who wrote one that no rule has.
    pub fn suggest(wrong: &str) -> String {
        let names: Vec<String> = RULES.iter().flat_map(|rule| rule.names()).collect();
        suggest(wrong, names.iter().map(String::as_str)).or("`press rules` lists all names.")
    }

    /// Its severity in a word.
    pub fn severity_name(&self) -> &'static str {
        severity_name(self.severity)
    }
}

/// A severity in a word.
pub fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning | Severity::Advice => "warning",
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_name_is_one_rule() {
        let names: Vec<String> = RULES.iter().flat_map(|rule| rule.names()).collect();
        let different: BTreeSet<&String> = names.iter().collect();
        assert_eq!(different.len(), names.len());
        for rule in RULES {
            assert!(
                rule.names()
                    .all(|name| Rule::find(&name).is_some_and(|found| found.says == rule.says))
            );
            assert!(
                rule.says.ends_with('.') && !rule.says.contains('|'),
                "{}",
                rule.says
            );
        }
        assert!(Rule::find("heading").is_none() && Rule::find("heading::syntax").is_none());
    }

    #[test]
    fn helps_with_names() {
        assert_eq!(
            Rule::suggest("heading::skiped-level"),
            "Did you mean `heading::skipped-level`?"
        );
        assert_eq!(Rule::suggest("x"), "`press rules` lists all names.");
    }
}
