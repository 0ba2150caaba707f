//! Every rule, in the order in which the editors' page lists them.

use miette::Severity;

use super::Rule;

const TOML: &[&str] = &["front-matter", "site", "strings"];
const MATTER_AND_SITE: &[&str] = &["front-matter", "site"];
const MATTER: &[&str] = &["front-matter"];
const SITE: &[&str] = &["site"];
const FILE: &[&str] = &["file"];
const LINK: &[&str] = &["link"];
const IMAGE: &[&str] = &["image"];
const HEADING: &[&str] = &["heading"];
const HTML: &[&str] = &["html"];
const ALLOW: &[&str] = &["allow"];

/// Every rule.
pub const RULES: &[Rule] = &[
    error(FILE, "unreadable", "Every file can be read."),
    error(FILE, "not-utf-8", "Texts are saved as UTF-8."),
    error(SITE, "missing-file", "There is a site.toml."),
    error(TOML, "syntax", "What stands in TOML is TOML."),
    error(TOML, "unknown-key", "Every key is one that press knows."),
    error(TOML, "missing-key", "No key is missing that must be there."),
    error(
        TOML,
        "wrong-type",
        "Every value is of its key's type: a text, a number, a date, a list.",
    ),
    error(TOML, "empty", "What must be there says something."),
    error(
        TOML,
        "bad-date",
        "Dates are days that the calendar has, and times that clocks showed.",
    ),
    error(
        MATTER,
        "zoneless-date",
        "A time says its offset where site.toml names no time zone.",
    ),
    error(
        MATTER,
        "missing",
        "A manuscript begins with front matter between two lines +++.",
    ),
    error(
        MATTER,
        "bad-slug",
        "A slug has lower-case letters, digits and single hyphens, and is no word that press uses itself.",
    ),
    error(
        MATTER,
        "duplicate-slug",
        "No two manuscripts of a language have the same address.",
    ),
    error(
        MATTER,
        "unknown-language",
        "The language is one of the site's.",
    ),
    error(
        MATTER,
        "modified-before-published",
        "Nothing was changed before it was published.",
    ),
    error(
        MATTER,
        "note-before-published",
        "No note of the update history is older than the article.",
    ),
    error(
        MATTER,
        "embargo-before-published",
        "Nothing appears before the date that it shows.",
    ),
    error(
        MATTER,
        "expires-before-published",
        "Nothing expires before it appears.",
    ),
    error(
        MATTER,
        "review-before-published",
        "Nothing is to be reviewed before it is published.",
    ),
    error(
        MATTER,
        "always-there",
        "The start page and the page for missing addresses are neither drafts nor embargoed nor expired.",
    ),
    error(
        MATTER,
        "unknown-kind",
        "Notes of the update history are of a kind that press knows.",
    ),
    error(
        MATTER,
        "unknown-topic",
        "The topics are named in site.toml.",
    ),
    error(
        MATTER_AND_SITE,
        "unknown-contact",
        "The contact is one of site.toml's.",
    ),
    error(
        MATTER_AND_SITE,
        "bad-phone",
        "Telephone numbers can be dialled.",
    ),
    error(
        MATTER_AND_SITE,
        "bad-email",
        "Email addresses can be written to.",
    ),
    error(
        MATTER_AND_SITE,
        "bad-language",
        "Languages are written as tags, such as en or zh-Hant-TW.",
    ),
    error(MATTER, "missing-attachment", "Attachments are there."),
    error(
        MATTER,
        "bad-alias",
        "A former address is a path on this site.",
    ),
    error(
        MATTER,
        "duplicate-alias",
        "A former address leads to one page only.",
    ),
    error(
        MATTER,
        "taken-alias",
        "At a former address there is no page of today.",
    ),
    error(
        SITE,
        "missing-language",
        "Every language has its table in site.toml.",
    ),
    error(
        SITE,
        "missing-strings",
        "Every language has its file of words.",
    ),
    error(SITE, "bad-url", "Addresses in site.toml can be followed."),
    error(
        SITE,
        "bad-time-zone",
        "The time zone is one of the time zone database's.",
    ),
    error(
        SITE,
        "bad-country",
        "The country is two letters of ISO 3166.",
    ),
    error(
        SITE,
        "bad-date-format",
        "Dates can be shown with the patterns.",
    ),
    error(
        SITE,
        "bad-topic",
        "The key of a topic can stand in an address.",
    ),
    error(
        SITE,
        "bad-font",
        "Fonts of share images are there and are fonts.",
    ),
    error(
        &["strings"],
        "bad-direction",
        "A language is written from left to right or from right to left.",
    ),
    error(
        &["page"],
        "missing",
        "Every language has its start page and its page for missing addresses.",
    ),
    error(
        LINK,
        "broken",
        "Links within the site lead to a page or a file.",
    ),
    error(
        LINK,
        "broken-anchor",
        "Links to a part of a page find it there.",
    ),
    error(LINK, "bad-url", "Links to other sites are addresses."),
    error(
        LINK,
        "no-text",
        "Every link has a text, or a picture with one.",
    ),
    warning(
        LINK,
        "vague-text",
        "The text of a link says where it leads.",
    ),
    error(IMAGE, "missing", "Pictures are there."),
    error(IMAGE, "elsewhere", "Pictures lie on this site."),
    error(
        IMAGE,
        "unreadable",
        "Pictures are files that browsers show.",
    ),
    error(
        IMAGE,
        "no-alt-text",
        "Every picture has a text for those who cannot see it.",
    ),
    error(
        HEADING,
        "first-level",
        "The title is the only heading of the first level.",
    ),
    exception(
        HEADING,
        "skipped-level",
        "Headings go down one level at a time.",
    ),
    exception(
        &["table"],
        "no-header",
        "Tables say what their columns or rows are.",
    ),
    warning(
        &["text"],
        "long-title",
        "A title fits into two lines: 100 columns, of which a Chinese character takes two.",
    ),
    warning(
        &["text"],
        "long-sentence",
        "A sentence has at most 45 words, or 100 characters of Chinese.",
    ),
    warning(
        HTML,
        "unsafe-element",
        "No element is taken out of the text because it is not allowed.",
    ),
    warning(
        HTML,
        "unsafe-attribute",
        "No attribute is taken off because it is not allowed.",
    ),
    error(HTML, "unsafe-url", "Addresses have a safe scheme."),
    error(HTML, "bad-id", "An id is one word."),
    error(
        HTML,
        "duplicate-id",
        "An id is there once, and is none of the portal's own.",
    ),
    error(HTML, "deep", "Elements are not nested too deeply."),
    error(
        ALLOW,
        "unknown-rule",
        "What is allowed is a rule that press knows.",
    ),
    error(
        ALLOW,
        "not-allowable",
        "What is allowed is a rule that may be broken with a reason.",
    ),
    notice(ALLOW, "unused", "What is allowed happens."),
];

const fn error(areas: &'static [&'static str], name: &'static str, says: &'static str) -> Rule {
    rule(areas, name, Severity::Error, false, says)
}

/// What nobody may publish without saying why.
const fn exception(areas: &'static [&'static str], name: &'static str, says: &'static str) -> Rule {
    rule(areas, name, Severity::Error, true, says)
}

const fn warning(areas: &'static [&'static str], name: &'static str, says: &'static str) -> Rule {
    rule(areas, name, Severity::Warning, true, says)
}

/// A warning that there is no reason to live with.
const fn notice(areas: &'static [&'static str], name: &'static str, says: &'static str) -> Rule {
    rule(areas, name, Severity::Warning, false, says)
}

const fn rule(
    areas: &'static [&'static str],
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
