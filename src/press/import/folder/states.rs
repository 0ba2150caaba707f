//! States: the keys by which each generator withholds a post, and what an import makes of them.
//!
//! Whatever its generator would not show is not shown here either. What a key says in a way that its generator would not
//! understand is taken as withholding too: a draft by mistake is seen and mended, a draft that got out is not got back.

use serde_json::Value;

use crate::{
    ExportFormat, Item,
    folder::front::{at, list, says_no, text_of},
    text,
};

/// A key that withholds.
pub struct WithholdingKey {
    /// Whose key it is.
    pub kind: ExportFormat,
    /// The key, with points between those of tables in each other.
    pub key: &'static str,
    /// The values that withhold.
    pub when: KeyValues,
    /// Effect on the import of the post.
    pub becomes: Becomes,
    /// Meaning to its generator, as the end of a sentence.
    pub means: &'static str,
}

/// Values of a key.
pub enum KeyValues {
    /// Whatever is not no.
    Yes,
    /// No, in any spelling, or a key without a value.
    No,
    /// One of these words, or no where it is among them.
    Is(&'static [&'static str]),
    /// A list without this word.
    Lacks(&'static str),
    /// Anything at all.
    There,
}

/// Effect of a state on the import of a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Becomes {
    /// A draft, which an editor may release.
    Draft,
    /// Nothing: it is left out.
    Out,
    /// Nothing but a line in the report, which says that press has no such state.
    Told,
}

use Becomes::{Draft, Out, Told};
use ExportFormat::{Hugo, Jekyll, Zola};
use KeyValues::{Is, Lacks, No, There, Yes};

const fn state(
    kind: ExportFormat,
    key: &'static str,
    when: KeyValues,
    becomes: Becomes,
    means: &'static str,
) -> WithholdingKey {
    WithholdingKey {
        kind,
        key,
        when,
        becomes,
        means,
    }
}

const NEVER: KeyValues = Is(&["never", "no"]);
const NO_PAGE: KeyValues = Is(&["never", "link", "no"]);
const UNLISTED: KeyValues = Is(&["never", "local", "no"]);
const NOT_RENDERED: &str = "it had no page of its own";
const NOT_LISTED: &str = "no list of its site had it";
const NOT_PUBLISHED: &str = "its site did not publish it";
const LOCKED: &str = "its site asked for a password";
const HERE_LISTED: &str = "here it stands in lists, feeds and the sitemap";

/// All of them. Dates are not here: they are read by each generator's own rules.
pub const STATES: &[WithholdingKey] = &[
    state(Hugo, "draft", Yes, Draft, NOT_PUBLISHED),
    // Not in its handbook, but in its code; a date may stand there too.
    state(Hugo, "published", No, Draft, NOT_PUBLISHED),
    state(Hugo, "headless", Yes, Out, NOT_RENDERED),
    state(Hugo, "build.render", NO_PAGE, Out, NOT_RENDERED),
    state(Hugo, "_build.render", NO_PAGE, Out, NOT_RENDERED),
    state(Hugo, "build.list", UNLISTED, Draft, NOT_LISTED),
    state(Hugo, "_build.list", UNLISTED, Draft, NOT_LISTED),
    state(Hugo, "outputs", Lacks("html"), Out, NOT_RENDERED),
    state(Hugo, "password", There, Draft, LOCKED),
    state(Hugo, "params.password", There, Draft, LOCKED),
    state(Hugo, "protected", Yes, Draft, LOCKED),
    state(Hugo, "encrypted", Yes, Draft, LOCKED),
    state(Hugo, "private", Yes, Draft, NOT_LISTED),
    state(Hugo, "params.private", Yes, Draft, NOT_LISTED),
    state(Hugo, "hidden", Yes, Told, HERE_LISTED),
    state(Hugo, "unlisted", Yes, Told, HERE_LISTED),
    state(Hugo, "params.hidden", Yes, Told, HERE_LISTED),
    state(Hugo, "params.unlisted", Yes, Told, HERE_LISTED),
    state(Hugo, "sitemap.disable", Yes, Told, HERE_LISTED),
    state(Hugo, "robotsnoindex", Yes, Told, HERE_LISTED),
    state(Hugo, "noindex", Yes, Told, HERE_LISTED),
    state(Jekyll, "published", No, Draft, NOT_PUBLISHED),
    // Not Jekyll's own, but who writes it means it.
    state(Jekyll, "draft", Yes, Draft, "it says that it is one"),
    state(Jekyll, "password", There, Draft, LOCKED),
    state(Jekyll, "protected", Yes, Draft, LOCKED),
    state(Jekyll, "encrypted", Yes, Draft, LOCKED),
    state(Jekyll, "private", Yes, Draft, NOT_LISTED),
    state(Jekyll, "hidden", Yes, Told, HERE_LISTED),
    state(Jekyll, "unlisted", Yes, Told, HERE_LISTED),
    state(Jekyll, "sitemap", NEVER, Told, HERE_LISTED),
    state(Jekyll, "noindex", Yes, Told, HERE_LISTED),
    state(Zola, "draft", Yes, Draft, NOT_PUBLISHED),
    state(Zola, "render", No, Out, NOT_RENDERED),
    state(Zola, "extra.draft", Yes, Draft, "it says that it is one"),
    state(Zola, "extra.password", There, Draft, LOCKED),
    state(Zola, "extra.protected", Yes, Draft, LOCKED),
    state(Zola, "extra.private", Yes, Draft, NOT_LISTED),
    state(Zola, "extra.hidden", Yes, Told, HERE_LISTED),
    state(Zola, "extra.unlisted", Yes, Told, HERE_LISTED),
    state(Zola, "in_search_index", NEVER, Told, "here search finds it"),
];

/// Gives an item the state that its front matter says.
pub fn apply(kind: ExportFormat, front: &Value, item: &mut Item) {
    for state in STATES.iter().filter(|state| state.kind == kind) {
        let Some(value) = at(front, state.key).filter(|value| state.when.holds(value)) else {
            continue;
        };
        let said = match text_of(value) {
            Some(words) if state.when.shows_value() => {
                format!("`{}` is {}", state.key, text::line(&words))
            }
            Some(_) => format!("`{}` is there", state.key),
            None => format!("`{}` says so", state.key),
        };
        let why = format!("{said}: {}", state.means);
        match state.becomes {
            Draft => draft(item, why),
            Out => {
                item.withheld.get_or_insert(why);
            }
            Told => item.lost.push(why),
        }
    }
}

/// Makes an item a draft, and says why.
pub fn draft(item: &mut Item, why: String) {
    item.is_draft = true;
    item.states.push(format!("a draft, since {why}"));
}

impl KeyValues {
    /// Tells whether the value of a key meets the condition.
    fn holds(&self, value: &Value) -> bool {
        match self {
            Self::Yes => !says_no(value),
            // A date beside the spellings of no is none of them.
            Self::No => says_no(value),
            Self::Is(words) => {
                let is_no = says_no(value) && !value.is_null();
                text_of(value).is_some_and(|text| words.contains(&text.to_lowercase().as_str()))
                    || is_no && words.contains(&"no")
            }
            Self::Lacks(word) => {
                let words = list(value);
                !value.is_null() && !words.iter().any(|is| is.eq_ignore_ascii_case(word))
            }
            Self::There => text_of(value).is_some() || value.is_object() || value.is_array(),
        }
    }

    /// Tells whether a report may quote the value: a password must stay secret.
    fn shows_value(&self) -> bool {
        !matches!(self, Self::There)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn whatever_is_not_no_is_a_draft() {
        for (kind, front, is_draft) in [
            (Hugo, json!({ "draft": "true" }), true),
            (Hugo, json!({ "draft": "perhaps" }), true),
            (Hugo, json!({ "draft": "False" }), false),
            (Hugo, json!({ "draft": null }), false),
            (Hugo, json!({ "published": "2020-01-01" }), false),
            (Hugo, json!({ "published": "no" }), true),
            (Jekyll, json!({ "published": null }), true),
            (Jekyll, json!({ "published": "off" }), true),
            (Jekyll, json!({ "published": "yes" }), false),
            (Zola, json!({ "draft": 1 }), true),
        ] {
            let mut item = Item::default();
            apply(kind, &front, &mut item);
            assert_eq!(item.is_draft, is_draft, "{front}");
            assert_eq!(item.states.is_empty(), !is_draft, "{front}");
        }
    }

    #[test]
    fn what_has_no_page_is_left_out_and_passwords_stay_secret() {
        for front in [
            json!({ "build": { "render": "never" } }),
            json!({ "_build": { "render": false } }),
            json!({ "headless": "yes" }),
            json!({ "outputs": ["json"] }),
        ] {
            let mut item = Item::default();
            apply(Hugo, &front, &mut item);
            assert!(item.withheld.is_some(), "{front}");
        }
        let mut item = Item::default();
        let front = json!({ "outputs": ["HTML", "rss"], "build": { "render": "always" } });
        apply(Hugo, &front, &mut item);
        assert_eq!((item.withheld, item.is_draft), (None, false));
        let mut item = Item::default();
        apply(Jekyll, &json!({ "password": "hunter2" }), &mut item);
        assert!(item.is_draft && !item.states[0].contains("hunter2"));
    }
}
