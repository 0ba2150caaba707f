//! `[newsletter]` of `site.toml`: the service through which readers get news by e-mail, and the form that it expects.

use gazette_diagnostics::{
    problem::{Problem, Problems},
    rule,
};
use typed_index_collections::{TiSlice, TiVec};
use url::Url;

use crate::{
    config::{ids::LanguageId, locale::Locale, service},
    toml::{Fields, Located},
};

/// Name of the e-mail field where the site names none: listmonk's and Buttondown's.
const EMAIL: &str = "email";

/// Forms of a hidden field, in words.
const WANTED: &str =
    "a text in quotation marks, or a table with one for each language, such as { en = \"1\" }";

/// Name of the field by which the portal knows the search form.
const SEARCH: &str = "q";

/// A form that subscribes readers, sent to another host.
#[derive(Hash)]
pub struct Newsletter {
    /// The form's target.
    pub form: String,
    /// Scheme, host and port of that: the one host that forms may be sent to.
    pub origin: String,
    /// The host's name, for readers.
    pub host: String,
    /// Name of the field for the e-mail address.
    pub email: String,
    /// Further fields that the service expects, which readers do not see.
    pub hidden: Vec<HiddenField>,
}

/// A field that readers do not see, such as the number of the list to which they subscribe.
#[derive(Hash)]
pub struct HiddenField {
    /// Its name.
    pub name: String,
    /// Its value in the form of each language: readers of two languages may want two lists.
    pub values: TiVec<LanguageId, String>,
}

/// Reads `[newsletter]`.
pub fn read(
    fields: &mut Fields<'_, '_>,
    languages: &TiSlice<LanguageId, Locale>,
    problems: &mut Problems,
) -> Option<Newsletter> {
    let table = fields.table("newsletter", problems)?;
    let mut keys = Fields::new(fields.area, table.value, table.span);
    let form = keys.required("form", problems);
    let email = keys.said("email", problems);
    let (names, hidden) = hidden(&mut keys, languages, problems);
    keys.finish(problems);
    for name in email.iter().chain(&names) {
        problems.extend(taken(fields, name));
    }
    let Located { value, span } = form.filter(|form| !form.value.trim().is_empty())?;
    let Some((origin, host)) = target(&value) else {
        let problem = fields.area.problem(
            &rule::SITE_BAD_URL,
            "`form` is not the target of a form that can be sent safely",
            span,
            "not such an address",
        );
        problems.push(problem.help(
            "Write the address that stands in `action` of the service's own form, such as \"https://lists.example.org/subscription/form\". Only on this machine, 127.0.0.1 or localhost, may it begin with http.",
        ));
        return None;
    };
    Some(Newsletter {
        form: value,
        origin,
        host,
        email: email.map_or_else(|| EMAIL.to_owned(), |email| email.value),
        hidden,
    })
}

/// The hidden fields, and their names where they stand.
fn hidden(
    keys: &mut Fields<'_, '_>,
    languages: &TiSlice<LanguageId, Locale>,
    problems: &mut Problems,
) -> (Vec<Located<String>>, Vec<HiddenField>) {
    let Some(table) = keys.table("hidden", problems) else {
        return <_>::default();
    };
    let mut own = Fields::new(keys.area, table.value, table.span);
    let names = own.keys();
    let read = names.iter().filter_map(|name| {
        let values = values(&mut own, &name.value, languages, problems)?;
        let name = name.value.clone();
        Some(HiddenField { name, values })
    });
    let hidden = read.collect();
    (names, hidden)
}

/// The values of a hidden field: one text for all languages, or a table with one for each.
fn values(
    fields: &mut Fields<'_, '_>,
    name: &str,
    languages: &TiSlice<LanguageId, Locale>,
    problems: &mut Problems,
) -> Option<TiVec<LanguageId, String>> {
    let found = fields.any(name)?;
    if let Some(text) = found.value.as_str() {
        return Some(languages.iter().map(|_| text.to_owned()).collect());
    }
    let Some(table) = found.value.as_table() else {
        problems.push(fields.area.wrong_type(name, WANTED, &found));
        return None;
    };
    let mut own = Fields::new(fields.area, table, found.span);
    let mut values = TiVec::new();
    for locale in languages {
        let lang = &locale.site.lang;
        if own.any(lang).is_none() {
            own.missing(lang, problems);
        }
        let value = own.text(lang, problems);
        values.push(value.map(|value| value.value).unwrap_or_default());
    }
    own.finish(problems);
    Some(values)
}

/// The problem of a field whose name is that of the search form's.
fn taken(fields: &Fields<'_, '_>, name: &Located<String>) -> Option<Problem> {
    (name.value == SEARCH).then(|| {
        let message = format!("a field cannot be called \"{SEARCH}\"");
        fields
            .area
            .problem(
                &rule::SITE_BAD_CHOICE,
                message,
                name.span.clone(),
                "the search's",
            )
            .help("The portal would take the form for its search. Give the field another name at the service.")
    })
}

/// The origin and the host's name of a form's target, if what readers enter is safe on its way there.
fn target(text: &str) -> Option<(String, String)> {
    let url = Url::parse(text).ok()?;
    // What browsers would read otherwise than it is written is not taken.
    let is_plain = text.starts_with(&format!("{}://", url.scheme()));
    let host = url.host_str()?.to_owned();
    (service::is_safe(&url) && is_plain).then(|| (url.origin().ascii_serialization(), host))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_go_to_one_host_and_nobody_reads_along() {
        for (text, origin, host) in [
            (
                "https://lists.example.org/subscription/form",
                "https://lists.example.org",
                "lists.example.org",
            ),
            (
                "https://x.us1.list-manage.com/subscribe/post?u=1&id=2",
                "https://x.us1.list-manage.com",
                "x.us1.list-manage.com",
            ),
            (
                "http://127.0.0.1:9000/subscription/form",
                "http://127.0.0.1:9000",
                "127.0.0.1",
            ),
        ] {
            assert_eq!(target(text), Some((origin.into(), host.into())), "{text}");
        }
        for bad in [
            "lists.example.org",
            "//lists.example.org/",
            "/subscribe/",
            "http://lists.example.org/",
            "https://me:secret@lists.example.org/",
            "https://lists.example.org/#a",
            "https://[::1]/",
            "javascript:alert(1)",
            "mailto:a@example.org",
            "https:lists.example.org",
        ] {
            assert_eq!(target(bad), None, "{bad}");
        }
    }
}
