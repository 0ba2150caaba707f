//! Zola: sections, pages with their files beside them, and taxonomies.

use gazette_model::slugify;

use crate::{
    Item,
    folder::{
        front::{list, says_no},
        inherited,
        post::Post,
        states, when,
    },
};

/// Reads a page, or says why it is none.
pub fn item(post: &Post<'_>) -> Result<Item, &'static str> {
    let names = post.names_of_bundle().ok_or("page of a section")?;
    let mut item = post.item();
    let mut name = names.name.clone();
    let day = when::day(&names.name);
    if let Some((day, rest)) = day {
        item.published.get_or_insert(Ok(day));
        name = String::from(rest);
    }
    let folders = names.folders.join("/");
    let given = post.of("path");
    // Many sites have the day in the path alone.
    let in_path = || given.as_deref().and_then(when::day_of_path);
    item.published = item
        .published
        .or_else(|| in_path().or_else(|| when::day_of_path(&folders)).map(Ok));
    item.modified = post.date(&["updated"]);
    let is_draft = !says_no(&post.front["draft"]);
    item.is_page = item.published.is_none() && !is_draft;
    let slug = item.slug.clone().unwrap_or_else(|| slugify(&name));
    item.slug = Some(slug.clone());
    let taxonomies = [
        &post.front["taxonomies"],
        &post.front["extra"]["taxonomies"],
    ];
    let taxonomies = taxonomies.into_iter().filter_map(|all| all.as_object());
    item.topics = taxonomies
        .flat_map(|all| all.values())
        .flat_map(list)
        .collect();
    let language = names.language;
    let prefix = language.map_or("", |language| language.prefix.as_str());
    let path = match &given {
        Some(path) => format!("/{}/", path.trim_matches('/')),
        None => format!("{prefix}/{folders}/{slug}/").replace("//", "/"),
    };
    let foreign = post.foreign_language();
    item.lang = language.map(|it| it.tag.clone()).or(foreign).or(item.lang);
    for section in post.as_heir(|heir| inherited::sections(post.blog, heir)) {
        if !says_no(&section.front["draft"]) {
            states::draft(&mut item, format!("the section {} is one", section.file));
        }
    }
    item.addresses = post.addresses(is_draft || item.is_draft, &path, &["aliases"]);
    let authors = list(&post.front["extra"]["author"]);
    item.author = item.author.or_else(|| authors.into_iter().next());
    Ok(item)
}
