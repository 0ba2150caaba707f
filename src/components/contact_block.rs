//! Whom to ask about an article.

use leptos::prelude::*;

use super::FactList;
use crate::model::{Contact, Fact, Site, Text};

/// The contact of an article; parts that are not given are left out.
#[component]
pub fn ContactBlock<'a>(
    /// For the labels.
    site: &'a Site,
    /// The contact.
    contact: &'a Contact,
) -> impl IntoView + use<> {
    let fact = |label: Text, text: &str, href: Option<String>| Fact {
        label: site.strings.get(label).to_owned(),
        text: text.to_owned(),
        href,
    };
    let facts = [
        contact.organization.as_ref().map(|text| fact(Text::ContactOrganization, text, None)),
        contact.person.as_ref().map(|text| fact(Text::ContactPerson, text, None)),
        contact.phone.as_ref().map(|phone| fact(Text::ContactPhone, &phone.text, Some(phone.machine.clone()))),
        contact.email.as_ref().map(|text| fact(Text::ContactEmail, text, Some(format!("mailto:{text}")))),
    ];
    let facts = facts.into_iter().flatten().collect();
    let heading = site.strings.get(Text::ContactHeading).to_owned();
    view! {
        <section class="contact" aria-labelledby="contact-heading">
            <h2 class="contact__heading" id="contact-heading">
                {heading}
            </h2>
            <FactList facts=facts />
        </section>
    }
}
