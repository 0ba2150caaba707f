//! `press build --sizes`: where the bytes of an edition go.

use std::{collections::BTreeMap, fmt::Write, path::Path};

use anyhow::Result;
use gazette_content::check::own_files::original;
use gazette_publish::output::tree::Tree;
use indicatif::HumanBytes;

/// Kinds of files, in the order of the table.
const KINDS: [&str; 10] = [
    "pages",
    "documents",
    "search index",
    "share images",
    "pictures and attachments",
    "portal",
    "feeds",
    "sitemaps",
    "compressed copies",
    "others",
];

/// A table of an edition in a folder: files and bytes of each kind, and how many of them an article has.
///
/// # Errors
/// If the folder cannot be listed.
pub fn table(out: &Path, articles: usize) -> Result<String> {
    let tree = Tree::list(out)?;
    let mut sums: BTreeMap<usize, (usize, u64)> = BTreeMap::new();
    for (path, stamp) in &tree.files {
        let is_copy = original(path).is_some_and(|original| tree.files.contains_key(original));
        let kind = if is_copy {
            "compressed copies"
        } else {
            kind(path)
        };
        let at = KINDS
            .iter()
            .position(|name| *name == kind)
            .unwrap_or(KINDS.len() - 1);
        let sum = sums.entry(at).or_default();
        sum.0 += 1;
        sum.1 += stamp.bytes;
    }
    let all = sums
        .values()
        .fold((0, 0), |all, sum| (all.0 + sum.0, all.1 + sum.1));
    let mut text = format!(
        "{:<26}{:>9}{:>13}{:>12}{:>14}\n",
        "kind", "files", "bytes", "per article", "per article"
    );
    let rows = sums.iter().map(|(at, sum)| (KINDS[*at], *sum));
    for (name, (files, bytes)) in rows.chain([("all", all)]) {
        let articles = articles.max(1);
        let each = u64::try_from(articles).unwrap_or(u64::MAX);
        // Hundredths, rounded.
        let hundredths = (files * 100 + articles / 2) / articles;
        let _ = writeln!(
            text,
            "{name:<26}{files:>9}{:>13}{:>9}.{:02}{:>14}",
            HumanBytes(bytes).to_string(),
            hundredths / 100,
            hundredths % 100,
            HumanBytes(bytes / each).to_string()
        );
    }
    Ok(text)
}

fn kind(path: &str) -> &'static str {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    match ending {
        _ if path.starts_with("media/share-") => "share images",
        _ if path.starts_with("media/") => "pictures and attachments",
        "bin" if path.starts_with("assets/") => "search index",
        _ if path.starts_with("assets/") => "portal",
        "json" if stem == "manifest" && folder.ends_with("search") => "search index",
        "html" => "pages",
        "xml" if stem.starts_with("sitemap") => "sitemaps",
        "xml" => "feeds",
        "json" if stem == "feed" || stem.starts_with("feed-") => "feeds",
        "json" if name != "edition.json" => "documents",
        _ => "others",
    }
}
