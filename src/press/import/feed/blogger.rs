//! Blogger's backup, an Atom feed in which comments, templates and settings are entries too.

use crate::xml::XmlElement;

/// The scheme of categories that say of which kind an entry is.
const KIND: &str = "http://schemas.google.com/g/2005#kind";

/// Tells whether a category states the kind of its entry.
pub fn is_kind(category: &XmlElement) -> bool {
    category.attribute("scheme") == Some(KIND)
}

/// Tells whether an entry is a static page, as opposed to a post.
pub fn is_page(tree: &XmlElement) -> bool {
    kind(tree).as_deref() == Some("page")
}

/// The kind of an entry that is no article.
pub fn other(tree: &XmlElement) -> Option<String> {
    // Atom Threading (RFC 4685): it answers another entry.
    if tree.all("thr:in-reply-to").next().is_some() {
        return Some("comment".into());
    }
    kind(tree).filter(|kind| !matches!(kind.as_str(), "post" | "page"))
}

fn kind(tree: &XmlElement) -> Option<String> {
    let written = tree.text_of("blogger:type").or_else(|| {
        let mut kinds = tree.all("category").filter(|category| is_kind(category));
        Some(kinds.next()?.attribute("term")?.to_owned())
    })?;
    let name = written.trim().rsplit('#').next().unwrap_or_default();
    Some(name.to_lowercase())
}
