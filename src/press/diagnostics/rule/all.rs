//! Every rule, in the order in which the editors' page lists them.

use miette::Severity;

use crate::rule::{Rule, RuleArea};

macro_rules! rules {
    ($($rule:ident $grade:ident [$($area:ident),+] $name:literal: $says:literal;)*) => {
        $(
            #[doc = $says]
            pub static $rule: Rule = $grade(&[$(RuleArea::$area),+], $name, $says);
        )*

        /// Every rule.
        pub static RULES: &[&Rule] = &[$(&$rule),*];
    };
}

rules! {
    FILE_UNREADABLE error [File] "unreadable": "Every file can be read.";
    FILE_NOT_UTF_8 error [File] "not-utf-8": "Texts are saved as UTF-8.";
    FILE_NOT_READ warning [File] "not-read": "Manuscripts lie in news or pages, with names that end in .md.";
    SITE_MISSING_FILE error [Site] "missing-file": "There is a site.toml.";
    TOML_SYNTAX error [FrontMatter, Site, Strings] "syntax": "What stands in TOML is TOML.";
    TOML_UNKNOWN_KEY error [FrontMatter, Site, Strings] "unknown-key": "Every key is one that press knows.";
    TOML_MISSING_KEY error [FrontMatter, Site, Strings] "missing-key": "No key is missing that must be there.";
    TOML_WRONG_TYPE error [FrontMatter, Site, Strings, Views] "wrong-type": "Every value is of its key's type: a text, a number, a date, a list.";
    TOML_EMPTY error [FrontMatter, Site, Strings] "empty": "What must be there says something.";
    TOML_BAD_DATE error [FrontMatter, Site, Strings] "bad-date": "Dates are days that the calendar has, and times that clocks showed.";
    FRONT_MATTER_ZONELESS_DATE error [FrontMatter] "zoneless-date": "A time says its offset where site.toml names no time zone.";
    FRONT_MATTER_MISSING error [FrontMatter] "missing": "A manuscript begins with front matter between two lines +++.";
    FRONT_MATTER_BAD_SLUG error [FrontMatter] "bad-slug": "A slug has lower-case letters, digits and single hyphens, and is no word that press uses itself.";
    FRONT_MATTER_DUPLICATE_SLUG error [FrontMatter] "duplicate-slug": "No two manuscripts of a language have the same address.";
    FRONT_MATTER_UNKNOWN_LANGUAGE error [FrontMatter] "unknown-language": "The language is one of the site's.";
    FRONT_MATTER_MODIFIED_BEFORE_PUBLISHED error [FrontMatter] "modified-before-published": "Nothing was changed before it was published.";
    FRONT_MATTER_NOTE_BEFORE_PUBLISHED error [FrontMatter] "note-before-published": "No note of the update history is older than the article.";
    FRONT_MATTER_EMBARGO_BEFORE_PUBLISHED error [FrontMatter] "embargo-before-published": "Nothing appears before the date that it shows.";
    FRONT_MATTER_EXPIRES_BEFORE_PUBLISHED error [FrontMatter] "expires-before-published": "Nothing expires before it appears.";
    FRONT_MATTER_REVIEW_BEFORE_PUBLISHED error [FrontMatter] "review-before-published": "Nothing is to be reviewed before it is published.";
    FRONT_MATTER_HALF_AN_EMBARGO error [FrontMatter] "half-an-embargo": "A translation is not read before its original, unless it says from when on.";
    FRONT_MATTER_ALWAYS_THERE error [FrontMatter] "always-there": "The start page and the page for missing addresses are neither drafts nor embargoed nor expired.";
    FRONT_MATTER_UNKNOWN_KIND error [FrontMatter] "unknown-kind": "Notes of the update history are of a kind that press knows.";
    FRONT_MATTER_UNKNOWN_TOPIC error [FrontMatter] "unknown-topic": "The topics are named in site.toml.";
    TOML_UNKNOWN_CONTACT error [FrontMatter, Site] "unknown-contact": "The contact is one of site.toml's.";
    TOML_BAD_PHONE error [FrontMatter, Site] "bad-phone": "Telephone numbers can be dialled.";
    TOML_BAD_EMAIL error [FrontMatter, Site] "bad-email": "Email addresses can be written to.";
    TOML_BAD_LANGUAGE error [FrontMatter, Site] "bad-language": "Languages are written as tags, such as en or zh-Hant-TW.";
    FRONT_MATTER_MISSING_ATTACHMENT error [FrontMatter] "missing-attachment": "Attachments are there.";
    FRONT_MATTER_BAD_FOCUS error [FrontMatter] "bad-focus": "The point of a picture that stays is two percentages.";
    FRONT_MATTER_BAD_BLOCK error [FrontMatter] "bad-block": "A block shows one thing, 1 to 20 articles of it, on the start page.";
    FRONT_MATTER_MISSING_STORY error [FrontMatter] "missing-story": "Articles that a start page names are there, in its language.";
    FRONT_MATTER_STORY_TWICE error [FrontMatter] "story-twice": "A start page names no article twice.";
    FRONT_MATTER_WITHHELD_STORY notice [FrontMatter] "withheld-story": "Readers see the articles that a start page names, or will see them.";
    FRONT_MATTER_BAD_ALIAS error [FrontMatter] "bad-alias": "A former address is a path on this site.";
    FRONT_MATTER_DUPLICATE_ALIAS error [FrontMatter] "duplicate-alias": "A former address leads to one page only.";
    FRONT_MATTER_TAKEN_ALIAS error [FrontMatter] "taken-alias": "At a former address there is no page of today.";
    SITE_MISSING_LANGUAGE error [Site] "missing-language": "Every language has its table in site.toml.";
    SITE_MISSING_STRINGS error [Site] "missing-strings": "Every language has its file of words.";
    SITE_BAD_URL error [Site] "bad-url": "Addresses in site.toml can be followed.";
    SITE_BAD_TIME_ZONE error [Site] "bad-time-zone": "The time zone is one of the time zone database's.";
    SITE_BAD_COUNTRY error [Site] "bad-country": "The country is two letters of ISO 3166.";
    SITE_BAD_DATE_FORMAT error [Site] "bad-date-format": "Dates can be shown with the patterns.";
    SITE_BAD_TOPIC error [Site] "bad-topic": "The key of a topic can stand in an address.";
    SITE_BAD_FONT error [Site] "bad-font": "Fonts of share images are there and are fonts.";
    SITE_BAD_CHOICE error [Site] "bad-choice": "A setting with a few values has one of them.";
    SITE_HOST_LIMIT notice [Site] "host-limit": "The edition stays well within what its host takes.";
    STRINGS_BAD_DIRECTION error [Strings] "bad-direction": "A language is written from left to right or from right to left.";
    VIEWS_SYNTAX error [Views] "syntax": "What stands in views.json is JSON, with its `schema` and the `views` of articles.";
    VIEWS_NEWER_SCHEMA error [Views] "newer-schema": "views.json is of a version that press knows.";
    VIEWS_UNKNOWN_ARTICLE warning [Views] "unknown-article": "What is counted in views.json is an article.";
    PAGE_MISSING error [Page] "missing": "Every language has its start page and its page for missing addresses.";
    LINK_BROKEN error [Link] "broken": "Links within the site lead to a page or a file.";
    LINK_BROKEN_ANCHOR error [Link] "broken-anchor": "Links to a part of a page find it there.";
    LINK_BAD_URL error [Link] "bad-url": "Links to other sites are addresses.";
    LINK_SPACE error [Link] "space": "Addresses with spaces stand between angle brackets, or are written with %20.";
    LINK_UNDEFINED warning [Link] "undefined": "What a link or picture takes from elsewhere in the text is there.";
    LINK_UNUSED warning [Link] "unused": "Something in the text leads with every line that names an address for links.";
    LINK_NO_TEXT warning [Link] "no-text": "Every link has a text, or a picture with one.";
    LINK_VAGUE_TEXT warning [Link] "vague-text": "The text of a link says where it leads.";
    LINK_DEAD warning [Link] "dead": "Links to other sites lead to something; only `press check --online` asks.";
    LINK_MOVED warning [Link] "moved": "Links to other sites lead straight to where it is; only `press check --online` asks.";
    IMAGE_MISSING error [Image] "missing": "Pictures and recordings are there.";
    IMAGE_ELSEWHERE error [Image] "elsewhere": "Pictures and recordings lie on this site.";
    IMAGE_UNREADABLE error [Image] "unreadable": "Pictures are files that browsers show.";
    IMAGE_DAMAGED error [Image] "damaged": "Pictures are whole, to the last byte.";
    IMAGE_METADATA error [Image] "metadata": "No picture tells where, when and by whom it was taken.";
    IMAGE_UNSAFE error [Image] "unsafe": "A drawing builds on no other file, and its entities do not become more than 1 MB.";
    IMAGE_ACTIVE warning [Image] "active": "A drawing has no scripts, and nothing in it lies elsewhere.";
    IMAGE_TOO_LARGE error [Image] "too-large": "A picture has less than 12 MB and less than 50 megapixels.";
    IMAGE_NO_ALT_TEXT error [Image] "no-alt-text": "Every picture has a text for those who cannot see it.";
    IMAGE_SPACE error [Image] "space": "Names of pictures with spaces stand between angle brackets, or are written with %20.";
    RECORDING_UNREADABLE error [Recording] "unreadable": "Recordings are whole, and play in every browser.";
    RECORDING_TOO_LARGE error [Recording] "too-large": "A recording has less than 100 MB.";
    RECORDING_METADATA error [Recording] "metadata": "No track of a recording tells where and when it was made.";
    RECORDING_NOT_ALONE error [Recording] "not-alone": "A recording stands alone in its paragraph.";
    RECORDING_NO_TITLE error [Recording] "no-title": "Every recording has a title that says what it is.";
    RECORDING_NO_CAPTIONS exception [Recording] "no-captions": "A video that can be heard has captions.";
    RECORDING_NO_TRANSCRIPT exception [Recording] "no-transcript": "Every recording has a transcript.";
    RECORDING_BAD_CAPTIONS error [Recording] "bad-captions": "Captions are WebVTT, with their times in order.";
    RECORDING_BAD_TRANSCRIPT error [Recording] "bad-transcript": "A transcript is a text in UTF-8.";
    HEADING_FIRST_LEVEL error [Heading] "first-level": "The title is the only heading of the first level.";
    IMAGE_VAGUE_ALT_TEXT warning [Image] "vague-alt-text": "The text of a picture is not the name of its file.";
    HEADING_SKIPPED_LEVEL exception [Heading] "skipped-level": "Headings go down one level at a time.";
    HEADING_EMPTY warning [Heading] "empty": "Every heading says something.";
    TABLE_NO_HEADER warning [Table] "no-header": "Tables say what their columns or rows are.";
    TABLE_NOT_READ warning [Table] "not-read": "What looks like a table is one.";
    TABLE_LOST_CELL warning [Table] "lost-cell": "No row of a table has more cells than its header.";
    FOOTNOTE_MISSING warning [Footnote] "missing": "Every mark of a footnote leads to its note.";
    FOOTNOTE_UNUSED warning [Footnote] "unused": "Something in the text leads to every footnote.";
    FOOTNOTE_TWICE warning [Footnote] "twice": "Every footnote has a name of its own.";
    TEXT_CONTROL_CHARACTER error [Text] "control-character": "Every character is one that can be seen, or blank space.";
    STATIC_TAKEN error [Static] "taken": "A file in static/ takes no address of what press makes.";
    TEXT_LONG_TITLE warning [Text] "long-title": "A title fits into two lines: 100 columns, of which a Chinese character takes two.";
    TEXT_LONG_SENTENCE warning [Text] "long-sentence": "A sentence has at most 45 words, or 100 characters of Chinese.";
    TEXT_STRAY_MARK warning [Text] "stray-mark": "No marks of Markdown, such as `**`, stay in the text.";
    HTML_UNSAFE_ELEMENT warning [Html] "unsafe-element": "No element is taken out of the text because it is not allowed.";
    HTML_UNSAFE_ATTRIBUTE warning [Html] "unsafe-attribute": "No attribute is taken off because it is not allowed.";
    TRANSLATION_MISSING warning [Translation] "missing": "A page is there in every language.";
    TRANSLATION_OUTDATED warning [Translation] "outdated": "A translation is as new as its original.";
    REVIEW_OVERDUE warning [Review] "overdue": "A page is reviewed by the date that it names.";
    MEDIA_ORPHANED warning [Media] "orphaned": "Pictures and attachments are shown or linked to.";
    CONTACT_MISSING warning [Contact] "missing": "An article says whom to ask.";
    CONTACT_INCOMPLETE warning [Contact] "incomplete": "A contact names an organization, and a phone number or an email address.";
    HTML_UNSAFE_URL error [Html] "unsafe-url": "Addresses have a safe scheme.";
    HTML_BAD_ID error [Html] "bad-id": "An id is one word.";
    HTML_DUPLICATE_ID error [Html] "duplicate-id": "An id is there once, and is none of the portal's own.";
    HTML_DEEP error [Html] "deep": "Elements are not nested too deeply.";
    ALLOW_UNKNOWN_RULE error [Allow] "unknown-rule": "What is allowed is a rule that press knows.";
    ALLOW_NOT_ALLOWABLE error [Allow] "not-allowable": "What is allowed is a rule that may be broken with a reason.";
    ALLOW_UNUSED notice [Allow] "unused": "What is allowed happens.";
}

const fn error(areas: &'static [RuleArea], name: &'static str, says: &'static str) -> Rule {
    rule(areas, name, Severity::Error, false, says)
}

/// A rule that nobody may break without saying why.
const fn exception(areas: &'static [RuleArea], name: &'static str, says: &'static str) -> Rule {
    rule(areas, name, Severity::Error, true, says)
}

const fn warning(areas: &'static [RuleArea], name: &'static str, says: &'static str) -> Rule {
    rule(areas, name, Severity::Warning, true, says)
}

/// A warning that there is no reason to live with.
const fn notice(areas: &'static [RuleArea], name: &'static str, says: &'static str) -> Rule {
    rule(areas, name, Severity::Warning, false, says)
}

const fn rule(
    areas: &'static [RuleArea],
    name: &'static str,
    severity: Severity,
    may_be_allowed: bool,
    says: &'static str,
) -> Rule {
    Rule {
        areas,
        name,
        severity,
        may_be_allowed,
        says,
    }
}
