//! Every rule, in the order in which the editors' page lists them.

use miette::Severity;

use crate::rule::Rule;

macro_rules! rules {
    ($($grade:ident $areas:tt $name:literal: $says:literal;)*) => {
        /// Every rule.
        pub const RULES: &[Rule] = &[$($grade(&$areas, $name, $says)),*];
    };
}

rules! {
    error ["file"] "unreadable": "Every file can be read.";
    error ["file"] "not-utf-8": "Texts are saved as UTF-8.";
    error ["site"] "missing-file": "There is a site.toml.";
    error ["front-matter", "site", "strings"] "syntax": "What stands in TOML is TOML.";
    error ["front-matter", "site", "strings"] "unknown-key": "Every key is one that press knows.";
    error ["front-matter", "site", "strings"] "missing-key": "No key is missing that must be there.";
    error ["front-matter", "site", "strings", "views"] "wrong-type": "Every value is of its key's type: a text, a number, a date, a list.";
    error ["front-matter", "site", "strings"] "empty": "What must be there says something.";
    error ["front-matter", "site", "strings"] "bad-date": "Dates are days that the calendar has, and times that clocks showed.";
    error ["front-matter"] "zoneless-date": "A time says its offset where site.toml names no time zone.";
    error ["front-matter"] "missing": "A manuscript begins with front matter between two lines +++.";
    error ["front-matter"] "bad-slug": "A slug has lower-case letters, digits and single hyphens, and is no word that press uses itself.";
    error ["front-matter"] "duplicate-slug": "No two manuscripts of a language have the same address.";
    error ["front-matter"] "unknown-language": "The language is one of the site's.";
    error ["front-matter"] "modified-before-published": "Nothing was changed before it was published.";
    error ["front-matter"] "note-before-published": "No note of the update history is older than the article.";
    error ["front-matter"] "embargo-before-published": "Nothing appears before the date that it shows.";
    error ["front-matter"] "expires-before-published": "Nothing expires before it appears.";
    error ["front-matter"] "review-before-published": "Nothing is to be reviewed before it is published.";
    error ["front-matter"] "half-an-embargo": "A translation is not read before its original, unless it says from when on.";
    error ["front-matter"] "always-there": "The start page and the page for missing addresses are neither drafts nor embargoed nor expired.";
    error ["front-matter"] "unknown-kind": "Notes of the update history are of a kind that press knows.";
    error ["front-matter"] "unknown-topic": "The topics are named in site.toml.";
    error ["front-matter", "site"] "unknown-contact": "The contact is one of site.toml's.";
    error ["front-matter", "site"] "bad-phone": "Telephone numbers can be dialled.";
    error ["front-matter", "site"] "bad-email": "Email addresses can be written to.";
    error ["front-matter", "site"] "bad-language": "Languages are written as tags, such as en or zh-Hant-TW.";
    error ["front-matter"] "missing-attachment": "Attachments are there.";
    error ["front-matter"] "bad-alias": "A former address is a path on this site.";
    error ["front-matter"] "duplicate-alias": "A former address leads to one page only.";
    error ["front-matter"] "taken-alias": "At a former address there is no page of today.";
    error ["site"] "missing-language": "Every language has its table in site.toml.";
    error ["site"] "missing-strings": "Every language has its file of words.";
    error ["site"] "bad-url": "Addresses in site.toml can be followed.";
    error ["site"] "bad-time-zone": "The time zone is one of the time zone database's.";
    error ["site"] "bad-country": "The country is two letters of ISO 3166.";
    error ["site"] "bad-date-format": "Dates can be shown with the patterns.";
    error ["site"] "bad-topic": "The key of a topic can stand in an address.";
    error ["site"] "bad-font": "Fonts of share images are there and are fonts.";
    error ["strings"] "bad-direction": "A language is written from left to right or from right to left.";
    error ["views"] "syntax": "What stands in views.json is JSON, with its `schema` and the `views` of articles.";
    error ["views"] "newer-schema": "views.json is of a version that press knows.";
    warning ["views"] "unknown-article": "What is counted in views.json is an article.";
    error ["page"] "missing": "Every language has its start page and its page for missing addresses.";
    error ["link"] "broken": "Links within the site lead to a page or a file.";
    error ["link"] "broken-anchor": "Links to a part of a page find it there.";
    error ["link"] "bad-url": "Links to other sites are addresses.";
    warning ["link"] "no-text": "Every link has a text, or a picture with one.";
    warning ["link"] "vague-text": "The text of a link says where it leads.";
    warning ["link"] "dead": "Links to other sites lead to something; only `press check --online` asks.";
    warning ["link"] "moved": "Links to other sites lead straight to where it is; only `press check --online` asks.";
    error ["image"] "missing": "Pictures are there.";
    error ["image"] "elsewhere": "Pictures lie on this site.";
    error ["image"] "unreadable": "Pictures are files that browsers show.";
    error ["image"] "damaged": "Pictures are whole, to the last byte.";
    error ["image"] "too-large": "A picture has less than 12 MB and less than 50 megapixels.";
    error ["image"] "no-alt-text": "Every picture has a text for those who cannot see it.";
    error ["heading"] "first-level": "The title is the only heading of the first level.";
    warning ["image"] "vague-alt-text": "The text of a picture is not the name of its file.";
    exception ["heading"] "skipped-level": "Headings go down one level at a time.";
    warning ["table"] "no-header": "Tables say what their columns or rows are.";
    warning ["text"] "long-title": "A title fits into two lines: 100 columns, of which a Chinese character takes two.";
    warning ["text"] "long-sentence": "A sentence has at most 45 words, or 100 characters of Chinese.";
    warning ["html"] "unsafe-element": "No element is taken out of the text because it is not allowed.";
    warning ["html"] "unsafe-attribute": "No attribute is taken off because it is not allowed.";
    warning ["translation"] "missing": "A page is there in every language.";
    warning ["translation"] "outdated": "A translation is as new as its original.";
    warning ["review"] "overdue": "A page is reviewed by the date that it names.";
    warning ["media"] "orphaned": "Pictures and attachments are shown or linked to.";
    warning ["contact"] "missing": "An article says whom to ask.";
    warning ["contact"] "incomplete": "A contact names an organization, and a phone number or an email address.";
    error ["html"] "unsafe-url": "Addresses have a safe scheme.";
    error ["html"] "bad-id": "An id is one word.";
    error ["html"] "duplicate-id": "An id is there once, and is none of the portal's own.";
    error ["html"] "deep": "Elements are not nested too deeply.";
    error ["allow"] "unknown-rule": "What is allowed is a rule that press knows.";
    error ["allow"] "not-allowable": "What is allowed is a rule that may be broken with a reason.";
    notice ["allow"] "unused": "What is allowed happens.";
}

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
