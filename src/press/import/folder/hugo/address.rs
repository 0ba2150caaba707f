//! Addresses of Hugo's posts, and the paths by which other posts refer to them.

use gazette_diagnostics::nfc::without_accents;
use serde_json::Value;

use crate::{
    Item,
    folder::{
        front::{list, says_no, text_of},
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
    let spelling = Spelling::of(&post.blog.all);
    let filled = |pattern: &str| fill_in(pattern, post, names, item);
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
        let path = spelling.of_path(&filled(pattern));
        return ugly(
            post,
            section,
            format!("{prefix}/{}", path.trim_start_matches('/')),
        );
    }
    let name = item.slug.as_deref().unwrap_or(&names.name);
    let parts = names.folders.iter().map(String::as_str).chain([name]);
    let parts: Vec<String> = parts
        .map(|part| spelling.of_path(&slug::hugo(part)))
        .collect();
    ugly(post, section, format!("{prefix}/{}/", parts.join("/")))
}

/// The spelling of addresses, as a site's configuration wants it.
struct Spelling {
    is_lower: bool,
    has_accents: bool,
}

impl Spelling {
    fn of(all: &Value) -> Self {
        Self {
            is_lower: says_no(&all["disablepathtolower"]),
            has_accents: says_no(&all["removepathaccents"]),
        }
    }

    fn of_path(&self, path: &str) -> String {
        // Otherwise it would begin a part of the page.
        let path = path.replace('#', "%23");
        let path = if self.has_accents {
            path
        } else {
            without_accents(&path)
        };
        if self.is_lower {
            path.to_lowercase()
        } else {
            path
        }
    }
}

/// Former addresses that a post names. Those without a slash at the beginning lie beside it.
pub fn aliases(post: &Post<'_>, path: &str) -> Vec<String> {
    let is_ugly = is_ugly(post, "");
    let (folder, name) = path
        .trim_end_matches('/')
        .rsplit_once('/')
        .unwrap_or(("", path));
    // Hugo takes a page that is a file for one in a folder, if its address is its own.
    let is_file = !path.ends_with('/') && name.contains('.') && post.of("url").is_some();
    let beside = match folder.rsplit_once('/') {
        Some((above, _)) if is_file => above,
        _ => folder,
    };
    let aliases = list(&post.front["aliases"]).into_iter();
    aliases
        .map(|alias| {
            if alias.contains("://") {
                return alias;
            }
            let is_folder = alias.strip_suffix(".html").is_none();
            let whole = if alias.starts_with('/') {
                alias
            } else {
                joined(beside, &alias)
            };
            match whole.trim_end_matches('/') {
                whole if !is_folder => whole.to_owned(),
                whole if is_ugly => format!("{whole}.html"),
                whole => format!("{whole}/"),
            }
        })
        .collect()
}

/// A path below a folder, without steps that lead back.
fn joined(folder: &str, path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    format!("/{}", parts.join("/"))
}

/// The sections of a post: its first folder, and those down to the last one that has a page of its own.
fn sections_of(post: &Post<'_>, names: &PathNames<'_>) -> Vec<String> {
    let folders = &names.folders;
    let own = names.language.map(|language| language.code.as_str());
    let first = post.blog.languages.first();
    let first = first.map(|language| language.code.as_str());
    let is_section = |length: &usize| {
        let folder = folders[..*length].join("/");
        post.blog.sections.iter().any(|section| {
            let below = section.below.rsplit_once('/').map_or("", |(it, _)| it);
            let lang = section.lang.as_deref().or(first);
            below == folder && lang == own.or(first)
        })
    };
    let most = folders.len();
    let length = (1..=most).rev().find(is_section).unwrap_or(1.min(most));
    folders[..length].to_vec()
}

fn fill_in(pattern: &str, post: &Post<'_>, names: &PathNames<'_>, item: &Item) -> String {
    let date = item
        .published
        .clone()
        .and_then(Result::ok)
        .unwrap_or_default();
    let own = item.slug.as_deref().map(slug::hugo);
    let title = || slug::hugo(&item.title);
    let name = slug::hugo(&names.name);
    let folders = sections_of(post, names);
    let folders: Vec<String> = folders.iter().map(|part| slug::hugo(part)).collect();
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
    if is_ugly(post, section) {
        format!("{}.html", path.trim_end_matches('/'))
    } else {
        path
    }
}

fn is_ugly(post: &Post<'_>, section: &str) -> bool {
    let setting = &post.blog.all["uglyurls"];
    let of_section = setting.get(section.to_lowercase());
    of_section
        .or(text_of(setting).map(|_| setting))
        .is_some_and(|value| !says_no(value))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::folder::settings::{Blog, Section};

    fn address(settings: &Value, link: Option<&str>, file: &str, front: &Value) -> String {
        let section = |below: &str| Section {
            below: below.into(),
            ..Section::default()
        };
        let mut blog = Blog {
            all: settings.clone(),
            sections: vec![section("posts/x/_index.md"), section("posts/x/y/_index.md")],
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

    #[test]
    fn capitals_and_accents_are_as_the_site_wants_them() {
        let slug = json!({ "title": "T", "slug": "Own Slug É" });
        let title = json!({ "title": "B Title É" });
        let url = json!({ "url": "/Cüstom/É x/" });
        let capitals = json!({ "disablepathtolower": true });
        let plain = json!({ "removepathaccents": "true" });
        let both = json!({ "disablepathtolower": "yes", "removepathaccents": true });
        for (settings, link, file, front, wanted) in [
            (&capitals, None, "posts/A.md", &slug, "/posts/Own-Slug-É/"),
            (
                &plain,
                None,
                "posts/Über/B.md",
                &json!({}),
                "/posts/uber/b/",
            ),
            (
                &both,
                None,
                "posts/Cap É x.md",
                &json!({}),
                "/posts/Cap-E-x/",
            ),
            (
                &both,
                Some("/:sections/:title/"),
                "posts/b.md",
                &title,
                "/posts/B-Title-E/",
            ),
            (
                &json!({}),
                Some("/:title/"),
                "posts/b.md",
                &title,
                "/b-title-é/",
            ),
            (&both, None, "posts/c.md", &url, "/Cüstom/É x/"),
            (&json!({}), None, "posts/c#.md", &json!({}), "/posts/c%23/"),
        ] {
            assert_eq!(
                address(settings, link, file, front),
                wanted,
                "{settings} {file}"
            );
        }
    }

    #[test]
    fn sections_are_those_that_have_pages() {
        let section = |below: &str, lang: Option<&str>| Section {
            below: below.into(),
            lang: lang.map(ToOwned::to_owned),
            ..Section::default()
        };
        let mut blog = Blog {
            all: Value::Null,
            sections: vec![
                section("posts/w/_index.md", None),
                section("posts/p/q/_index.md", None),
                section("posts/f/_index.fr.md", Some("fr")),
            ],
            ..Blog::default()
        };
        blog.permalinks
            .insert("posts".into(), "/:sections/:title/".into());
        for (file, wanted) in [
            ("posts/deep/er/b.md", "/posts/t/"),
            ("posts/w/v/c.md", "/posts/w/t/"),
            ("posts/p/z.md", "/posts/t/"),
            ("posts/p/q/z.md", "/posts/p/q/t/"),
            ("posts/f/z.md", "/posts/t/"),
            ("posts/w/bundle/index.md", "/posts/w/t/"),
        ] {
            let post = Post {
                blog: &blog,
                path: file,
                name: file,
                lang: None,
                front: json!({ "title": "T" }),
            };
            let names = post.names_of_bundle().unwrap();
            assert_eq!(path(&post, &names, &post.item()), wanted, "{file}");
        }
    }

    #[test]
    fn former_addresses_lie_beside_the_post_or_begin_at_the_root() {
        let all = [
            "old",
            "./dot",
            "../up",
            "/abs",
            "sub/old",
            "file.html",
            "Old Name/",
        ];
        let own = |url: Option<&str>| json!({ "aliases": all, "url": url });
        for (is_ugly, path, url, wanted) in [
            (
                false,
                "/posts/e/",
                None,
                "/posts/old/ /posts/dot/ /up/ /abs/ /posts/sub/old/ /posts/file.html /posts/Old Name/",
            ),
            (
                true,
                "/posts/e.html",
                None,
                "/posts/old.html /posts/dot.html /up.html /abs.html /posts/sub/old.html /posts/file.html /posts/Old Name.html",
            ),
            (
                false,
                "/custom/f.html",
                Some("/custom/f.html"),
                "/old/ /dot/ /up/ /abs/ /sub/old/ /file.html /Old Name/",
            ),
            (
                false,
                "/fr/posts/e/",
                None,
                "/fr/posts/old/ /fr/posts/dot/ /fr/up/ /abs/ /fr/posts/sub/old/ /fr/posts/file.html /fr/posts/Old Name/",
            ),
        ] {
            let blog = Blog {
                all: json!({ "uglyurls": is_ugly }),
                ..Blog::default()
            };
            let post = Post {
                blog: &blog,
                path: "posts/e.md",
                name: "posts/e.md",
                lang: None,
                front: own(url),
            };
            assert_eq!(aliases(&post, path).join(" "), wanted, "{path}");
        }
    }
}
