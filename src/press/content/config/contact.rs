//! Contacts: those of `site.toml` by name, and those that a manuscript writes out.

use std::{collections::BTreeMap, ops::Range};

use gazette_diagnostics::{
    problem::{Problem, Problems},
    rule,
    suggest::suggest,
};
use gazette_model::{Contact, Display};
use phonenumber::country;
use toml::de::DeTable;

use crate::{
    config::phone,
    toml::{Area, Fields, InnerTable, Located, keys},
};

/// Whom to ask.
pub static CONTACT: InnerTable = InnerTable {
    name: "Contact",
    says: "Whom to ask. It should name the organization, and a phone number or an email address.",
    keys: KEYS,
};

keys! {
    /// Keys of a contact.
    KEYS:
    ORGANIZATION Optional Text "organization" = "\"City library\"": "The organization.";
    PERSON Optional Text "person" = "\"Lin Mei-hua\"": "The person.";
    PHONE Optional Text "phone" = "\"+886-2-2754-1255 ext.2621\"": "The telephone number, with its country code unless the site has a `country`: `\"+886-2-2754-1255 ext.2621\"`.";
    EMAIL Optional Email "email" = "\"library@gazette.example\"": "The email address alone.";
}

/// Reads `[contacts]`: a table of contacts by name.
pub fn directory(
    area: &Area<'_>,
    table: &Located<&DeTable<'_>>,
    country: Option<country::Id>,
    problems: &mut Problems,
) -> BTreeMap<String, Contact> {
    let named = named(area, table, country, problems).into_iter();
    named
        .map(|(name, contact)| {
            complete(area, &contact, name.span, problems);
            (name.value, contact)
        })
        .collect()
}

fn named(
    area: &Area<'_>,
    table: &Located<&DeTable<'_>>,
    country: Option<country::Id>,
    problems: &mut Problems,
) -> Vec<(Located<String>, Contact)> {
    let mut fields = Fields::new(area, table.value, table.span.clone());
    let mut contacts = Vec::new();
    for name in fields.keys() {
        if let Some(table) = fields.table(&name.value, problems) {
            contacts.push((name, read(area, &table, country, problems)));
        }
    }
    contacts
}

/// The contacts of `[contacts]` as a language words them: what `[<lang>.contacts.<name>]` says goes before, and what it
/// leaves out, such as a telephone number, stays as it is for all languages.
pub fn worded(
    shared: &BTreeMap<String, Contact>,
    own: &mut Fields<'_, '_>,
    country: Option<country::Id>,
    problems: &mut Problems,
) -> BTreeMap<String, Contact> {
    let mut contacts = shared.clone();
    let Some(table) = own.table("contacts", problems) else {
        return contacts;
    };
    for (name, wording) in named(own.area, &table, country, problems) {
        if let Some(contact) = contacts.get_mut(&name.value) {
            *contact = Contact {
                organization: wording.organization.or(contact.organization.take()),
                person: wording.person.or(contact.person.take()),
                phone: wording.phone.or(contact.phone.take()),
                email: wording.email.or(contact.email.take()),
            };
        } else {
            let known = shared.keys().map(String::as_str);
            problems.push(
                own.area
                    .problem(
                        &rule::TOML_UNKNOWN_CONTACT,
                        format!("there is no contact \"{}\" in [contacts]", name.value),
                        name.span,
                        "not in [contacts]",
                    )
                    .help(suggest(&name.value, known)),
            );
        }
    }
    contacts
}

/// Reads one contact.
pub fn read(
    area: &Area<'_>,
    table: &Located<&DeTable<'_>>,
    country: Option<country::Id>,
    problems: &mut Problems,
) -> Contact {
    let mut fields = Fields::new(area, table.value, table.span.clone()).knowing(KEYS);
    let before = problems.len();
    let text = |found: Option<Located<String>>| found.map(|text| text.value);
    let contact = Contact {
        organization: text(fields.text(ORGANIZATION, problems)),
        person: text(fields.text(PERSON, problems)),
        phone: phone(&mut fields, country, problems),
        email: email(&mut fields, problems),
    };
    // Of what is there and wrong nobody needs to hear that it is missing.
    if contact == Contact::default() && problems.len() == before {
        problems.push(
            area.problem(
                &rule::TOML_EMPTY,
                "this contact names nobody",
                table.span.clone(),
                "nothing here",
            )
            .help("Write an organization, a person, a phone number or an email address."),
        );
    }
    fields.finish(problems);
    contact
}

/// Reports a contact of which readers cannot tell who it is or how to reach them. One that names nobody has been reported.
pub fn complete(area: &Area<'_>, contact: &Contact, span: Range<usize>, problems: &mut Problems) {
    let is_reachable = contact.phone.is_some() || contact.email.is_some();
    let (lacking, label) = match (&contact.organization, is_reachable) {
        (None, _) => ("does not name an organization", "whose?"),
        (Some(_), false) => (
            "has neither a phone number nor an email address",
            "how to reach them?",
        ),
        (Some(_), true) => return,
    };
    if *contact != Contact::default() {
        problems.push(
            Problem::new(&rule::CONTACT_INCOMPLETE, format!("this contact {lacking}"))
                .at(area.source, span, label)
                .help("Name the organization, and a phone number or an email address."),
        );
    }
}

/// Reads the key `phone`.
pub fn phone(
    fields: &mut Fields<'_, '_>,
    country: Option<country::Id>,
    problems: &mut Problems,
) -> Option<Display> {
    let text = fields.text(PHONE, problems)?;
    let phone = phone::parse(&text.value, country);
    if phone.is_none() {
        problems.push(
            fields
                .area
                .problem(
                    &rule::TOML_BAD_PHONE,
                    format!("\"{}\" is not a telephone number", text.value),
                    text.span,
                    "cannot be dialled",
                )
                .help("Write it with its country code, such as \"+886-2-2754-1255 ext.2621\", or set `country` in site.toml."),
        );
    }
    phone
}

/// Reads the key `email`.
pub fn email(fields: &mut Fields<'_, '_>, problems: &mut Problems) -> Option<String> {
    let text = fields.text(EMAIL, problems)?;
    let good = text
        .value
        .split_once('@')
        .is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
        && !text
            .value
            .contains(|c: char| c.is_whitespace() || "<>\"?&".contains(c));
    if !good {
        problems.push(
            fields
                .area
                .problem(
                    &rule::TOML_BAD_EMAIL,
                    format!("\"{}\" is not an email address", text.value),
                    text.span,
                    "mail cannot be sent here",
                )
                .help("Write the address alone, such as \"press@example.org\"."),
        );
    }
    Some(text.value)
}
