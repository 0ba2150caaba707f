//! The rules that content has to keep: their stable names, how grave it is to break them, and whether an editor may.

mod all;

pub use all::RULES;
use miette::Severity;

use crate::suggest::suggest;

/// A rule of `press check`.
#[derive(Debug)]
pub struct Rule {
    /// What it looks at: the first part of its names. A rule for several kinds of files has several.
    pub areas: &'static [&'static str],
    /// What is wrong where it is broken: the second part of its names.
    pub name: &'static str,
    /// Errors keep everything from being published, warnings nothing.
    pub severity: Severity,
    /// Whether a file may break it, with a reason: `[[allow]]`.
    pub may_be_allowed: bool,
    /// What it demands, in a sentence for editors.
    pub says: &'static str,
}

impl Rule {
    /// The rule of a name such as `heading::skipped-level`.
    pub fn find(name: &str) -> Option<&'static Self> {
        let (area, name) = name.split_once("::")?;
        RULES
            .iter()
            .find(|rule| rule.name == name && rule.areas.contains(&area))
    }

    /// All its names.
    pub fn names(&self) -> impl Iterator<Item = String> {
        self.areas
            .iter()
            .map(|area| format!("{area}::{}", self.name))
    }

    /// What an editor who wrote a name that no rule has may have meant.
    pub fn suggest(wrong: &str) -> String {
        let names: Vec<String> = RULES.iter().flat_map(Self::names).collect();
        let near = suggest(wrong, names.iter().map(String::as_str));
        if near.starts_with("Did you mean") {
            near
        } else {
            "`press rules` lists all names.".into()
        }
    }

    /// How grave it is, in a word.
    pub fn severity_name(&self) -> &'static str {
        severity_name(self.severity)
    }
}

/// How grave something is, in a word.
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
        let names: Vec<String> = RULES.iter().flat_map(Rule::names).collect();
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
