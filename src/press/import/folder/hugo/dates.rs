//! Hugo's dates: which keys they are in is itself a setting.

use serde_json::Value;

use crate::folder::{
    front::{list, says_no, text_of},
    post::Post,
    when,
};

type FoundDate = Option<Result<String, String>>;

/// The dates of a post.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Dates {
    /// The date that readers see.
    pub date: FoundDate,
    /// Before this it is not shown.
    pub publish: FoundDate,
    /// From this on it is not shown.
    pub expiry: FoundDate,
    /// Date of the last change.
    pub lastmod: FoundDate,
    /// The rest of the file's name, where the day before it was asked for.
    pub slug: Option<String>,
}

const DATE: [&str; 6] = [
    "date",
    "publishdate",
    "pubdate",
    "published",
    "lastmod",
    "modified",
];
const PUBLISH: [&str; 4] = ["publishdate", "pubdate", "published", "date"];
const EXPIRY: [&str; 2] = ["expirydate", "unpublishdate"];
const LASTMOD: [&str; 2] = ["lastmod", "modified"];

/// Reads the dates of a post.
pub fn of(post: &Post<'_>, name: &str) -> Dates {
    let (date, slug) = first(post, "date", &DATE, name);
    Dates {
        date,
        slug,
        publish: first(post, "publishdate", &PUBLISH, name).0,
        expiry: first(post, "expirydate", &EXPIRY, name).0,
        lastmod: first(post, "lastmod", &LASTMOD, name).0,
    }
}

/// The first of the keys that a setting names, or that are usual.
fn first(
    post: &Post<'_>,
    setting: &str,
    usual: &[&str],
    name: &str,
) -> (FoundDate, Option<String>) {
    let set = list(&post.blog.all["frontmatter"][setting]);
    let mut keys: Vec<String> = Vec::new();
    for key in set {
        match key.to_lowercase().as_str() {
            ":default" => keys.extend(usual.iter().map(|key| (*key).to_owned())),
            key => keys.push(key.to_owned()),
        }
    }
    if keys.is_empty() {
        keys.extend(usual.iter().map(|key| (*key).to_owned()));
    }
    for key in keys {
        if key == ":filename" {
            if let Some((day, rest)) = when::day(name) {
                return (Some(Ok(day)), Some(rest.to_owned()));
            }
            continue;
        }
        let value = &post.front[&key];
        if let Some(date) = text_of(value).filter(|_| !is_truth(value)) {
            let read = when::read(&date).map_err(|why| format!("`{key}`: {why}"));
            return (Some(read), None);
        }
    }
    (None, None)
}

/// `published: false` is no date.
fn is_truth(value: &Value) -> bool {
    let yes = ["true", "yes", "on", "y", "t"];
    says_no(value) || text_of(value).is_some_and(|text| yes.contains(&text.to_lowercase().as_str()))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::folder::settings::Blog;

    fn dates(settings: Value, front: Value, name: &str) -> Dates {
        let blog = Blog {
            all: settings,
            ..Blog::default()
        };
        let post = Post {
            blog: &blog,
            path: "posts/a.md",
            name: "posts/a.md",
            lang: None,
            front,
        };
        of(&post, name)
    }

    #[expect(
        clippy::unnecessary_wraps,
        reason = "dates are compared as they are read"
    )]
    fn day(day: &str) -> FoundDate {
        Some(Ok(day.to_owned()))
    }

    #[test]
    fn settings_say_which_keys_are_dates() {
        let usual = dates(
            Value::Null,
            json!({ "pubdate": "2020-01-02", "lastmod": "2021-01-01" }),
            "2019-01-01-a",
        );
        assert_eq!(
            (usual.date, usual.publish),
            (day("2020-01-02"), day("2020-01-02"))
        );
        assert_eq!(
            (usual.expiry, usual.lastmod, usual.slug),
            (None, day("2021-01-01"), None)
        );

        let settings = json!({ "frontmatter": {
            "date": [":filename", ":default"], "publishdate": "golive", "expirydate": ["offline", ":default"]
        } });
        let front =
            json!({ "date": "2020-01-01", "golive": "2999-01-01", "unpublishdate": "2998-01-01" });
        let own = dates(settings.clone(), front, "2019-02-03-quay");
        assert_eq!(
            (own.date, own.slug.as_deref()),
            (day("2019-02-03"), Some("quay"))
        );
        assert_eq!(
            (own.publish, own.expiry),
            (day("2999-01-01"), day("2998-01-01"))
        );
        let plain = dates(settings, json!({ "date": "2020-01-01" }), "quay");
        assert_eq!((plain.date, plain.publish), (day("2020-01-01"), None));
    }

    #[test]
    fn truth_is_no_date_and_nonsense_is_told() {
        let front = json!({ "published": "true", "date": "2020-01-01", "expirydate": "soon" });
        let found = dates(Value::Null, front, "a");
        assert_eq!(found.publish, day("2020-01-01"));
        assert!(matches!(found.expiry, Some(Err(why)) if why.contains("expirydate")));
    }
}
