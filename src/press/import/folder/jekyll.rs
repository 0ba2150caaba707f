//! Jekyll: posts whose names begin with their day, drafts, and pages.

use gazette_model::slugify;
use serde_json::Value;

use crate::{
    Item, Picture, dates,
    folder::{
        Post, day,
        front::{list, text_of},
        permalink::{Parts, fill},
    },
};

/// Reads a post or page; `None` for the start page and the like.
pub fn item(post: &Post<'_>) -> Option<Item> {
    let (folders, name, _) = post.names();
    let is_in = |folder: &str| folders.iter().any(|name| name == folder);
    let is_post = is_in("_posts") || is_in("_drafts");
    if !is_post
        && matches!(
            name.as_str(),
            "index" | "404" | "README" | "feed" | "sitemap"
        )
    {
        return None;
    }
    let mut item = post.item();
    item.is_page = !is_post;
    item.is_draft = is_in("_drafts") || post.front["published"] == Value::Bool(false);
    let mut stem = name.as_str();
    if let Some((day, rest)) = day(&name).filter(|_| is_post) {
        item.published = item.published.or_else(|| Some(dates::read(day)));
        stem = rest;
    }
    item.modified = post.date(&["last_modified_at", "updated"]);
    // Words with spaces between them are as many.
    let words = |value: &Value| match value {
        Value::String(words) => words.split_whitespace().map(ToOwned::to_owned).collect(),
        value => list(value),
    };
    let above = folders
        .iter()
        .take_while(|folder| !folder.starts_with('_'))
        .cloned();
    let mut categories: Vec<String> = above.filter(|_| is_post).collect();
    categories.extend(list(&post.front["category"]));
    categories.extend(words(&post.front["categories"]));
    let tags = [list(&post.front["tag"]), words(&post.front["tags"])].concat();
    item.topics = [categories.clone(), tags].concat();
    item.lang = post.of("lang").or(item.lang);
    let slug = item.slug.clone().unwrap_or_else(|| stem.to_owned());
    item.slug = Some(slug.clone());
    let style = post
        .of("permalink")
        .or_else(|| post.blog.permalinks.get("").cloned());
    let pattern = match style.as_deref() {
        None | Some("date") if is_post => "/:categories/:year/:month/:day/:title:output_ext",
        Some("pretty") if is_post => "/:categories/:year/:month/:day/:title/",
        Some("none") if is_post => "/:categories/:title:output_ext",
        Some(pattern) if is_post || post.of("permalink").is_some() => pattern,
        Some("pretty") => "/:section/:name/",
        _ => "/:section/:name:output_ext",
    };
    let date = item
        .published
        .clone()
        .and_then(Result::ok)
        .unwrap_or_default();
    let categories: Vec<String> = categories.iter().map(|name| slugify(name)).collect();
    let path = fill(
        pattern,
        &Parts {
            date: &date,
            slug: &slug,
            name: &name,
            title: &slug,
            section: &folders.join("/"),
            categories: &categories.join("/"),
        },
    );
    item.addresses = post.addresses(item.is_draft, &path, &["redirect_from", "aliases"]);
    let picture = &post.front["image"];
    item.picture = post
        .of("image")
        .or_else(|| text_of(&picture["path"]))
        .map(|source| Picture {
            source,
            alternative: text_of(&picture["alt"]).unwrap_or_default(),
        });
    Some(item)
}
