//! Suggestions for misspelt names.

use std::fmt;

use crate::nfc::look;

/// Likeness above which a name is taken for the one that was meant (Jaro–Winkler, from 0 to 1).
const LIKE: f64 = 0.8;

/// More names than anybody would read in a report.
const MANY: usize = 100;

/// Names that an editor may have meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Suggestion {
    /// One that looks the same, but is written with other characters.
    Lookalike,
    /// One that looks much like what was written.
    Near(String),
    /// All there are to choose from.
    Choices(Vec<String>),
    /// None of so many that a list would not help.
    Unlike,
    /// No names at all.
    Nothing,
}

impl Suggestion {
    /// The sentence for a near name, or else another one.
    pub fn or(self, otherwise: impl Into<String>) -> String {
        match self {
            Self::Lookalike | Self::Near(_) => self.to_string(),
            Self::Choices(_) | Self::Unlike | Self::Nothing => otherwise.into(),
        }
    }
}

impl fmt::Display for Suggestion {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Lookalike => formatter.write_str(
                "There is one that looks the same but is written with other characters: type it anew.",
            ),
            Self::Near(name) => write!(formatter, "Did you mean `{name}`?"),
            Self::Choices(names) => write!(formatter, "Choose from: {}.", names.join(", ")),
            Self::Unlike => formatter.write_str("Nothing that is known here is like it."),
            Self::Nothing => formatter.write_str("There is none to choose from."),
        }
    }
}

impl From<Suggestion> for String {
    fn from(suggestion: Suggestion) -> Self {
        suggestion.to_string()
    }
}

/// The name that is most like a wrong one, or else all there is to choose from, unless that is too much.
pub fn suggest<'n>(wrong: &str, names: impl Iterator<Item = &'n str>) -> Suggestion {
    let names: Vec<&str> = names.collect();
    // To be told to write what one sees already helps nobody.
    let seen = look(wrong);
    if names.iter().any(|name| look(name) == seen) {
        return Suggestion::Lookalike;
    }
    let near = names
        .iter()
        .map(|name| (strsim::jaro_winkler(wrong, name), name))
        .filter(|(likeness, _)| *likeness > LIKE)
        .max_by(|a, b| a.0.total_cmp(&b.0));
    match near {
        Some((_, name)) => Suggestion::Near((*name).to_owned()),
        None if names.is_empty() => Suggestion::Nothing,
        None if names.len() > MANY => Suggestion::Unlike,
        None => Suggestion::Choices(names.into_iter().map(ToOwned::to_owned).collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names_come_before_choices() {
        let of = |names: &[&'static str]| suggest("titel", names.iter().copied());
        assert_eq!(of(&["title", "summary"]), Suggestion::Near("title".into()));
        assert_eq!(of(&["slug"]), Suggestion::Choices(vec!["slug".into()]));
        assert_eq!(of(&[]), Suggestion::Nothing);
        assert_eq!(
            of(&["slug"; 100]),
            Suggestion::Choices(vec!["slug".into(); 100])
        );
        assert_eq!(of(&["slug"; 101]), Suggestion::Unlike);
        assert_eq!(of(&["slug"; 101]).or("Other."), "Other.");
        assert_eq!(of(&["title"; 101]), Suggestion::Near("title".into()));
        assert_eq!(of(&["ti\u{200b}tel", "title"]), Suggestion::Lookalike);
        assert_eq!(of(&["slug"]).or("Other."), "Other.");
        assert_eq!(of(&["title"]).or("Other."), "Did you mean `title`?");
        assert_eq!(String::from(of(&["slug"])), "Choose from: slug.");
    }
}
