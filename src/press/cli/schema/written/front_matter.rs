//! Front matter.

use std::borrow::Cow;

use gazette_content::config::note_kind::NoteKind;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use crate::schema::written::{AllowableRule, Contact, Said};

/// Front matter of an article, a file below `content/news/`: what stands between its two lines `+++`.
#[derive(JsonSchema)]
#[schemars(title = "Front matter of an article", extend("anyOf" = [
    { "required": ["published"] },
    { "required": ["publish_at"] },
    { "required": ["draft"], "properties": { "draft": { "const": true } } },
]))]
pub struct ArticleMatter {
    #[schemars(flatten)]
    every: PageMatter,
    /// The date that readers see; local time of the site unless an offset is added. Nothing appears before it. Drafts, and
    /// articles with `publish_at`, can do without.
    published: Option<Date>,
    /// When the text last changed, if it did.
    modified: Option<Date>,
    /// Keys of topics that `site.toml` names.
    topics: Option<Vec<String>>,
    /// Whom to ask: the name of a contact of `site.toml`, or a table.
    contact: Option<WhomToAsk>,
    /// How often it has been read.
    views: Option<u64>,
    /// What happened to it since it was published.
    history: Option<Vec<Note>>,
    /// Files that belong to it.
    attachments: Option<Vec<Attachment>>,
    /// Former addresses that lead here: paths from the root of the host, such as `"/old/news.asp"`.
    aliases: Option<Vec<Alias>>,
}

/// Front matter of a plain page, a file below `content/pages/`: what stands between its two lines `+++`.
#[derive(JsonSchema)]
#[schemars(title = "Front matter of a page")]
pub struct PageMatter {
    /// The headline: one or two lines, at most 100 columns.
    title: Said,
    /// One or two sentences for lists, searches and previews.
    summary: Said,
    /// The end of the address, if it is not the file's name: lower-case letters, digits and single hyphens.
    slug: Option<SlugText>,
    /// The language (BCP 47), if neither the file's name tells it nor it is the site's first one.
    lang: Option<String>,
    /// `true` for what is not to be published yet.
    draft: Option<bool>,
    /// An embargo: nobody can find it before this date and time.
    publish_at: Option<Date>,
    /// From this date and time on it is gone.
    expires_at: Option<Date>,
    /// When somebody should see whether it is still true. Readers are not told.
    review_by: Option<Date>,
    /// Rules of `press check` that this file may break.
    allow: Option<Vec<Allow>>,
}

/// A note of the update history.
#[derive(JsonSchema)]
struct Note {
    /// What kind of thing happened.
    kind: NoteKind,
    /// When.
    date: Date,
    /// What, in a sentence or two.
    text: Said,
}

/// A file that belongs to an article.
#[derive(JsonSchema)]
struct Attachment {
    /// Its path: from the manuscript, or from the content folder if it begins with a slash.
    file: Said,
    /// What it is called.
    title: Said,
    /// Its language (BCP 47), if it is not the article's.
    lang: Option<String>,
}

/// A rule that this file may break.
#[derive(JsonSchema)]
struct Allow {
    /// The rule's name; `press rules` explains them.
    rule: AllowableRule,
    /// Why. It is not published.
    reason: Said,
}

/// A contact by its name, or written out.
#[derive(JsonSchema)]
#[schemars(untagged)]
enum WhomToAsk {
    Named(String),
    Written(Contact),
}

#[derive(JsonSchema)]
#[schemars(inline)]
struct SlugText(#[schemars(length(max = 96), regex(pattern = r"^[a-z0-9]+(-[a-z0-9]+)*$"))] String);

#[derive(JsonSchema)]
#[schemars(inline)]
struct Alias(#[schemars(regex(pattern = r"^/([^?#%]|%[0-9A-Fa-f]{2})+$"))] String);

/// A date, a date and time, or one with an offset.
struct Date;

impl JsonSchema for Date {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Date".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "pattern": r"^\d{4}-\d{2}-\d{2}([Tt ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?([Zz]|[+-]\d{2}:\d{2})?)?$",
            "examples": ["2026-04-20", "2026-04-20T09:30:00", "2026-04-20T09:30:00+08:00"],
        })
    }
}
