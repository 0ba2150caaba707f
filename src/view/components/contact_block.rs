//! Whom to ask about an article.

use gazette_model::{Contact, Fact, Site, Text};

use crate::components::{
    element::{Element, element},
    fact_list,
};

/// The contact of an article; parts that are not given are left out.
pub fn contact_block(site: &Site, contact: &Contact) -> Element {
    let fact = |label: Text, text: &str, href: Option<String>| Fact {
        label: site.strings.get(label).to_owned(),
        text: text.to_owned(),
        href,
    };
    let facts = [
        contact
            .organization
            .as_ref()
            .map(|text| fact(Text::ContactOrganization, text, None)),
        contact
            .person
            .as_ref()
            .map(|text| fact(Text::ContactPerson, text, None)),
        contact
            .phone
            .as_ref()
            .map(|phone| fact(Text::ContactPhone, &phone.text, Some(phone.machine.clone()))),
        contact
            .email
            .as_ref()
            .map(|text| fact(Text::ContactEmail, text, Some(format!("mailto:{text}")))),
    ];
    let facts: Vec<Fact> = facts.into_iter().flatten().collect();
    let heading = element("h2")
        .class("contact__heading")
        .set("id", "contact-heading");
    element("section")
        .class("contact")
        .set("aria-labelledby", "contact-heading")
        .child(heading.text(site.strings.get(Text::ContactHeading)))
        .child(fact_list(&facts))
}
