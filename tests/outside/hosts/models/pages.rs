//! The ways of hosts for pages: which file an address means, and where a slash or an ending is put right.

use http::StatusCode;

use super::{Asked, Folder, Reply, rules::Rules};

/// What browsers are told where no rule says otherwise.
const ASK: &str = "public, max-age=0, must-revalidate";

/// Cloudflare Pages: redirects come before files, and compare letter by letter; pages have no `.html`.
pub fn cloudflare(folder: &Folder, rules: &Rules, asked: &Asked) -> Reply {
    if let Some(rule) = rules.exact(&asked.raw) {
        return Reply::moved(rule.status, &asked.with_query(&rule.to));
    }
    let path = asked.path();
    let has = |path: &str| !is_rules(path) && folder.file(path).is_some();
    let moved = |to: &str| Reply::moved(StatusCode::PERMANENT_REDIRECT, &asked.with_query(to));
    let found = |path: &str| folder.reply(StatusCode::OK, path, ASK).unwrap();
    if let Some(bare) = path.strip_suffix('/') {
        let page = format!("{path}index.html");
        return if has(&page) {
            found(&page)
        } else if has(&format!("{bare}.html")) {
            moved(bare)
        } else {
            folder.nearest_missing(&path, ASK)
        };
    }
    if has(&path) {
        return match path.strip_suffix(".html") {
            Some(bare) => moved(bare.strip_suffix("index").unwrap_or(bare)),
            None => found(&path),
        };
    }
    if has(&format!("{path}.html")) {
        return found(&format!("{path}.html"));
    }
    if has(&format!("{path}/index.html")) {
        return moved(&format!("{}/", asked.raw));
    }
    folder.nearest_missing(&path, ASK)
}

/// Netlify: forced redirects come before files; a slash at the end is put right; what is missing has the page of a rule, or the
/// root's.
pub fn netlify(folder: &Folder, rules: &Rules, asked: &Asked) -> Reply {
    if let Some(rule) = rules.forced(&asked.raw) {
        return Reply::moved(rule.status, &asked.with_query(&rule.to));
    }
    let path = asked.path();
    let bare = path.trim_end_matches('/');
    for (file, is_folder) in [
        (bare.to_owned(), false),
        (format!("{bare}/index.html"), true),
        (format!("{bare}.html"), false),
    ] {
        if is_rules(&file) || folder.file(&file).is_none() {
            continue;
        }
        return if is_folder == path.ends_with('/') {
            folder.reply(StatusCode::OK, &file, ASK).unwrap()
        } else {
            let slash = if is_folder { "/" } else { "" };
            let to = format!("{}{slash}", asked.raw.trim_end_matches('/'));
            Reply::moved(StatusCode::MOVED_PERMANENTLY, &asked.with_query(&to))
        };
    }
    let page = rules.missing(&path);
    let missing = page.and_then(|page| folder.reply(StatusCode::NOT_FOUND, page, ASK));
    missing.unwrap_or_else(|| folder.missing(ASK))
}

/// GitHub Pages: ten minutes of cache for all, one page for what is missing.
pub fn github(folder: &Folder, asked: &Asked) -> Reply {
    const CACHE: &str = "max-age=600";
    let path = asked.path();
    let files = if path.ends_with('/') {
        vec![format!("{path}index.html")]
    } else {
        vec![path.clone(), format!("{path}.html")]
    };
    let mut files = files.iter();
    if let Some(found) = files.find_map(|file| folder.reply(StatusCode::OK, file, CACHE)) {
        return found;
    }
    if folder.file(&format!("{path}/index.html")).is_some() {
        return Reply::moved(StatusCode::MOVED_PERMANENTLY, &format!("{}/", asked.raw));
    }
    folder.missing(CACHE)
}

/// The hosts' own files, which they read and do not serve.
fn is_rules(path: &str) -> bool {
    ["/_headers", "/_redirects"].contains(&path)
}
