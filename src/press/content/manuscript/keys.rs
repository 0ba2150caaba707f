//! The keys of front matter, in the order in which they are explained and written. CONTRIBUTING.md tells how to add one.

use crate::toml::{Holder, InnerTable, TomlKey, allow, keys};

keys! {
    /// Every key of front matter.
    FRONT_MATTER:
    TITLE Needed [Article, Page] Said "title" = "\"Libraries open on Sundays from 3 May\"": "The headline: one or two lines, at most 100 columns.";
    SUMMARY Needed [Article, Page] Said "summary" = "\"Three libraries open from 13:00 to 17:00. Lending works as on other days.\"": "One or two sentences for lists, searches and previews.";
    PUBLISHED Usual [Article] Date "published" = "2026-04-20T09:30:00": "The date that readers see; local time of the site unless an offset is added. Nothing appears before it. Drafts, and articles with `publish_at`, can do without.";
    MODIFIED Optional [Article] Date "modified" = "2026-04-21T08:00:00": "When the text last changed, if it did.";
    LOCATION Optional [Article] Said "location" = "\"Taipei\"": "The place where something happens or is reported from. Readers see it beside the dates.";
    DRAFT Optional [Article, Page] Truth "draft" = "true": "`true` for what is not to be published yet.";
    PUBLISH_AT Optional [Article, Page] Date "publish_at" = "2026-04-20T09:30:00": "An embargo: nobody can find it before this date and time.";
    EXPIRES_AT Optional [Article, Page] Date "expires_at" = "2036-05-01": "From this date and time on it is gone.";
    REVIEW_BY Optional [Article, Page] Date "review_by" = "2036-01-15": "When somebody should see whether it is still true. Readers are not told.";
    TOPICS Optional [Article] Texts "topics" = "[\"operations\"]": "Keys of topics that `site.toml` names.";
    CONTACT Optional [Article] Contact "contact" = "{ organization = \"City library\", email = \"library@gazette.example\" }": "Whom to ask: the name of a contact of `site.toml`, or a table.";
    IMAGE Optional [Article] Table(LEAD) "image" = "{ file = \"/media/reading-room.jpg\", alt = \"The reading room of the library, with three people at long tables.\" }": "The picture that leads it. It stands at its head, in lists, and wherever somebody shares its address.";
    VIEWS Optional [Article] Whole "views" = "1101": "How often it has been read.";
    ALIASES Optional [Article] Paths "aliases" = "[\"/old/news.asp\"]": "Former addresses that lead here: paths from the root of the host, such as `\"/old/news.asp\"`.";
    SLUG Optional [Article, Page] Slug "slug" = "\"libraries-open-on-sundays\"": "The end of the address, if it is not the file's name: lower-case letters, digits and single hyphens.";
    LANG Optional [Article, Page] Text "lang" = "\"en\"": "The language (BCP 47), if neither the file's name tells it nor it is the site's first one.";
    HISTORY Optional [Article] Tables(NOTES) "history": "What happened to it since it was published.";
    ATTACHMENTS Optional [Article] Tables(FILES) "attachments": "Files that belong to it.";
    BLOCK Optional [Page] Tables(BLOCKS) "block": "What stands on the start page, from top to bottom. Without any, the newest articles do.";
    ALLOW Optional [Article, Page] Tables(ALLOWANCES) "allow": "Rules of `press check` that this file may break.";
}

keys! {
    /// Keys of a note of the update history.
    NOTE:
    NOTE_KIND Needed NoteKind "kind" = "\"update\"": "What kind of thing happened.";
    NOTE_DATE Needed Date "date" = "2026-04-21T08:00:00": "When.";
    NOTE_TEXT Needed Said "text" = "\"The harbour library opens on Sundays, too.\"": "What, in a sentence or two.";
}

keys! {
    /// Keys of an attachment.
    FILE:
    FILE_PATH Needed Said "file" = "\"/media/opening-hours.pdf\"": "Its path: from the manuscript, or from the content folder if it begins with a slash.";
    FILE_TITLE Needed Said "title" = "\"All opening hours\"": "What it is called.";
    FILE_LANG Optional Text "lang" = "\"en\"": "Its language (BCP 47), if it is not the article's.";
}

keys! {
    /// Keys of the picture that leads an article.
    LEAD_IMAGE:
    LEAD_FILE Needed Said "file" = "\"/media/reading-room.jpg\"": "Its path: from the manuscript, or from the content folder if it begins with a slash.";
    LEAD_ALT Needed Said "alt" = "\"The reading room of the library, with three people at long tables.\"": "A description of it, for those who cannot see it.";
    LEAD_CAPTION Optional Said "caption" = "\"The reading room opens on Sundays, too.\"": "A line beneath it.";
    LEAD_CREDIT Optional Said "credit" = "\"Photo: City library\"": "Its author or owner. It stands beneath it as well.";
    LEAD_FOCUS Optional Focus "focus" = "\"50% 30%\"": "The point that stays when it is cut to another shape: how far from the left and from the top. Without it, the middle.";
}

keys! {
    /// Keys of a block of the start page.
    HOME_BLOCK:
    BLOCK_HEADING Needed Said "heading" = "\"Today\"": "Its heading.";
    BLOCK_LEAD Optional Said "lead" = "\"/news/libraries-open-on-sundays/\"": "The article that it shows, larger than others.";
    BLOCK_TOPIC Optional Said "topic" = "\"operations\"": "The topic whose newest articles it shows: a key of `site.toml`.";
    BLOCK_STORIES Optional Count "stories" = "3": "How many articles of the topic, from 1 to 20. Without it, 3.";
    BLOCK_NEWEST Optional Count "newest" = "6": "How many of the newest articles it shows, from 1 to 20.";
    BLOCK_PIN Optional Tables(PINS) "pin": "The articles that it shows until a date.";
}

keys! {
    /// Keys of a pinned article.
    PIN:
    PIN_ARTICLE Needed Said "article" = "\"/news/libraries-open-on-sundays/\"": "The article.";
    PIN_UNTIL Needed Date "until" = "2026-05-03T18:00:00": "From this date and time on it is no longer pinned.";
}

static BLOCKS: InnerTable = InnerTable {
    name: "Block",
    says: "A block of the start page. It has one of `lead`, `topic`, `newest` and `pin`.",
    keys: HOME_BLOCK,
};

static PINS: InnerTable = InnerTable {
    name: "Pin",
    says: "An article that stays on the start page until a date.",
    keys: PIN,
};

static LEAD: InnerTable = InnerTable {
    name: "LeadImage",
    says: "The picture that leads an article.",
    keys: LEAD_IMAGE,
};

static NOTES: InnerTable = InnerTable {
    name: "Note",
    says: "A note of the update history.",
    keys: NOTE,
};

static FILES: InnerTable = InnerTable {
    name: "Attachment",
    says: "A file that belongs to an article.",
    keys: FILE,
};

static ALLOWANCES: InnerTable = InnerTable {
    name: "Allow",
    says: "A rule that this file may break.",
    keys: allow::KEYS,
};

/// The keys of a kind of manuscript.
pub fn of(holder: Holder) -> impl Iterator<Item = &'static TomlKey> {
    FRONT_MATTER
        .iter()
        .filter(move |key| key.of.contains(&holder))
}
