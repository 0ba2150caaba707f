//! Blogger's backup, an Atom feed in which comments, templates and settings are entries too.

use crate::xml::Tree;

/// The scheme of categories that say of which kind an entry is.
const KIND: &str = "http://schemas.google.com/g/2005#kind";

/// Whether a category says of which kind an entry is.
pub fn is_kind(category: &Tree) -> bool {
    category.attribute("scheme") == Some(KIND)
}

/// Whether an entry is a page that stands by itself.
pub fn is_page(tree: &Tree) -> bool {
    kind(tree).as_deref() == Some("page")
}

/// The kind of an entry that is no article.
pub fn other(tree: &Tree) -> Option<String> {
    // Atom Threading (RFC 4685): it answers another entry.
    if tree.all("thr:in-reply-to").next().is_some() {
        return Some("comment".into());
    }
    kind(tree).filter(|kind| !matches!(kind.as_str(), "post" | "page"))
}

fn kind(tree: &Tree) -> Option<String> {
    let written = tree.text_of("blogger:type").or_else(|| {
        let mut kinds = tree.all("category").filter(|category| is_kind(category));
        Some(kinds.next()?.attribute("term")?.to_owned())
    })?;
    let name = written.trim().rsplit('#').next().unwrap_or_default();
    Some(name.to_lowercase())
}
