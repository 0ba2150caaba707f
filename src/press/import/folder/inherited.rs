//! Inherited front matter: Hugo's cascades, drafts of sections, Jekyll's defaults.

use serde_json::{Map, Value};

use crate::folder::{
    front::{FrontMatterKeys, text_of},
    patterns::{glob, hugo_glob},
    settings::{Blog, Section},
};

/// A post, as rules about posts look at it.
pub struct Heir<'a> {
    /// The folder in which the site has it, as [`Section::folder`] does.
    pub folder: &'a str,
    /// Its path as other posts know it: `/posts/a`.
    pub path: &'a str,
    /// The language of its file's name or folder, or else the site's.
    pub language: &'a str,
}

/// The sections that a post is in, the nearest first. What a section says in no language counts for all of them.
pub fn sections<'a>(blog: &'a Blog, heir: &Heir<'_>) -> Vec<&'a Section> {
    let mut found: Vec<&Section> = blog
        .sections
        .iter()
        .filter(|section| {
            let lang = section.lang.as_deref();
            let is_same = lang.is_none_or(|lang| lang.eq_ignore_ascii_case(heir.language));
            is_same && is_in(&section.folder, heir.folder)
        })
        .collect();
    found.sort_by_key(|section| std::cmp::Reverse(section.folder.len()));
    found
}

fn is_in(folder: &str, other: &str) -> bool {
    let rest = other.strip_prefix(folder);
    folder.is_empty() || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Gives a post what its sections and its site hand down, where it does not say it itself.
pub fn cascade(blog: &Blog, heir: &Heir<'_>, front: &mut FrontMatterKeys) {
    let sections = sections(blog, heir);
    let of_sections = sections.iter().map(|section| &section.front["cascade"]);
    for cascade in of_sections.chain([&blog.all["cascade"]]) {
        match cascade {
            Value::Array(all) => all.iter().for_each(|one| hand_down(one, heir, front)),
            one => hand_down(one, heir, front),
        }
    }
}

fn hand_down(cascade: &Value, heir: &Heir<'_>, front: &mut FrontMatterKeys) {
    let (Some(values), Some(own)) = (cascade.as_object(), front.as_object_mut()) else {
        return;
    };
    let targets = [&cascade["target"], &cascade["_target"]];
    if !targets.into_iter().all(|target| is_meant(target, heir)) {
        return;
    }
    for (key, value) in values {
        if !matches!(key.as_str(), "target" | "_target") {
            add(own, key, value);
        }
    }
}

/// Adds a value that is not there, also within tables.
fn add(own: &mut Map<String, Value>, key: &str, value: &Value) {
    match (own.get_mut(key), value) {
        (None, value) => {
            own.insert(key.to_owned(), value.clone());
        }
        (Some(Value::Object(own)), Value::Object(more)) => {
            more.iter().for_each(|(key, value)| add(own, key, value));
        }
        (Some(_), _) => {}
    }
}

/// Tells whether a cascade's target matches a post. Unknown conditions match, since cascades also withhold.
fn is_meant(target: &Value, heir: &Heir<'_>) -> bool {
    let is = |key: &str, found: &str| {
        text_of(&target[key])
            .is_none_or(|pattern| hugo_glob(&pattern).is_none_or(|glob| glob.is_match(found)))
    };
    is("path", heir.path)
        && is("kind", "page")
        && is("lang", heir.language)
        && is("environment", "production")
}

/// Gives a file of Jekyll's the defaults that `_config.yml` has for its path and type.
pub fn defaults(blog: &Blog, path: &str, types: &[&str], front: &mut FrontMatterKeys) {
    let Some(own) = front.as_object_mut() else {
        return;
    };
    let all = blog.all["defaults"].as_array().into_iter().flatten();
    let mut meant: Vec<(usize, bool, &Value)> = Vec::new();
    for default in all {
        let scope = &default["scope"];
        let of_path = text_of(&scope["path"]).unwrap_or_default();
        let of_type = text_of(&scope["type"]);
        let is_type = of_type.as_deref().is_none_or(|name| types.contains(&name));
        if is_type && is_below(&of_path, path) {
            meant.push((of_path.len(), of_type.is_some(), &default["values"]));
        }
    }
    // The more precise one counts, and of two that are alike the later.
    meant.sort_by_key(|(path, is_typed, _)| (*path, *is_typed));
    for (_, _, values) in meant.iter().rev() {
        for (key, value) in values.as_object().into_iter().flatten() {
            add(own, key, value);
        }
    }
}

fn is_below(scope: &str, path: &str) -> bool {
    let scope = scope.trim_matches('/');
    if scope.contains('*') {
        let globs = [scope.to_owned(), format!("{scope}/**")];
        return globs
            .iter()
            .any(|scope| glob(scope, true).is_none_or(|glob| glob.is_match(path)));
    }
    is_in(scope, path)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn heir<'a>(folder: &'a str, path: &'a str) -> Heir<'a> {
        Heir {
            folder,
            path,
            language: "en",
        }
    }

    #[test]
    fn the_nearest_section_counts_and_a_post_counts_more() {
        let section = |folder: &str, front: Value| Section {
            folder: folder.into(),
            front,
            ..Section::default()
        };
        let blog = Blog {
            sections: vec![
                section("", json!({ "cascade": { "draft": "true", "a": "root" } })),
                section(
                    "news",
                    json!({ "cascade": [
                    { "a": "news", "target": { "path": "/news/**" } },
                    { "b": "pages", "_target": { "kind": "section" } },
                    { "c": "french", "target": { "lang": "fr" } },
                ] }),
                ),
                section("new", json!({ "cascade": { "d": 1 } })),
            ],
            all: json!({ "cascade": { "e": "site", "build": { "list": "never" } } }),
            ..Blog::default()
        };
        let mut front = json!({ "draft": "false", "build": { "render": "always" } });
        cascade(&blog, &heir("news", "/news/x"), &mut front);
        assert_eq!(
            front,
            json!({
                "draft": "false", "a": "news", "e": "site",
                "build": { "render": "always", "list": "never" }
            })
        );
    }

    #[test]
    fn sections_in_a_language_count_for_posts_of_it() {
        let sections_for = |lang: Option<&str>, language: &str| {
            let section = Section {
                lang: lang.map(str::to_owned),
                ..Section::default()
            };
            let blog = Blog {
                sections: vec![section],
                ..Blog::default()
            };
            let heir = Heir {
                language,
                ..heir("", "/x")
            };
            sections(&blog, &heir).len()
        };
        // The language of files that name none is that of the site.
        for (lang, language, count) in [
            (Some("en"), "en", 1),
            (Some("EN"), "en", 1),
            (Some("fr"), "en", 0),
            (None, "fr", 1),
        ] {
            assert_eq!(sections_for(lang, language), count, "{lang:?} {language}");
        }
    }

    #[test]
    fn defaults_go_by_path_and_type() {
        let default = |path: &str, of_type: Option<&str>, value: &str| json!({ "scope": { "path": path, "type": of_type }, "values": { "x": value } });
        let blog = Blog {
            all: json!({ "defaults": [
                default("", None, "all"),
                default("_posts/secret", None, "secret"),
                default("", Some("pages"), "page"),
                default("press/*/old", None, "old"),
            ] }),
            ..Blog::default()
        };
        for (path, of_type, wanted) in [
            ("_posts/a.md", "posts", "all"),
            ("_posts/secret/a.md", "posts", "secret"),
            ("_posts/secretive.md", "posts", "all"),
            ("about.md", "pages", "page"),
            ("press/x/old/a.md", "pages", "old"),
        ] {
            let mut front = json!({});
            defaults(&blog, path, &[of_type], &mut front);
            assert_eq!(front["x"], wanted, "{path}");
        }
    }
}
