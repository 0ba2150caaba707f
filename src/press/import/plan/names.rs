//! Names by which posts refer to each other: paths from the root, or just the last part of one.

use std::collections::HashMap;

use gazette_content::source::path::join;

use crate::html;

/// Posts by their names.
#[derive(Default)]
pub struct Names {
    posts: HashMap<String, Vec<usize>>,
    /// The first name of each post that has any: its path.
    paths: HashMap<usize, String>,
}

/// Reference from a post to another one.
#[derive(Debug, PartialEq, Eq)]
pub struct Reference {
    /// The path or name as it was written.
    pub path: String,
    /// The language that it asks for.
    pub lang: Option<String>,
}

impl Names {
    /// Adds the names of a post, its path first.
    pub fn add(&mut self, post: usize, names: &[String]) {
        if let Some(path) = names.first() {
            self.paths.insert(post, plain(path));
        }
        for name in names {
            let posts = self.posts.entry(plain(name)).or_default();
            if !posts.contains(&post) {
                posts.push(post);
            }
        }
    }

    /// The post that another one means, as Hugo finds it: beside that one, from the root, or by a name that no other has.
    /// `is_wanted` chooses among posts of the same name, which are those of several languages.
    pub fn find(
        &self,
        from: Option<usize>,
        written: &str,
        is_wanted: &dyn Fn(usize) -> bool,
    ) -> Option<usize> {
        let one = |name: &str| {
            let posts = self.posts.get(&plain(name))?;
            let mut wanted = posts.iter().filter(|post| is_wanted(**post));
            match (wanted.next(), wanted.next(), posts.as_slice()) {
                (Some(post), None, _) | (None, _, [post]) => Some(*post),
                _ => None,
            }
        };
        if written.starts_with('/') {
            return one(written);
        }
        let own = from.and_then(|post| self.paths.get(&post));
        let folder = own.and_then(|path| Some(path.rsplit_once('/')?.0));
        let beside = folder.into_iter().chain(own.map(String::as_str));
        let mut beside = beside.filter_map(|folder| joined(folder, written));
        let found = beside.find_map(|path| one(&path));
        // What begins with dots is beside a post, or nowhere.
        if found.is_some() || written.starts_with('.') {
            return found;
        }
        one(&format!("/{written}"))
    }
}

fn joined(folder: &str, written: &str) -> Option<String> {
    join(&format!("{}/x", folder.trim_start_matches('/')), written).map(|path| format!("/{path}"))
}

/// A name without its ending and without what stands for a whole folder, in small letters.
pub fn plain(name: &str) -> String {
    let name = name.trim_end_matches('/').to_lowercase().replace(' ', "-");
    let endings = [".md", ".markdown", ".mkd", ".html", ".htm"];
    let stem = endings.iter().find_map(|ending| name.strip_suffix(ending));
    let stem = stem.unwrap_or(&name);
    let stem = ["/index", "/_index"]
        .iter()
        .find_map(|folder| stem.strip_suffix(folder))
        .unwrap_or(stem);
    stem.to_owned()
}

/// Reads a reference: `posts/my%20post.md?lang=fr`.
pub fn reference(written: &str) -> Reference {
    let (path, lang) = match written.split_once("?lang=") {
        Some((path, lang)) => (path, Some(lang.to_owned())),
        None => (written, None),
    };
    Reference {
        path: html::decoded(path),
        lang,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn posts_are_found_beside_from_the_root_and_by_name() {
        let mut names = Names::default();
        for (post, path) in [
            "/posts/a",
            "/posts/b",
            "/news/b",
            "/news/deep/c",
            "/posts/a",
            "/d e",
        ]
        .iter()
        .enumerate()
        {
            let last = format!("/{}", path.rsplit('/').next().unwrap_or_default());
            names.add(post, &[(*path).to_owned(), last]);
        }
        let is_english = |post: usize| post != 4;
        for (from, written, wanted) in [
            (Some(1), "a.md", Some(0)),
            (Some(2), "b", Some(2)),
            (Some(0), "b", Some(1)),
            (Some(2), "deep/c.md", Some(3)),
            (Some(3), "../b.md", Some(2)),
            (Some(3), "./nothing", None),
            (Some(0), "c", Some(3)),
            (Some(0), "/posts/a.md", Some(0)),
            (Some(0), "news/deep/c/index.md", Some(3)),
            (Some(3), "b", None),
            (None, "D E.md", Some(5)),
            (None, "d-e", Some(5)),
        ] {
            assert_eq!(
                names.find(from, written, &is_english),
                wanted,
                "{from:?} {written}"
            );
        }
        assert_eq!(names.find(None, "a", &|post| post == 4), Some(4));
        assert_eq!(
            reference("a%20b.md?lang=fr"),
            Reference {
                path: "a b.md".into(),
                lang: Some("fr".into())
            }
        );
    }
}
