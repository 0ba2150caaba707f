//! Addresses of Hugo's posts, and the paths by which other posts refer to them.

use crate::{
    Item,
    folder::{
        front::{says_no, text_of},
        permalink::fill,
        post::{PathNames, Post},
        slug,
    },
};

/// The address of a post, from the root of its site.
pub fn path(post: &Post<'_>, names: &PathNames<'_>, item: &Item) -> String {
    let prefix = names
        .language
        .map_or("", |language| language.prefix.as_str());
    let all = &post.blog.all;
    let is_lower = says_no(&all["disablepathtolower"]);
    let tidy = |text: &str| {
        let text = slug::hugo(text);
        if is_lower { text.to_lowercase() } else { text }
    };
    let filled = |pattern: &str| fill_in(pattern, names, item);
    if let Some(url) = post.of("url") {
        let url = if url.contains(':') && !url.contains("://") {
            filled(&url)
        } else {
            url
        };
        // A slash at the beginning stands for the whole site, whatever the language.
        return if url.starts_with('/') || url.contains("://") {
            url
        } else {
            format!("{prefix}/{url}")
        };
    }
    let section = names.folders.first().map_or("", String::as_str);
    let pattern = post.blog.permalinks.get(&section.to_lowercase());
    if let Some(pattern) = pattern.or_else(|| post.blog.permalinks.get("")) {
        let path = filled(pattern);
        let path = if is_lower { path.to_lowercase() } else { path };
        return ugly(
            post,
            section,
            format!("{prefix}/{}", path.trim_start_matches('/')),
        );
    }
    let name = item.slug.as_deref().unwrap_or(&names.name);
    let parts = names.folders.iter().map(String::as_str).chain([name]);
    let parts: Vec<String> = parts.map(tidy).collect();
    ugly(post, section, format!("{prefix}/{}/", parts.join("/")))
}

fn fill_in(pattern: &str, names: &PathNames<'_>, item: &Item) -> String {
    let date = item
        .published
        .clone()
        .and_then(Result::ok)
        .unwrap_or_default();
    let own = item.slug.as_deref().map(slug::hugo);
    let title = || slug::hugo(&item.title);
    let name = slug::hugo(&names.name);
    let folders: Vec<String> = names.folders.iter().map(|part| slug::hugo(part)).collect();
    // A slice of the sections: `:sections[1:]`.
    let pattern = sections(pattern, &folders);
    fill(&pattern, &date, &|part| {
        Some(match part {
            "slug" => own.clone().unwrap_or_else(title),
            "title" => title(),
            "slugorfilename" | "slugorcontentbasename" => {
                own.clone().unwrap_or_else(|| name.clone())
            }
            "filename" | "contentbasename" => name.clone(),
            "section" => folders.first().cloned().unwrap_or_default(),
            "sections" => folders.join("/"),
            "sectionslug" => folders.last().cloned().unwrap_or_default(),
            _ => return None,
        })
    })
}

/// Fills in slices of the sections, which have the form of Go's: `[last]`, `[1:]`, `[:2]`, `[0]`.
fn sections(pattern: &str, folders: &[String]) -> String {
    const NAME: &str = ":sections[";
    let mut out = String::new();
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once(NAME) {
        out.push_str(before);
        let Some((slice, after)) = after.split_once(']') else {
            break;
        };
        let last = folders.len().saturating_sub(1);
        let number = |text: &str, usual: usize| match text {
            "" => Some(usual),
            "last" => Some(last),
            text => text.parse().ok(),
        };
        let range = match slice.split_once(':') {
            Some((from, to)) => number(from, 0).zip(number(to, folders.len())),
            None => number(slice, 0).map(|at| (at, at + 1)),
        };
        let parts = range.and_then(|(from, to)| folders.get(from..to.min(folders.len())));
        out.push_str(&parts.unwrap_or_default().join("/"));
        rest = after;
    }
    out.push_str(rest);
    out
}

/// `/posts/a.html` instead of `/posts/a/`, where a site wants that.
fn ugly(post: &Post<'_>, section: &str, path: String) -> String {
    let setting = &post.blog.all["uglyurls"];
    let of_section = setting.get(section.to_lowercase());
    let is_ugly = of_section
        .or(text_of(setting).map(|_| setting))
        .is_some_and(|value| !says_no(value));
    if is_ugly {
        format!("{}.html", path.trim_end_matches('/'))
    } else {
        path
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::folder::settings::Blog;

    fn address(settings: &Value, link: Option<&str>, file: &str, front: &Value) -> String {
        let mut blog = Blog {
            all: settings.clone(),
            ..Blog::default()
        };
        blog.permalinks
            .extend(link.map(|link| ("posts".to_owned(), link.to_owned())));
        let post = Post {
            blog: &blog,
            path: file,
            name: file,
            lang: None,
            front: front.clone(),
        };
        let mut item = post.item();
        let names = post.names_of_bundle().unwrap();
        item.published = Some(Ok("2020-03-04".into()));
        path(&post, &names, &std::mem::take(&mut item))
    }

    #[test]
    fn addresses_are_made_as_hugo_makes_them() {
        let title = json!({ "title": "New Signs: A & B" });
        let slug = json!({ "title": "T", "slug": "My Slug" });
        let none = json!({});
        for (link, file, front, wanted) in [
            (None, "posts/My Post.md", &title, "/posts/my-post/"),
            (None, "posts/Über/index.md", &title, "/posts/über/"),
            (None, "posts/a.md", &slug, "/posts/my-slug/"),
            (
                Some("/:year/:slug/"),
                "posts/a.md",
                &title,
                "/2020/new-signs-a-b/",
            ),
            (Some("/:year/:slug/"), "posts/a.md", &slug, "/2020/my-slug/"),
            (Some("/:slugorfilename/"), "posts/A b.md", &title, "/a-b/"),
            (
                Some(":sections/:contentbasename"),
                "posts/x/a.md",
                &title,
                "/posts/x/a",
            ),
            (
                Some("/:sections[1:]/:sections[last]/:title/"),
                "posts/x/y/a.md",
                &title,
                "/x/y/y/new-signs-a-b/",
            ),
            (
                Some("/:2006/:01/:slugorcontentbasename/"),
                "posts/b/index.md",
                &none,
                "/2020/03/b/",
            ),
            (
                None,
                "posts/a.md",
                &json!({ "url": "x/y.html" }),
                "/x/y.html",
            ),
            (
                None,
                "posts/a.md",
                &json!({ "url": "/:year/x/" }),
                "/2020/x/",
            ),
        ] {
            assert_eq!(
                address(&Value::Null, link, file, front),
                wanted,
                "{link:?} {file}"
            );
        }
        let ugly = json!({ "uglyurls": "true" });
        assert_eq!(address(&ugly, None, "posts/a.md", &none), "/posts/a.html");
        let ugly = json!({ "uglyurls": { "posts": "true" } });
        assert_eq!(address(&ugly, None, "posts/a.md", &none), "/posts/a.html");
        assert_eq!(address(&ugly, None, "other/a.md", &none), "/other/a/");
    }
}
