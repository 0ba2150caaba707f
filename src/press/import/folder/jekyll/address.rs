//! Addresses of Jekyll's posts and pages.

use crate::{
    Item,
    folder::{
        front::text_of,
        jekyll::Role,
        permalink::fill,
        post::Post,
        slug::{self, Mode},
    },
};

/// Values that fill in a permalink pattern.
pub struct AddressParts<'a> {
    /// Its `slug`.
    pub own: Option<String>,
    /// The file's name without its day.
    pub stem: &'a str,
    /// The file's name.
    pub name: &'a str,
    /// Its folders.
    pub folders: &'a [String],
    /// Its categories.
    pub categories: &'a [String],
}

/// The address of a post or page, from the root of its site.
pub fn address(post: &Post<'_>, role: &Role, item: &Item, parts: &AddressParts<'_>) -> String {
    let own = post.of("permalink");
    let site = post.blog.permalinks.get("").cloned();
    let pattern = match role {
        Role::Post | Role::Draft => own.or(site).unwrap_or_else(|| "date".into()),
        Role::Page => own.unwrap_or_else(|| beside(site.as_deref(), "/:path/:basename")),
        Role::Collection(label) => {
            let all = &post.blog.all["collections"][label];
            let of_collection = text_of(&all["permalink"]);
            own.or(of_collection)
                .unwrap_or_else(|| beside(site.as_deref(), "/:collection/:path"))
        }
    };
    let pattern = match pattern.as_str() {
        "date" => "/:categories/:year/:month/:day/:title:output_ext",
        "pretty" => "/:categories/:year/:month/:day/:title/",
        "ordinal" => "/:categories/:year/:y_day/:title:output_ext",
        "weekdate" => "/:categories/:year/W:week/:short_day/:title:output_ext",
        "none" => "/:categories/:title:output_ext",
        pattern => pattern,
    };
    let date = item
        .published
        .clone()
        .and_then(Result::ok)
        .unwrap_or_default();
    let is_index = parts.name == "index";
    let end = parts.own.as_deref().unwrap_or(parts.stem);
    let categories = |make: &dyn Fn(&str) -> String| {
        let mut names: Vec<String> = Vec::new();
        for name in parts.categories.iter().map(|name| make(name)) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names.join("/")
    };
    let folders = || {
        let inner = parts.folders.iter().skip_while(|name| match role {
            Role::Collection(label) => name.strip_prefix('_') != Some(label),
            _ => false,
        });
        let skipped = usize::from(matches!(role, Role::Collection(_)));
        inner
            .skip(skipped)
            .map(String::as_str)
            .collect::<Vec<_>>()
            .join("/")
    };
    let is_shown_as_folder = pattern.ends_with('/');
    let path = fill(pattern, &date, &|name| {
        Some(match name {
            "title" => slug::jekyll(end, Mode::Pretty),
            "slug" => slug::jekyll(end, Mode::Plain),
            "name" | "basename" if is_index && is_shown_as_folder => String::new(),
            "name" | "basename" => parts.name.to_owned(),
            "categories" => categories(&str::to_lowercase),
            "slugified_categories" => categories(&|name| slug::jekyll(name, Mode::Plain)),
            "collection" => match role {
                Role::Collection(label) => label.clone(),
                _ => "posts".into(),
            },
            "path" if *role == Role::Page => folders(),
            "path" => format!("{}/{}", folders(), parts.name),
            "output_ext" => ".html".into(),
            _ => return None,
        })
    });
    // The page of a folder has the folder's address.
    let path = path
        .strip_suffix("/index.html")
        .map_or(path.clone(), |folder| format!("{folder}/"));
    if path.starts_with('/') {
        path
    } else {
        format!("/{path}")
    }
}

/// The pattern of pages, which end as those of posts do.
fn beside(site: Option<&str>, pattern: &str) -> String {
    let end = match site {
        Some("pretty") => "/",
        None | Some("date" | "ordinal" | "weekdate" | "none") => ":output_ext",
        Some(site) if site.ends_with('/') => "/",
        Some(site) if site.ends_with(":output_ext") => ":output_ext",
        Some(_) => "",
    };
    format!("{pattern}{end}")
}
