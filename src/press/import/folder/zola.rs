//! Zola: sections, pages with their files beside them, and taxonomies.

use crate::{
    Item, dates,
    folder::{Post, day, front::list},
};

/// Reads a page; `None` where it is that of a section.
pub fn item(post: &Post<'_>) -> Option<Item> {
    let (folders, mut name, lang) = post.names_of_bundle()?;
    let mut item = post.item();
    if let Some((day, rest)) = day(&name) {
        item.published = item.published.or_else(|| Some(dates::read(day)));
        name = String::from(rest);
    }
    item.modified = post.date(&["updated"]);
    item.is_page = item.published.is_none() && !item.is_draft;
    let slug = item.slug.clone().unwrap_or(name);
    item.slug = Some(slug.clone());
    let taxonomies = post.front["taxonomies"].as_object();
    let taxonomies = taxonomies.into_iter().flat_map(|all| all.values());
    item.topics = taxonomies.flat_map(list).collect();
    let prefix = lang
        .as_ref()
        .map_or_else(String::new, |lang| format!("/{lang}"));
    let path = post
        .of("path")
        .unwrap_or_else(|| format!("{}/{slug}", folders.join("/")));
    item.lang = lang.or(item.lang);
    let path = format!("{prefix}/{}/", path.trim_matches('/'));
    item.addresses = post.addresses(item.is_draft, &path, &["aliases"]);
    let authors = list(&post.front["extra"]["author"]);
    item.author = item.author.or_else(|| authors.into_iter().next());
    Some(item)
}
