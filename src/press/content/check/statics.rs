//! Files that are published as they are: none lies where press makes something.

use std::collections::HashSet;

use gazette_diagnostics::{
    problem::{Problem, Problems},
    rule,
};

use crate::{
    check::own_files::{is_lasting, is_own, original},
    config::{ids::PageId, site::Config},
    source::{load::Sources, path::folders},
};

/// Reports files that would take the place of a page or of another file of the edition.
pub fn check<'r>(
    sources: &Sources,
    config: &Config,
    routes: impl Iterator<Item = &'r PageId>,
    problems: &mut Problems,
) {
    if sources.statics.is_empty() {
        return;
    }
    let pages: Vec<String> = routes
        .flat_map(|PageId { language, route }| {
            let prefix = &config.languages[*language].prefix;
            [route.html_path(), route.json_path()].map(|path| format!("{prefix}{path}"))
        })
        .collect();
    let files: HashSet<&str> = pages.iter().map(String::as_str).collect();
    let page_folders: HashSet<&str> = pages.iter().flat_map(|page| folders(page)).collect();
    for (path, medium) in &sources.statics {
        // A page of the operator's own has the name that pages have.
        let name = path.rsplit('/').next().unwrap_or_default();
        let is_page =
            path.contains('/') && matches!(name, "index.html" | "index.json" | "404.html");
        let copied = original(path).unwrap_or(path);
        let file = medium.file.display().to_string();
        let takes = |what: &str| format!("{file} would take the place of {path}, {what}");
        let another_name = "Give the file another name, or delete it.";
        let (message, help) = if files.contains(copied) || page_folders.contains(path.as_str()) {
            (takes("a page of this site"), another_name)
        } else if copied != path && sources.statics.contains_key(copied) {
            (takes("a compressed copy that press makes"), another_name)
        } else if is_lasting(path) {
            (
                format!(
                    "{file} would lie where browsers keep every file for a year, however it changes"
                ),
                "Put it into another folder below static, or into media beside it and lead to it from a text.",
            )
        } else if (is_own(path) && !is_page) || folders(path).any(|folder| files.contains(folder)) {
            (takes("a file that press makes"), another_name)
        } else {
            continue;
        };
        let problem = Problem::new(&rule::STATIC_TAKEN, message);
        problems.push(problem.of_file(&file).help(help));
    }
}
