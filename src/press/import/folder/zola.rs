//! Zola: sections, pages with their files beside them, and taxonomies.

use super::{
    super::{Item, dates},
    Post, day,
    front::{list, text_of},
};

/// Reads a page; `None` where it is that of a section.
pub fn item(post: &Post<'_>) -> Option<Item> {
    let of = |name: &str| text_of(&post.front[name]);
    let (mut folders, mut name, lang) = post.names();
    if name == "_index" {
        return None;
    }
    if name == "index" {
        name = folders.pop()?;
    }
    let mut item = post.item();
    if let Some((day, rest)) = day(&name) {
        item.published = item.published.or_else(|| Some(dates::read(day)));
        name = String::from(rest);
    }
    item.modified = of("updated").map(|date| dates::read(&date));
    item.is_page = item.published.is_none() && !item.is_draft;
    let slug = item.slug.clone().unwrap_or(name);
    item.slug = Some(slug.clone());
    let taxonomies = post.front["taxonomies"].as_object();
    let taxonomies = taxonomies.into_iter().flat_map(|all| all.values());
    item.topics = taxonomies.flat_map(list).collect();
    let prefix = lang
        .as_ref()
        .map_or_else(String::new, |lang| format!("/{lang}"));
    let path = of("path").unwrap_or_else(|| format!("{}/{slug}", folders.join("/")));
    item.lang = lang.or(item.lang);
    // Nobody has seen a draft.
    if !item.is_draft {
        item.addresses
            .push(post.absolute(&format!("{prefix}/{}/", path.trim_matches('/'))));
    }
    item.addresses.extend(
        list(&post.front["aliases"])
            .iter()
            .map(|alias| post.absolute(alias)),
    );
    let authors = list(&post.front["extra"]["author"]);
    item.author = item.author.or_else(|| authors.into_iter().next());
    Some(item)
}
