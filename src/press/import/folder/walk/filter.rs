//! Exclusion of files that a generator leaves out of its site, by names and patterns.

use std::path::{Path, PathBuf};

use globset::GlobMatcher;
use regex::Regex;
use walkdir::DirEntry;

use crate::{
    ExportFormat,
    folder::{
        front::{list, text_of},
        patterns::glob,
        settings::Blog,
        walk::{collections, is_text, slashes},
    },
};

/// Filter for the files that a generator excludes.
pub struct Filter {
    kind: ExportFormat,
    root: PathBuf,
    expressions: Vec<Regex>,
    globs: Vec<GlobMatcher>,
    beginnings: Vec<String>,
    included: Vec<GlobMatcher>,
    collections: Vec<String>,
    built: Vec<String>,
}

/// Folders of Jekyll's that are no posts, and of which nobody needs to be told.
const TEMPLATES: [&str; 6] = [
    "_layouts",
    "_includes",
    "_sass",
    "_data",
    "_plugins",
    "_site",
];

/// Files that Jekyll never publishes, whatever its configuration says.
const EXCLUDED: [&str; 8] = [
    "Gemfile",
    "Gemfile.lock",
    "node_modules",
    "vendor/bundle/",
    "vendor/cache/",
    "vendor/gems/",
    "vendor/ruby/",
    "gemfiles/",
];

impl Filter {
    /// Reads what the configuration leaves out below a folder.
    pub fn new(kind: ExportFormat, blog: &Blog, root: &Path) -> Self {
        let all = &blog.all;
        let globs = |patterns: Vec<String>| -> Vec<GlobMatcher> {
            let globs = patterns.iter().flat_map(|pattern| {
                let pattern = pattern.trim_matches('/');
                [
                    glob(pattern, kind != ExportFormat::Jekyll),
                    glob(&format!("{pattern}/**"), true),
                ]
            });
            globs.flatten().collect()
        };
        let excluded = match kind {
            ExportFormat::Zola => {
                [list(&all["ignored_content"]), list(&all["ignored_static"])].concat()
            }
            ExportFormat::Jekyll => list(&all["exclude"]),
            _ => Vec::new(),
        };
        let built = [
            "destination",
            "layouts_dir",
            "includes_dir",
            "plugins_dir",
            "data_dir",
            "sass_dir",
        ];
        let is_jekyll = kind == ExportFormat::Jekyll;
        Self {
            kind,
            root: root.to_owned(),
            expressions: list(&all["ignorefiles"])
                .iter()
                .filter_map(|pattern| Regex::new(pattern).ok())
                .collect(),
            beginnings: excluded
                .iter()
                .filter(|_| is_jekyll)
                .map(|path| {
                    path.trim_start_matches("./")
                        .trim_start_matches('/')
                        .to_owned()
                })
                .filter(|path| !path.is_empty())
                .chain(
                    EXCLUDED
                        .iter()
                        .filter(|_| is_jekyll)
                        .map(|&path| path.to_owned()),
                )
                .collect(),
            globs: globs(excluded),
            included: globs(if is_jekyll {
                list(&all["include"])
            } else {
                Vec::new()
            }),
            collections: collections(all).into_iter().map(|(name, _)| name).collect(),
            built: built
                .iter()
                .filter(|_| is_jekyll)
                .filter_map(|key| text_of(&all[*key]))
                .map(|path| path.trim_start_matches("./").trim_matches('/').to_owned())
                .filter(|path| !path.is_empty() && path != ".")
                .collect(),
        }
    }

    /// Tells whether the generator reads a file or enters a folder.
    pub fn takes(&self, path: &Path, is_folder: bool) -> bool {
        let below = slashes(path, &self.root);
        let name = below.rsplit('/').next().unwrap_or_default();
        let has = |globs: &[GlobMatcher], path: &str| globs.iter().any(|glob| glob.is_match(path));
        if has(&self.included, &below) || has(&self.included, name) {
            return !name.starts_with('.');
        }
        if name.starts_with(['.', '#']) || name.ends_with('~') || has(&self.globs, &below) {
            return false;
        }
        let whole = path.to_string_lossy().replace('\\', "/");
        if self
            .expressions
            .iter()
            .any(|one| one.is_match(&whole) || one.is_match(&below))
        {
            return false;
        }
        let as_folder = format!("{below}/");
        let is_excluded = self
            .beginnings
            .iter()
            .any(|start| below.starts_with(start) || is_folder && as_folder == *start);
        let is_jekylls = self.kind == ExportFormat::Jekyll && self.is_special(name, is_folder);
        !is_excluded && !self.built.contains(&below) && !is_jekylls
    }

    /// Tells whether Jekyll reserves a name, by its underscore, for templates, data or generated files.
    fn is_special(&self, name: &str, is_folder: bool) -> bool {
        let Some(own) = name.strip_prefix('_') else {
            return false;
        };
        let is_known =
            matches!(own, "posts" | "drafts") || self.collections.iter().any(|it| it == own);
        !(is_folder && is_known)
    }

    /// Returns a report line for an excluded text or folder; `None` for those that are plainly no posts.
    pub fn worth_telling(&self, entry: &DirEntry) -> Option<String> {
        let below = slashes(entry.path(), &self.root);
        let name = entry.file_name().to_string_lossy();
        let is_known = name.starts_with('.')
            || TEMPLATES.contains(&&*name)
            || EXCLUDED.contains(&&*name)
            || self.built.contains(&below);
        let is_text = entry.file_type().is_dir() || is_text(self.kind, entry.path()).is_some();
        (is_text && !is_known).then(|| format!("left out by its generator: {below}"))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn takes(kind: ExportFormat, all: &Value, path: &str, is_folder: bool) -> bool {
        let blog = Blog {
            all: all.clone(),
            ..Blog::default()
        };
        Filter::new(kind, &blog, Path::new("/site"))
            .takes(&Path::new("/site").join(path), is_folder)
    }

    #[test]
    fn jekyll_leaves_out_what_its_configuration_says() {
        let all = json!({
            "exclude": ["internal", "docs/*.draft.md", "tmp/"],
            "include": ["_pages"],
            "collections": { "guides": { "output": "true" } },
            "destination": "./built",
        });
        for (path, is_folder, is_taken) in [
            ("internal", true, false),
            ("internal-note.md", false, false),
            ("docs/a.draft.md", false, false),
            ("docs/a.md", false, true),
            ("tmp", true, false),
            ("_pages", true, true),
            ("_pages/a.md", false, true),
            ("_guides", true, true),
            ("_other", true, false),
            ("_note.md", false, false),
            ("_posts", true, true),
            ("built", true, false),
            ("vendor/bundle/a.md", false, false),
            ("a.md~", false, false),
        ] {
            assert_eq!(
                takes(ExportFormat::Jekyll, &all, path, is_folder),
                is_taken,
                "{path}"
            );
        }
    }

    #[test]
    fn hugo_and_zola_leave_out_by_pattern() {
        let hugo = json!({ "ignorefiles": ["\\.draft\\.md$", "/private/"] });
        for (path, is_taken) in [
            ("posts/a.draft.md", false),
            ("private/a.md", false),
            ("posts/a.md", true),
        ] {
            assert_eq!(
                takes(ExportFormat::Hugo, &hugo, path, false),
                is_taken,
                "{path}"
            );
        }
        let zola = json!({ "ignored_content": ["*.secret.md", "drafts/**", "**/notes/*"] });
        for (path, is_taken) in [
            ("a.secret.md", false),
            ("drafts/a/b.md", false),
            ("x/notes/a.md", false),
            ("a.md", true),
        ] {
            assert_eq!(
                takes(ExportFormat::Zola, &zola, path, false),
                is_taken,
                "{path}"
            );
        }
    }
}
