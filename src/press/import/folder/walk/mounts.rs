//! Hugo's mounts: which folders are content, and which files of them.

use std::path::Path;

use regex::Regex;
use serde_json::Value;

use crate::folder::{
    front::{list, text_of},
    patterns::hugo_glob,
    walk::Root,
};

/// The patterns of a mount; a file needs one of the first, if there are any, and none of the second.
#[derive(Default)]
pub struct MountPatterns {
    included: Option<Vec<Regex>>,
    excluded: Vec<Regex>,
    /// Marks patterns that are none, so that nobody knows what they leave out.
    is_unclear: bool,
}

impl MountPatterns {
    /// Tells whether Hugo sees a file or folder, by its path below that of the mount.
    pub fn takes(&self, below: &str, is_folder: bool) -> bool {
        let has = |globs: &[Regex], path: &str| globs.iter().any(|glob| glob.is_match(path));
        let ends = below.match_indices('/').map(|(end, _)| end);
        let mut above = ends.map(|end| &below[..end]).chain([below]);
        let is_in = |all: &Vec<Regex>| is_folder || has(all, below);
        !self.is_unclear
            && !above.any(|path| has(&self.excluded, path))
            && self.included.as_ref().is_none_or(is_in)
    }

    fn read(mount: &Value) -> Self {
        let files = list(&mount["files"]).into_iter();
        let (not, only): (Vec<String>, Vec<String>) =
            files.partition(|pattern| pattern.starts_with('!'));
        let not = not.iter().map(|pattern| pattern[1..].trim().to_owned());
        let included = [list(&mount["includefiles"]), only].concat();
        let excluded: Vec<String> = list(&mount["excludefiles"])
            .into_iter()
            .chain(not)
            .collect();
        let compiled = |patterns: &[String]| -> Option<Vec<Regex>> {
            let globs = patterns.iter();
            globs
                .map(|one| hugo_glob(one.trim_start_matches('/')))
                .collect()
        };
        let (of_included, of_excluded) = (compiled(&included), compiled(&excluded));
        Self {
            is_unclear: of_included.is_none() || of_excluded.is_none(),
            included: of_included.filter(|_| !included.is_empty()),
            excluded: of_excluded.unwrap_or_default(),
        }
    }
}

/// The folders that a configuration mounts as content; `None` where it mounts none, and Hugo takes its usual ones.
pub fn mounted(all: &Value, home: &Path) -> Option<Vec<Root>> {
    let mounts = all["module"]["mounts"].as_array().into_iter().flatten();
    let mut roots = Vec::new();
    let mut is_any = false;
    for mount in mounts {
        let target = text_of(&mount["target"]).unwrap_or_default();
        let target = target.trim_start_matches("./").trim_matches('/');
        let Some(below) = target.strip_prefix("content") else {
            continue;
        };
        if !below.is_empty() && !below.starts_with('/') {
            continue;
        }
        is_any = true;
        let below = below.trim_matches('/');
        let source = text_of(&mount["source"]).unwrap_or_default();
        let path = home.join(source.trim_start_matches("./").trim_end_matches('/'));
        if path.is_dir() {
            roots.push(Root {
                lang: text_of(&mount["lang"]),
                prefix: if below.is_empty() {
                    String::new()
                } else {
                    format!("{below}/")
                },
                patterns: MountPatterns::read(mount),
                path,
            });
        }
    }
    is_any.then_some(roots)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::MountPatterns;

    #[test]
    fn patterns_leave_out_what_hugo_leaves_out() {
        let paths = [
            "a.md",
            "x.private.md",
            "posts/b.private.md",
            "internal/c.md",
            "internal/d/e.md",
        ];
        for (mount, wanted) in [
            (json!({}), vec![0, 1, 2, 3, 4]),
            (
                json!({ "excludefiles": ["internal/**", "*.private.md"] }),
                vec![0, 2],
            ),
            (json!({ "excludefiles": "internal" }), vec![0, 1, 2]),
            (json!({ "excludefiles": ["/internal/*"] }), vec![0, 1, 2]),
            (json!({ "excludefiles": "**.private.md" }), vec![0, 3, 4]),
            (json!({ "includefiles": ["posts/**"] }), vec![2]),
            (json!({ "includefiles": ["posts"] }), vec![]),
            (
                json!({ "includefiles": "**", "excludefiles": "internal/**" }),
                vec![0, 1, 2],
            ),
            (json!({ "files": ["**", "! internal/**"] }), vec![0, 1, 2]),
            (json!({ "excludefiles": ["[z"] }), vec![]),
        ] {
            let patterns = MountPatterns::read(&mount);
            let taken: Vec<usize> = (0..paths.len())
                .filter(|at| patterns.takes(paths[*at], false))
                .collect();
            assert_eq!(taken, wanted, "{mount}");
        }
    }
}
