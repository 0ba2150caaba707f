//! Puts what an import has made in place: pictures first, then manuscripts, then what is told of them.

use std::{collections::BTreeMap, fs};

use anyhow::{Context, Result};
use gazette_cache::atomic::write;

use crate::{
    args::{Import, Round},
    ledger,
    media::Media,
    plan::{ContentFolder, Origin, Plan, Retracted},
    report,
    report::ImportReport,
};

/// Writes what is new or different. `refused` are the manuscripts that press would not publish.
///
/// # Errors
/// If a file cannot be read or written.
pub fn place(
    import: &Import,
    site: &ContentFolder<'_>,
    plan: &Plan,
    media: &Media,
    round: Round,
    refused: &BTreeMap<String, String>,
    origin: &Origin,
) -> Result<ImportReport> {
    let mut report = ImportReport::default();
    report.folder = import.report.display().to_string();
    report.plan(plan);
    report.needed = media.needed.len();
    report.topics(&round.topics, &site.edition.config);
    let Retracted { drafts, notes } = round.retracted;
    notes
        .into_iter()
        .chain(round.notes)
        .for_each(|(subject, line)| report.add(subject, line));
    for (place, medium) in &media.needed {
        let target = import.content.join(place);
        if !target.exists() {
            let bytes = fs::read(&medium.file)
                .with_context(|| format!("{}: cannot be read", medium.file.display()))?;
            write(&target, &bytes)?;
            report.files += 1;
        }
    }
    let mut ledger = site.ledger.clone();
    for planned in plan.articles.iter().filter(|planned| planned.is_written()) {
        let text = round.texts.get(&planned.path).map_or("", String::as_str);
        let of = Some(origin.of(planned));
        let is_withheld = planned.is_withheld_there;
        ledger.write(&planned.path, &planned.identity, of, is_withheld, text);
        put(import, site, &planned.path, text, &mut report)?;
    }
    for (path, from, text) in &drafts {
        ledger.write(path, from, None, true, text);
        put(import, site, path, text, &mut report)?;
    }
    if ledger != *site.ledger {
        write(&ledger::place(&import.content), ledger.text().as_bytes())?;
    }
    for (path, text) in refused {
        write(&import.report.join("left-out").join(path), text.as_bytes())?;
    }
    let redirects = report::redirects(&plan.articles, &site.edition.config)?;
    write(&import.report.join("redirects.csv"), redirects.as_bytes())?;
    write(&import.report.join("report.md"), report.text().as_bytes())?;
    Ok(report)
}

/// Writes a manuscript that is new or different, and counts it.
fn put(
    import: &Import,
    site: &ContentFolder<'_>,
    path: &str,
    text: &str,
    report: &mut ImportReport,
) -> Result<()> {
    match site.sources.texts.get(path) {
        Some(before) if before.inner() == text => {
            report.unchanged += 1;
            return Ok(());
        }
        Some(_) => report.changed += 1,
        None => report.new += 1,
    }
    write(&import.content.join(path), text.as_bytes())?;
    Ok(())
}
