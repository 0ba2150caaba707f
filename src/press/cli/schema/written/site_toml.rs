//! `content/site.toml`.

use std::collections::BTreeMap;

use gazette_content::config::{
    host::{HostKind, ShareImages},
    notice::NoticeKind,
};
use gazette_model::AccessKeys;
use schemars::{JsonSchema, Schema, SchemaGenerator};

use crate::schema::written::{AllowableRule, Email, Said, WrittenContact, keys};

/// Settings that every page of the site shares.
#[derive(JsonSchema)]
#[schemars(title = "site.toml")]
pub struct SiteToml {
    /// The address under which readers find the site. It may have a path: `https://example.org/news/`.
    #[schemars(regex(pattern = r"^https?://[^?#]+$"))]
    url: String,
    /// The zone of dates that name no offset, and of all dates shown, such as `Asia/Taipei`.
    time_zone: Option<String>,
    /// The country of telephone numbers without a country code, in two letters (ISO 3166).
    #[schemars(regex(pattern = r"^[A-Z]{2}$"))]
    country: Option<String>,
    /// Format of a day: `%Y` is the year, `%m` the month, `%d` the day (strftime).
    date_format: Said,
    /// Format of a day with its time: as `date_format`, with `%H:%M` for the time.
    date_time_format: Said,
    /// Colours of the browser's own interface around pages.
    theme_color: Option<ThemeColor>,
    /// Fonts for pictures of shared links, for characters that press's own font has not: paths below the content folder.
    share_fonts: Option<Vec<String>>,
    /// Pages that have a picture of their own where they are shared: all articles, or none, so that all show the site's.
    share_images: Option<ShareImages>,
    /// Languages (BCP 47); the first is the default. Each has a table of its own: `[en]`.
    #[schemars(length(min = 1))]
    languages: Vec<String>,
    /// Keys that lead to the landmarks, together with the browser's own modifier.
    access_keys: AccessKeys,
    /// Contacts that manuscripts can name: `[contacts.press-office]`.
    #[expect(
        clippy::zero_sized_map_values,
        reason = "a shape alone: it stands for its schema"
    )]
    contacts: Option<BTreeMap<String, WrittenContact>>,
    /// Service that counts page views.
    counter: Option<WrittenCounter>,
    /// Service through which readers get news by e-mail.
    newsletter: Option<WrittenNewsletter>,
    /// WebSub hubs, which tell feed readers at once what is new: addresses such as `https://pubsubhubbub.appspot.com/`.
    hubs: Option<Vec<WrittenHub>>,
    /// Host that serves the edition.
    host: Option<WrittenHost>,
    /// Notices for the whole site.
    notice: Option<Vec<WrittenNotice>>,
    /// Exceptions to rules of `press check`, with their reasons.
    allow: Option<Vec<Allow>>,
    #[schemars(flatten)]
    tables: BTreeMap<String, WrittenLanguage>,
}

/// Colours of the browser's own interface around light and dark pages.
#[derive(JsonSchema)]
struct ThemeColor {
    /// Around light pages, such as `#ffffff`.
    light: Said,
    /// Around dark pages.
    dark: Said,
}

/// Service that counts page views.
#[derive(JsonSchema)]
struct WrittenCounter {
    /// A GoatCounter site, such as `https://example.goatcounter.com`.
    #[schemars(regex(pattern = r"^https?://[^?#]+$"))]
    goatcounter: String,
}

/// Service through which readers get news by e-mail: the page `/subscribe/` has its form.
#[derive(JsonSchema)]
struct WrittenNewsletter {
    /// The form's target, such as `https://lists.example.org/subscription/form`.
    #[schemars(regex(pattern = r"^https?://[^#]+$"))]
    form: String,
    /// Name of the field for the e-mail address, if it is not `email`: Mailchimp's is `EMAIL`.
    email: Option<Said>,
    /// Further fields that the service expects and readers do not see: `{ l = "the list's number" }`.
    hidden: Option<BTreeMap<String, WrittenHidden>>,
}

/// Value of a field that readers do not see.
#[derive(JsonSchema)]
#[schemars(inline, untagged)]
#[expect(dead_code, reason = "its schema alone is wanted")]
enum WrittenHidden {
    /// The same in every language.
    Same(String),
    /// One for each language: `{ en = "1", fr = "2" }`.
    ByLanguage(BTreeMap<String, String>),
}

#[derive(JsonSchema)]
#[schemars(inline)]
struct WrittenHub(
    #[schemars(regex(pattern = r"^[Hh][Tt][Tt][Pp][Ss]?://[^#]+$"))]
    String,
);

/// Host that serves the edition.
#[derive(JsonSchema)]
struct WrittenHost {
    /// The kind of host: it decides which files the edition has beside its pages.
    kind: Option<HostKind>,
}

/// News that every reader should know for a time: it stands above every page.
#[derive(JsonSchema)]
struct WrittenNotice {
    /// Its kind.
    kind: NoticeKind,
    /// Its text by language: `{ en = "The library is closed today." }`. A language without one does not show it.
    #[schemars(extend("minProperties" = 1))]
    text: BTreeMap<String, Said>,
    /// A page of this site, such as `/news/water/`, or a whole address.
    link: Option<Said>,
    /// From this date and time on readers see it. Without it they see it at once.
    from: Option<WrittenDate>,
    /// From this date and time on it is gone.
    until: Option<WrittenDate>,
    /// `false` if no reader can put it away. An emergency never can be.
    dismissible: Option<bool>,
}

/// A date, a date and time, or one with an offset.
struct WrittenDate;

impl JsonSchema for WrittenDate {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "WrittenDate".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        keys::date()
    }
}

/// The site in one language.
#[derive(JsonSchema)]
struct WrittenLanguage {
    /// The site's name.
    name: Said,
    /// One line under the name.
    tagline: Said,
    /// The main navigation.
    navigation: Option<Vec<WrittenEntry>>,
    /// Topics that manuscripts can name: what readers see, by a key that becomes part of an address.
    topics: Option<BTreeMap<String, Said>>,
    /// Contacts in this language's words; what is left out is as in `[contacts]`.
    #[expect(
        clippy::zero_sized_map_values,
        reason = "a shape alone: it stands for its schema"
    )]
    contacts: Option<BTreeMap<String, WrittenContact>>,
    /// Footer of every page.
    footer: WrittenFooter,
}

/// An entry of the navigation: a page of this site, or an address elsewhere.
#[derive(JsonSchema)]
#[schemars(extend("oneOf" = [{ "required": ["page"] }, { "required": ["url"] }]))]
struct WrittenEntry {
    /// Text that readers see.
    text: Said,
    /// A page of this site, such as `/news/`.
    page: Option<Said>,
    /// An address elsewhere.
    url: Option<WrittenAddress>,
}

/// Footer of every page.
#[derive(JsonSchema)]
struct WrittenFooter {
    /// The organization that publishes.
    organization: Said,
    /// Office hours, telephone numbers and the like.
    facts: Option<Vec<WrittenFact>>,
    /// Copyright, address and other lines.
    notes: Option<Vec<String>>,
}

/// A labelled value: a text, or something that can be dialled, written to or followed.
#[derive(JsonSchema)]
#[schemars(extend("anyOf" = [
    { "required": ["text"] }, { "required": ["phone"] }, { "required": ["email"] }, { "required": ["url"] },
]))]
struct WrittenFact {
    /// The label, with its colon.
    label: Said,
    /// The value, if it is not to be seen as it is dialled, written to or followed.
    text: Option<String>,
    /// A telephone number.
    phone: Option<String>,
    /// An email address.
    email: Option<Email>,
    /// An address elsewhere.
    url: Option<WrittenAddress>,
}

#[derive(JsonSchema)]
#[schemars(inline)]
struct WrittenAddress(#[schemars(regex(pattern = r"^([Hh][Tt][Tt][Pp][Ss]?|mailto|tel):"))] String);

/// A rule that files may break.
#[derive(JsonSchema)]
struct Allow {
    /// The rule's name; `press rules` explains them.
    rule: AllowableRule,
    /// Why. It is not published.
    reason: Said,
    /// Beginnings of paths below the content folder, such as `news/2010-`; without them it speaks for the whole site.
    files: Option<Vec<String>>,
}
