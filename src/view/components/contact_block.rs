//! Whom to ask about an article.

use gazette_model::{Contact, Fact, Site, UiText};

use crate::components::{
    element::{Element, element},
    fact_list,
};

/// The contact of an article; parts that are not given are left out.
pub fn contact_block(site: &Site, contact: &Contact) -> Element {
    let fact = |label: UiText, text: &str, href: Option<String>| Fact {
        label: site.strings.get(label).to_owned(),
        text: text.to_owned(),
        href,
    };
    let facts = [
        contact
            .organization
            .as_ref()
            .map(|text| fact(UiText::ContactOrganization, text, None)),
        contact
            .person
            .as_ref()
            .map(|text| fact(UiText::ContactPerson, text, None)),
        contact.phone.as_ref().map(|phone| {
            fact(
                UiText::ContactPhone,
                &phone.text,
                Some(phone.machine.clone()),
            )
        }),
        contact
            .email
            .as_ref()
            .map(|text| fact(UiText::ContactEmail, text, Some(format!("mailto:{text}")))),
    ];
    let facts: Vec<Fact> = facts.into_iter().flatten().collect();
    let heading = element("h2")
        .class("contact__heading")
        .set("id", "contact-heading");
    element("section")
        .class("contact")
        .set("aria-labelledby", "contact-heading")
        .child(heading.text(site.strings.get(UiText::ContactHeading)))
        .child(fact_list(&facts))
}
