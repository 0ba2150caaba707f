//! Keys of front matter that an import does not read, so that nothing goes silently.

use serde_json::Value;

use crate::{
    ExportFormat,
    folder::{front::list, hugo, settings::Blog, states::STATES},
    text,
};

/// Keys that all three have and that are read.
const READ: [&str; 12] = [
    "title",
    "slug",
    "date",
    "description",
    "summary",
    "excerpt",
    "author",
    "authors",
    "aliases",
    "tags",
    "categories",
    "image",
];

/// Keys that only say how a generator makes its pages.
const OF_THE_GENERATOR: [&str; 5] = ["layout", "weight", "type", "template", "markup"];

fn own(kind: ExportFormat) -> &'static [&'static str] {
    match kind {
        ExportFormat::Hugo => &[
            "publishdate",
            "pubdate",
            "published",
            "expirydate",
            "unpublishdate",
            "lastmod",
            "modified",
            "url",
            "featured_image",
            "cover",
            "images",
            "build",
            "_build",
            "cascade",
            "draft",
            "headless",
            "outputs",
            "translationkey",
            "iscjklanguage",
            "linktitle",
        ],
        ExportFormat::Zola => &[
            "updated",
            "path",
            "draft",
            "render",
            "taxonomies",
            "in_search_index",
        ],
        _ => &[
            "last_modified_at",
            "updated",
            "modified",
            "tag",
            "category",
            "permalink",
            "lang",
            "language",
            "locale",
            "redirect_from",
            "published",
        ],
    }
}

/// Tables whose keys are looked at one by one.
const TABLES: [&str; 2] = ["extra", "params"];

/// The keys of a post that are not read, with points between those of tables in each other.
pub fn keys(kind: ExportFormat, blog: &Blog, front: &Value) -> Vec<String> {
    let taxonomies = match kind {
        ExportFormat::Hugo => hugo::taxonomies(&blog.all),
        _ => Vec::new(),
    };
    let dates = blog.all["frontmatter"].as_object().into_iter().flatten();
    let dates: Vec<String> = dates.flat_map(|(_, keys)| list(keys)).collect();
    let is_state = |key: &str| {
        STATES
            .iter()
            .any(|state| state.kind == kind && state.key == key)
    };
    let is_read = |key: &str| {
        READ.contains(&key)
            || OF_THE_GENERATOR.contains(&key)
            || own(kind).contains(&key)
            || is_state(key)
            || key == "extra.author" && kind == ExportFormat::Zola
            || taxonomies.iter().any(|it| it == key)
            || dates.iter().any(|it| it.eq_ignore_ascii_case(key))
    };
    let mut unread = Vec::new();
    for (key, value) in front.as_object().into_iter().flatten() {
        match value.as_object().filter(|_| TABLES.contains(&key.as_str())) {
            Some(table) => {
                let inner = table.keys().map(|inner| format!("{key}.{inner}"));
                unread.extend(inner.filter(|key| !is_read(key)));
            }
            None if is_read(key) => {}
            None => unread.push(key.clone()),
        }
    }
    let short = |key: String| text::line(&key).chars().take(60).collect();
    unread.into_iter().map(short).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_read_is_not_told() {
        let blog = Blog {
            all: json!({ "taxonomies": { "series": "series" }, "frontmatter": { "date": ["when"] } }),
            ..Blog::default()
        };
        let front = json!({
            "title": "a", "series": "b", "when": "c", "draft": "d", "weight": 1, "phone": "e",
            "params": { "hidden": false, "map": "f" }
        });
        assert_eq!(
            keys(ExportFormat::Hugo, &blog, &front),
            ["params.map", "phone"]
        );
        let front = json!({ "extra": { "author": "a", "x": 1 }, "taxonomies": {} });
        assert_eq!(
            keys(ExportFormat::Zola, &Blog::default(), &front),
            ["extra.x"]
        );
        let front = json!({ "subtitle": "a", "permalink": "/b/" });
        assert_eq!(
            keys(ExportFormat::Jekyll, &Blog::default(), &front),
            ["subtitle"]
        );
    }
}
