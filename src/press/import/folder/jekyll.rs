//! Jekyll: posts whose names begin with their day, drafts, collections, and pages.

mod address;

use jiff::tz::TimeZone;
use serde_json::Value;

use crate::{
    ImportedPicture, Item, dates,
    folder::{
        front::{at, list, says_no, text_of},
        inherited,
        jekyll::address::{AddressParts, address},
        post::Post,
        slug, states,
        walk::collections,
        when,
    },
};

/// Role of a file in a Jekyll site.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Role {
    Post,
    Draft,
    Collection(String),
    Page,
}

/// Reads a post or page, or says why it is none.
pub fn item(post: &Post<'_>) -> Result<Item, &'static str> {
    let names = post.names();
    let (mut folders, name) = (names.folders, names.name);
    let role = role(post, &folders);
    let is_page = role == Role::Page;
    if is_page && name == "index" && !folders.is_empty() {
        // A folder's page is called as the folder is.
    } else if is_page
        && matches!(
            name.as_str(),
            "index" | "404" | "README" | "feed" | "sitemap"
        )
    {
        return Err("page that the site makes itself");
    }
    let mut item = post.item();
    let day = when::day(&name).filter(|_| !is_page);
    let stem = day
        .as_ref()
        .map_or(name.as_str(), |(_, rest)| rest)
        .to_owned();
    if let Some((day, _)) = day.clone() {
        item.published.get_or_insert(Ok(day));
    }
    let has_date = item.published.is_some();
    item.is_page = is_page || matches!(role, Role::Collection(_)) && !has_date;
    if role == Role::Post && day.is_none() {
        item.withheld =
            Some("its name does not begin with a day, so Jekyll does not publish it".into());
    }
    if let Role::Collection(label) = &role {
        let all = collections(&post.blog.all);
        let is_shown = all
            .iter()
            .find(|(name, _)| name == label)
            .is_some_and(|(_, table)| !says_no(&table["output"]));
        if !is_shown {
            item.withheld = Some(format!(
                "the collection {label} has no pages: `output` is not on"
            ));
        }
    }
    let output = at(&post.blog.all, "collections.posts.output");
    if role == Role::Post && output.is_some_and(says_no) {
        let why = "the configuration says that posts have no pages: `output` is off";
        states::draft(&mut item, why.into());
    }
    if item.title.is_empty() && !is_page {
        item.title = slug::title(&stem);
    }
    if role == Role::Draft {
        states::draft(&mut item, "it lies among the drafts".into());
    }
    item.publish_at = begins(post, &item).filter(|_| !item.is_page);
    item.modified = post.date(&["last_modified_at", "updated", "modified"]);
    let categories = categories(post, &folders, is_page);
    let tags = [list(&post.front["tag"]), words(&post.front["tags"])].concat();
    item.topics = [categories.clone(), tags].concat();
    take_language(post, &mut item);
    let own = item.slug.clone();
    item.slug = Some(own.clone().unwrap_or_else(|| stem.clone()));
    let path = address(
        post,
        &role,
        &item,
        &AddressParts {
            own,
            stem: &stem,
            name: &name,
            folders: &folders,
            categories: &categories,
        },
    );
    if is_page && name == "index" {
        item.slug = folders.pop();
    }
    let is_hidden = post.front.get("published").is_some_and(says_no) || item.is_draft;
    item.addresses = post.addresses(is_hidden, &path, &["redirect_from", "aliases"]);
    item.names = names_of(&folders, &name);
    item.picture = picture(post);
    Ok(item)
}

/// The moment at which Jekyll begins to show a post. A time with seconds is one of the site's zone in quotation marks, and
/// of UTC without; nobody can tell here, so the later one counts.
fn begins(post: &Post<'_>, item: &Item) -> Option<Result<String, String>> {
    let local = post.instant(item.published.clone())?;
    let (Ok(date), Ok(ours)) = (item.published.as_ref()?, &local) else {
        return Some(local);
    };
    let is_timed = post
        .of("date")
        .is_some_and(|date| date.matches(':').count() > 1);
    match when::instant(date, &TimeZone::UTC) {
        Ok(universal) if is_timed && dates::is_after(&universal, ours) => Some(Ok(universal)),
        _ => Some(local),
    }
}

/// The language of a post, for which plugins have names of their own.
fn take_language(post: &Post<'_>, item: &mut Item) {
    if let Some(lang) = post.of("lang") {
        item.lang = Some(lang);
        return;
    }
    for name in ["language", "locale"] {
        let Some(written) = post.of(name) else {
            continue;
        };
        // A locale may name its encoding: `fr_FR.UTF-8`.
        let tag = written.split('.').next().unwrap_or_default();
        let mut parts = tag.split(['-', '_']);
        let is_language = parts
            .next()
            .is_some_and(|first| matches!(first.len(), 2 | 3))
            && tag
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
        if is_language {
            item.lang = Some(tag.to_owned());
            return;
        }
        item.lost.push(format!(
            "`{name}: {written}`, which is no tag of a language"
        ));
    }
}

fn role(post: &Post<'_>, folders: &[String]) -> Role {
    let is_in = |folder: &str| folders.iter().any(|name| name == folder);
    if is_in("_drafts") {
        return Role::Draft;
    }
    if is_in("_posts") {
        return Role::Post;
    }
    let collections = collections(&post.blog.all);
    let labels = folders.iter().filter_map(|folder| folder.strip_prefix('_'));
    let found = labels
        .filter(|label| collections.iter().any(|(name, _)| name == label))
        .map(ToOwned::to_owned)
        .next();
    found.map_or(Role::Page, Role::Collection)
}

/// Gives a post what the configuration says for its path and type.
pub fn inherit(post: &mut Post<'_>) {
    let role = role(post, &post.names().folders);
    let types: &[&str] = match &role {
        Role::Post => &["posts"],
        Role::Draft => &["drafts", "posts"],
        Role::Collection(label) => &[label],
        Role::Page => &["pages", "page"],
    };
    let folder = text_of(&post.blog.all["collections_dir"]);
    let inner = folder.and_then(|folder| {
        post.path
            .strip_prefix(folder.trim_matches('/'))?
            .strip_prefix('/')
    });
    inherited::defaults(
        post.blog,
        inner.unwrap_or(post.path),
        types,
        &mut post.front,
    );
}

/// Words with spaces between them are as many.
fn words(value: &Value) -> Vec<String> {
    match value {
        Value::String(words) => words.split_whitespace().map(ToOwned::to_owned).collect(),
        value => list(value),
    }
}

/// Folders above those of the posts are categories too.
fn categories(post: &Post<'_>, folders: &[String], is_page: bool) -> Vec<String> {
    let folder = text_of(&post.blog.all["collections_dir"]);
    let above = folders
        .iter()
        .take_while(|name| !name.starts_with('_'))
        .filter(|name| {
            !is_page
                && folder
                    .as_deref()
                    .is_none_or(|folder| folder.trim_matches('/') != **name)
        })
        .cloned();
    let mut categories: Vec<String> = Vec::new();
    let own = [
        list(&post.front["category"]),
        words(&post.front["categories"]),
    ]
    .concat();
    for category in above.chain(own) {
        if !categories.contains(&category) {
            categories.push(category);
        }
    }
    categories
}

/// Names by which `post_url` finds a post: its file's name, alone and after its folders other than `_posts`.
fn names_of(folders: &[String], name: &str) -> Vec<String> {
    let name = when::padded(name);
    let mut names = vec![format!("/{name}")];
    let plain: Vec<&str> = folders
        .iter()
        .map(String::as_str)
        .filter(|folder| !folder.starts_with('_'))
        .collect();
    if !plain.is_empty() {
        names.push(format!("/{}/{name}", plain.join("/")));
    }
    names
}

fn picture(post: &Post<'_>) -> Option<ImportedPicture> {
    let picture = &post.front["image"];
    let source = post.of("image").or_else(|| text_of(&picture["path"]))?;
    Some(ImportedPicture {
        source,
        alternative: text_of(&picture["alt"]).unwrap_or_default(),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::folder::settings::Blog;

    fn read(settings: Value, file: &str, front: Value) -> Result<Item, &'static str> {
        let blog = Blog {
            permalinks: text_of(&settings["permalink"])
                .map(|link| (String::new(), link))
                .into_iter()
                .collect(),
            all: settings,
            ..Blog::default()
        };
        item(&Post {
            blog: &blog,
            path: file,
            name: file,
            lang: None,
            front,
        })
    }

    #[test]
    fn addresses_are_made_as_jekyll_makes_them() {
        let categories = json!({ "categories": "Water Works", "category": "City Hall" });
        for (link, file, front, wanted) in [
            (
                None,
                "_posts/2009-5-21-Über uns.md",
                json!({}),
                "/2009/05/21/Über-uns.html",
            ),
            (
                None,
                "news/_posts/2009-05-21-a.md",
                json!({}),
                "/news/2009/05/21/a.html",
            ),
            (
                Some("/:categories/:title/"),
                "_posts/2009-05-21-a.md",
                categories.clone(),
                "/city hall/water/works/a/",
            ),
            (
                Some("/:slugified_categories/:slug"),
                "_posts/2009-05-21-A b.md",
                categories,
                "/city-hall/water/works/a-b",
            ),
            (
                Some("weekdate"),
                "_posts/2009-05-21-a.md",
                json!({}),
                "/2009/W21/Thu/a.html",
            ),
            (
                Some("ordinal"),
                "_posts/2009-05-21-a.md",
                json!({}),
                "/2009/141/a.html",
            ),
            (
                Some("none"),
                "_posts/2009-05-21-a.md",
                json!({ "slug": "B" }),
                "/B.html",
            ),
            (None, "about/index.md", json!({}), "/about/"),
            (Some("pretty"), "about/index.md", json!({}), "/about/"),
            (Some("pretty"), "x/about.md", json!({}), "/x/about/"),
            (Some("/:year/:title"), "about.md", json!({}), "/about"),
            (
                None,
                "about.md",
                json!({ "permalink": "ueber/" }),
                "/ueber/",
            ),
            (None, "_guides/x/a.md", json!({}), "/guides/x/a.html"),
            (None, "_maps/a.md", json!({}), "/karten/a/"),
        ] {
            let settings = json!({
                "permalink": link,
                "collections": {
                    "guides": { "output": "true" },
                    "maps": { "output": "yes", "permalink": "/karten/:name/" }
                }
            });
            let item = read(settings, file, front).unwrap();
            assert_eq!(item.addresses, [wanted], "{link:?} {file}");
            assert_eq!(item.withheld, None, "{file}");
        }
    }

    #[test]
    fn what_jekyll_would_not_publish_is_not_either() {
        let settings = json!({ "collections": { "staff": { "output": "false" }, "old": null } });
        for (file, is_out, is_draft) in [
            ("_posts/notes.md", true, false),
            ("_staff/a.md", true, false),
            ("_old/a.md", true, false),
            ("_drafts/a.md", false, true),
            ("x/_drafts/2020-01-01-a.md", false, true),
            ("_posts/2020-01-01-a.md", false, false),
        ] {
            let item = read(settings.clone(), file, json!({})).unwrap();
            assert_eq!(
                (item.withheld.is_some(), item.is_draft),
                (is_out, is_draft),
                "{file}"
            );
        }
        assert!(read(json!({}), "index.md", json!({})).is_err());
    }

    #[test]
    fn the_later_of_two_moments_counts() {
        for (zone, date, wanted) in [
            // YAML knows this as a time, and takes it for one of UTC.
            (
                "Asia/Taipei",
                "2999-11-30 20:30:00",
                "2999-11-30T20:30:00+00:00",
            ),
            (
                "Asia/Taipei",
                "2999-11-30 20:30",
                "2999-11-30T20:30:00+08:00",
            ),
            ("Asia/Taipei", "2999-11-30", "2999-11-30T00:00:00+08:00"),
            (
                "Asia/Taipei",
                "2999-11-30 20:30:00 +0800",
                "2999-11-30T20:30:00+08:00",
            ),
            (
                "America/New_York",
                "2999-11-30 20:30:00",
                "2999-11-30T20:30:00-05:00",
            ),
        ] {
            let blog = Blog {
                zone: TimeZone::get(zone).ok(),
                ..Blog::default()
            };
            let path = "_posts/2999-11-30-a.md";
            let item = item(&Post {
                blog: &blog,
                path,
                name: path,
                lang: None,
                front: json!({ "date": date }),
            });
            assert_eq!(
                item.unwrap().publish_at,
                Some(Ok(wanted.to_owned())),
                "{zone} {date}"
            );
        }
    }

    #[test]
    fn names_of_files_are_titles_of_posts() {
        let title = |file: &str| read(json!({}), file, json!({})).unwrap().title;
        assert_eq!(
            title("_posts/2021-02-03-this-is-the-title.md"),
            "This Is The Title"
        );
        assert_eq!(title("_drafts/an-idea.md"), "An Idea");
        assert_eq!(title("about.md"), "");
    }

    #[test]
    fn languages_have_several_names() {
        for (front, wanted, lost) in [
            (json!({ "lang": "fr" }), Some("fr"), 0),
            (json!({ "locale": "fr_FR" }), Some("fr_FR"), 0),
            (json!({ "language": "fr" }), Some("fr"), 0),
            (json!({ "locale": "zh_TW.UTF-8" }), Some("zh_TW"), 0),
            (json!({ "lang": "de", "locale": "fr_FR" }), Some("de"), 0),
            (json!({ "language": "English" }), None, 1),
            (json!({}), None, 0),
        ] {
            let item = read(json!({}), "_posts/2020-01-02-a.md", front.clone()).unwrap();
            assert_eq!(
                (item.lang.as_deref(), item.lost.len()),
                (wanted, lost),
                "{front}"
            );
        }
    }
}
