//! The figures of `cargo xtask bench search`, on made-up articles: `search_figures <step> <lang> <articles> <folder>`, where
//! the steps are `pages`, which writes the articles as HTML and what readers look for to `<folder>/pages`, `index`, which
//! writes the search index to `<folder>/index`, and `search`, which searches there and prints a line of JSON.

mod corpus;
mod readers;

use std::{fs, path::Path};

use anyhow::{Context, Result, bail};
use corpus::Corpus;
use gazette_model::search::searchable;
use gazette_publish::search_index::{IndexedDocument, make};
use readers::Readers;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [step, lang, articles, folder] = arguments.as_slice() else {
        bail!("usage: search_figures pages|index|search <lang> <articles> <folder>");
    };
    let corpus = Corpus::new(lang, articles.parse()?);
    let folder = Path::new(folder);
    match step.as_str() {
        "pages" => corpus.write(&folder.join("pages")),
        "index" => index(&corpus, &folder.join("index")),
        "search" => {
            let figures = Readers::new(&corpus, &folder.join("index"))?.search_all()?;
            println!("{figures}");
            Ok(())
        }
        _ => bail!("{step} is no step"),
    }
}

/// Writes the search index as press does.
fn index(corpus: &Corpus, folder: &Path) -> Result<()> {
    let sources: Vec<IndexedDocument> = (0..corpus.count)
        .map(|id| IndexedDocument {
            path: format!("news/{id}/"),
            filters: Vec::new(),
        })
        .collect();
    let read = |id| searchable(&corpus.document(id));
    let index = make(&sources, &read, &corpus.lang, "/");
    let manifest = (
        "manifest.json".to_owned(),
        serde_json::to_vec(&index.manifest)?,
    );
    for (path, bytes) in index.files.into_iter().chain([manifest]) {
        let file = folder.join(path);
        let parent = file.parent().context("a path without a folder")?;
        fs::create_dir_all(parent)?;
        fs::write(&file, bytes).with_context(|| format!("cannot write {}", file.display()))?;
    }
    Ok(())
}
