//! The words of one language: the portal's, which are handed on, and those that press itself puts into pages.

use std::collections::BTreeMap;

use gazette_diagnostics::{
    problem::Problems,
    rule::{self, RuleArea},
    source::Source,
};
use gazette_model::{Display, UiStrings, UiText};
use toml::de::DeTable;

use crate::{
    config::note_kind::NoteKind,
    toml::{Area, Fields},
};

macro_rules! words {
    ($($(#[doc = $doc:literal])* $name:ident),* $(,)?) => {
        /// Press's own words in one language.
        #[derive(Debug, Clone, Default, Hash)]
        pub struct PressStrings {
            $($(#[doc = $doc])* pub $name: String,)*
            /// Texts of links that say nothing about where they lead, in small letters.
            pub vague_links: Vec<String>,
        }

        impl PressStrings {
            /// Their keys in `content/strings/<lang>.toml`.
            pub const KEYS: &[&str] = &[$(stringify!($name)),*];

            /// Descriptions of these keys, in the same order.
            pub const MEANINGS: &[&str] = &[$(concat!($($doc),*)),*];

            fn take(texts: &mut BTreeMap<String, String>, vague_links: Vec<String>) -> Self {
                Self { $($name: texts.remove(stringify!($name)).unwrap_or_default(),)* vague_links }
            }
        }
    };
}

words! {
    /// The language's own name for itself.
    language_name,
    /// `ltr` or `rtl`.
    direction,
    /// Title of the start page in breadcrumbs.
    title_home,
    /// Title of the news listing.
    title_news,
    /// Title of the list of topics.
    title_topics,
    /// Title of the list of years.
    title_archive,
    /// Title of the search page.
    title_search,
    /// Meta description of the news listing, for search engines.
    description_news,
    /// Meta description of the list of topics, for search engines.
    description_topics,
    /// Meta description of a topic, `{topic}`, for search engines.
    description_topic,
    /// Meta description of the list of years, for search engines.
    description_archive,
    /// Meta description of a year, `{year}`, for search engines.
    description_year,
    /// Meta description of the search page, for search engines.
    description_search,
    /// Title of a `> [!NOTE]`.
    callout_note,
    /// Title of a `> [!TIP]`.
    callout_tip,
    /// Title of a `> [!IMPORTANT]`.
    callout_important,
    /// Title of a `> [!WARNING]`.
    callout_warning,
    /// Title of a `> [!CAUTION]`.
    callout_caution,
    /// Link to all articles of a topic, `{topic}`, from the start page.
    more_topic,
    /// Title of the page that tells how news come to readers.
    title_subscribe,
    /// Meta description of that page, for search engines.
    description_subscribe,
    /// Before the link to that page, at the end of every page.
    subscribe_label,
    /// First sentence of that page.
    subscribe_intro,
    /// Heading of the way by e-mail.
    subscribe_email_heading,
    /// Text on the way by e-mail; `{host}` is the service to which the address is sent.
    subscribe_email,
    /// Label of the field for the e-mail address.
    subscribe_email_label,
    /// Button that sends the e-mail address.
    subscribe_email_button,
    /// Heading of the way with a feed reader.
    subscribe_feeds_heading,
    /// Text on the way with a feed reader.
    subscribe_feeds,
    /// Name of the feed of all news.
    subscribe_all,
    /// Reading time, `{minutes}`.
    minutes,
    /// Before the place where something happens.
    location,
    /// Heading of an article's table of contents.
    contents_heading,
    /// Heading of an article's update history.
    history_heading,
    /// Heading of an article's attachments.
    attachments_heading,
    /// Heading of related articles.
    related_heading,
    /// Label of the links to an article's neighbours in time.
    neighbours_label,
    /// Before the next newer article.
    newer_article,
    /// Before the next older article.
    older_article,
    /// Title of a page that a language has not.
    untranslated_title,
    /// Text of such a page, before the list of languages that have it.
    untranslated,
    /// A translation is older than the original: `{date}` of the original.
    outdated,
    /// Link from there to the original.
    read_original,
    /// Name of a note of the kind `notice`.
    note_notice,
    /// Name of a note of the kind `update`.
    note_update,
    /// Name of a note of the kind `correction`.
    note_correction,
    /// Name of a note of the kind `withdrawn`.
    note_withdrawn,
    /// Name of the notices for the whole site, for those who listen.
    notices_label,
    /// Before a notice of the kind `information`.
    notice_information,
    /// Before a notice of the kind `warning`.
    notice_warning,
    /// Before a notice of the kind `emergency`.
    notice_emergency,
    /// Button that puts a notice away.
    notice_dismiss,
    /// Badge of a manuscript that is not to be published yet, in previews.
    state_draft,
    /// Badge of a manuscript that is to appear later, in previews.
    state_embargoed,
    /// Badge of a manuscript that is gone, in previews.
    state_expired,
    /// Banner above a draft in previews.
    preview_draft,
    /// Banner above scheduled content in previews; it appears on `{date}`.
    preview_embargoed,
    /// Banner above expired content in previews; it expired on `{date}`.
    preview_expired,
    /// A file's size, `{size}` in kilobytes.
    size_kilobytes,
    /// A file's size, `{size}` in megabytes.
    size_megabytes,
    /// Type, size and language of a file, `{type}`, `{size}` and `{language}`.
    attachment_detail,
    /// Link to the file of a video, `{duration}` and `{size}`.
    recording_video,
    /// Link to the file of a sound recording, `{duration}` and `{size}`.
    recording_audio,
    /// Opens what is said and seen in a recording, as text.
    transcript,
    /// Says that a link leads to a video on another site, `{site}`.
    video_elsewhere,
    /// Label of the footnotes.
    footnotes,
    /// Label of a footnote's mark in the text, `{number}`.
    footnote,
    /// Label of the way back from a footnote, `{number}`.
    footnote_back,
    /// Label of an unticked checkbox in a task list.
    task_open,
    /// Label of a ticked checkbox in a task list.
    task_done,
    /// Label of a table that has neither caption nor heading.
    table,
    /// Legend of the text sizes.
    settings_size,
    /// A text size: small.
    settings_size_s,
    /// A text size: the usual one.
    settings_size_m,
    /// A text size: large.
    settings_size_l,
    /// A text size: very large.
    settings_size_xl,
    /// Legend of the colours.
    settings_theme,
    /// Colours as the device has them.
    settings_theme_system,
    /// Light colours.
    settings_theme_light,
    /// Dark colours.
    settings_theme_dark,
    /// The button that closes a dialog.
    dialog_close,
    /// The box that turns single keys on.
    shortcuts_single,
    /// Explanation of the keyboard shortcuts, which are off by default.
    shortcuts_note,
    /// Name of a keyboard shortcut: go to the search field.
    shortcuts_search,
    /// Name of a keyboard shortcut: go to the start page.
    shortcuts_home,
    /// Name of a keyboard shortcut: open the settings.
    shortcuts_settings,
    /// Name of a keyboard shortcut: read the article aloud.
    shortcuts_listen,
    /// Name of a keyboard shortcut: save the article.
    shortcuts_save,
    /// Name of a keyboard shortcut: open the help.
    shortcuts_help,
    /// Reading aloud goes on until this button is pressed.
    listen_pause,
    /// Reading aloud goes on from there.
    listen_continue,
    /// The address of an article is in the clipboard.
    share_copied,
    /// It could not be copied; the address follows.
    share_failed,
    /// An article can now be read without a network.
    save_done,
    /// An article was taken out of the saved ones.
    save_removed,
    /// An article could not be saved.
    save_failed,
    /// A tool could not be loaded.
    tool_failed,
    /// Title of the page that is shown without a network.
    title_offline,
    /// Text of that page.
    offline_text,
    /// Heading of the saved articles.
    offline_saved,
    /// Heading of those that an earlier visit left there.
    offline_visited,
    /// Said where there are none.
    offline_none,
}

impl PressStrings {
    /// The name of a kind of note.
    pub fn note(&self, kind: NoteKind) -> &str {
        match kind {
            NoteKind::Notice => &self.note_notice,
            NoteKind::Update => &self.note_update,
            NoteKind::Correction => &self.note_correction,
            NoteKind::Withdrawn => &self.note_withdrawn,
        }
    }

    /// A kind of note with its name.
    pub fn badge(&self, kind: NoteKind) -> Display {
        Display {
            machine: kind.name().to_owned(),
            text: self.note(kind).to_owned(),
        }
    }
}

/// Reads `content/strings/<lang>.toml`.
pub fn read(source: &Source, problems: &mut Problems) -> (PressStrings, UiStrings) {
    let area = Area {
        kind: RuleArea::Strings,
        source,
        base: 0,
    };
    let table: DeTable<'_> = area.parse(source.inner(), problems);
    let mut fields = Fields::new(&area, &table, 0..0);
    let mut texts = BTreeMap::new();
    for key in PressStrings::KEYS.iter().chain(UiText::KEYS) {
        if let Some(text) = fields.required(key, problems) {
            if *key == "direction" && !matches!(text.value.as_str(), "ltr" | "rtl") {
                problems.push(
                    area.problem(
                        &rule::STRINGS_BAD_DIRECTION,
                        "`direction` must be \"ltr\" or \"rtl\"",
                        text.span,
                        "neither",
                    )
                    .help("Write \"ltr\" for scripts from left to right, \"rtl\" for Arabic, Hebrew and others."),
                );
            }
            texts.insert((*key).to_owned(), text.value);
        }
    }
    let vague_links = fields.texts("vague_links", problems).into_iter();
    let vague_links = vague_links.map(|text| text.value.to_lowercase()).collect();
    fields.finish(problems);
    (
        PressStrings::take(&mut texts, vague_links),
        UiStrings::from(texts),
    )
}
