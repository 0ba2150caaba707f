//! Files that belong to an article.

use super::element::{Element, element};
use crate::model::{Attachment, Site, Text};

/// Links to files, each with its type, size and language. Nothing where there are none.
pub fn attachment_list(site: &Site, attachments: &[Attachment]) -> Option<Element> {
    (!attachments.is_empty()).then(|| {
        let heading = element("h2")
            .class("attachments__heading")
            .set("id", "attachments-heading");
        let list = element("ul")
            .class("attachments__list")
            .children(attachments.iter().map(item));
        element("section")
            .class("attachments")
            .set("aria-labelledby", "attachments-heading")
            .child(heading.text(site.strings.get(Text::AttachmentsHeading)))
            .child(list)
    })
}

fn item(attachment: &Attachment) -> Element {
    let title = element("span")
        .class("attachments__title")
        .text(&attachment.title);
    let detail = element("span")
        .class("attachments__detail")
        .text(&format!("({})", attachment.detail));
    // What lies behind the link is said within it, for those who hear links alone.
    let link = element("a")
        .class("attachments__link")
        .set("href", attachment.href.clone())
        .set("type", attachment.media_type.clone())
        .set("hreflang", attachment.lang.clone())
        .child(title)
        .text(" ")
        .child(detail);
    element("li").class("attachments__item").child(link)
}
