//! The licences of everything that press is made of: each text once, with the crates that have it.

use std::{collections::BTreeMap, fs};

use anyhow::Result;

use super::packages::Package;

/// Beginnings of the names of files that hold licences, in capitals.
const NAMES: [&str; 5] = ["LICENSE", "LICENCE", "COPYING", "NOTICE", "UNLICENSE"];

/// All notices as one text.
///
/// # Errors
/// If the source of a crate cannot be read.
pub fn notices(packages: &[Package]) -> Result<String> {
    let mut text = String::from(
        "press is made of these crates, under these licences. Their texts follow, each once.\n\n",
    );
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for package in packages {
        let name = format!("{} {}", package.name, package.version);
        text += format!("{name}: {}\n", package.licence).as_str();
        for licence in licences(package)? {
            let holders = texts.entry(licence).or_default();
            if !holders.contains(&name) {
                holders.push(name.clone());
            }
        }
    }
    let mut texts: Vec<(String, Vec<String>)> = texts.into_iter().collect();
    texts.sort_by(|a, b| (&a.1, &a.0).cmp(&(&b.1, &b.0)));
    for (licence, holders) in texts {
        text += format!(
            "\n{}\n{}\n\n{licence}\n",
            "=".repeat(80),
            holders.join(", ")
        )
        .as_str();
    }
    Ok(text)
}

/// The texts in the folder of a crate's source.
fn licences(package: &Package) -> Result<Vec<String>> {
    let mut texts = Vec::new();
    for entry in fs::read_dir(&package.folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().to_uppercase();
        let is_licence = NAMES.iter().any(|start| name.starts_with(start));
        if is_licence && entry.file_type()?.is_file() {
            let text = String::from_utf8_lossy(&fs::read(entry.path())?).replace('\r', "");
            texts.push(text.trim_end().to_owned());
        }
    }
    texts.sort();
    Ok(texts)
}
