//! Hugo: sections, bundles, and keys of its own.

use gazette_model::slugify;

use crate::{
    Item, Picture, dates,
    folder::{
        Post, day,
        front::{list, text_of},
        permalink::{Parts, fill},
    },
};

/// Reads a post; `None` where it is the page of a section.
pub fn item(post: &Post<'_>) -> Option<Item> {
    let (folders, name, lang) = post.names_of_bundle()?;
    let mut item = post.item();
    let stem = day(&name).map_or(name.as_str(), |(_, rest)| rest);
    item.published = post
        .date(&["date", "publishDate", "pubdate", "published"])
        .or_else(|| day(&name).map(|(day, _)| dates::read(day)));
    item.modified = post.date(&["lastmod", "modified"]);
    // What belongs to no day is a page.
    item.is_page = item.published.is_none() && !item.is_draft;
    let slug = item.slug.clone().unwrap_or_else(|| name.clone());
    item.slug.get_or_insert_with(|| stem.to_owned());
    item.topics = [list(&post.front["categories"]), list(&post.front["tags"])].concat();
    let section = folders.join("/");
    let pattern = folders
        .first()
        .and_then(|first| post.blog.permalinks.get(first))
        .or_else(|| post.blog.permalinks.get(""));
    let path = match (post.of("url"), pattern) {
        (Some(url), _) => url,
        (None, Some(pattern)) => {
            let date = item
                .published
                .clone()
                .and_then(Result::ok)
                .unwrap_or_default();
            let title = slugify(&item.title);
            fill(
                pattern,
                &Parts {
                    date: &date,
                    slug: &slug,
                    name: &name,
                    title: &title,
                    section: &section,
                    categories: "",
                },
            )
        }
        (None, None) => format!("/{section}/{slug}/")
            .replace("//", "/")
            .to_lowercase(),
    };
    let prefix = lang
        .as_ref()
        .map_or_else(String::new, |lang| format!("/{}", lang.to_lowercase()));
    item.lang = lang.or(item.lang);
    let path = format!("{prefix}{path}");
    item.addresses = post.addresses(item.is_draft, &path, &["aliases"]);
    let cover = &post.front["cover"];
    let pictures = [
        &post.front["featured_image"],
        &post.front["image"],
        &cover["image"],
        &post.front["images"],
    ];
    item.picture = pictures
        .into_iter()
        .flat_map(list)
        .next()
        .map(|source| Picture {
            source,
            alternative: text_of(&cover["alt"]).unwrap_or_default(),
        });
    Some(item)
}
