//! An import from beginning to end: read, plan, compose, check, and only then write.

use std::{collections::BTreeMap, fs, path::Path, sync::Arc};

use anyhow::{Context, Result, bail};
use gazette_content::config::ids::LanguageId;
use gazette_content::{
    check::check,
    checked_site::CheckedSite,
    source::load::{Sources, load},
    visibility::{AsOf, Audience},
};
use gazette_diagnostics::{
    problem::Problems,
    source::{Source, SourceText},
};
use jiff::Timestamp;

use crate::{
    ExportFormat, ExportItem,
    args::{Import, Round},
    folder,
    ledger::Ledger,
    media::Media,
    plan::{ContentFolder, Origin, Plan, Planned},
    report::ImportReport,
    write::place,
    write_manuscript::Composer,
};

/// Imports; or says what is wrong with the content folder itself, since press could not tell then whether an import adds
/// to it.
///
/// # Errors
/// If a folder or file cannot be read or written, or the language is none of the site's.
pub fn run(import: &Import) -> Result<Result<ImportReport, Problems>> {
    if !import.from.exists() {
        bail!("{}: there is no such file or folder", import.from.display());
    }
    let sources = load(&import.content)?;
    let now = Timestamp::now();
    // What readers see must be right, and what they do not see has its places too.
    let [readers, desk] = [Audience::Readers, Audience::Editors]
        .map(|audience| check(copy(&sources), AsOf { now, audience }));
    let edition = match (readers, desk) {
        (Ok(_), Ok(checked)) => checked.site,
        (Err(problems), _) | (_, Err(problems)) => return Ok(Err(problems)),
    };
    guard(import)?;
    let ledger = Ledger::read(&import.content)?;
    let site = ContentFolder::new(&sources, &edition, &ledger, language(import, &edition)?);
    let mut plan = Plan::default();
    import
        .kind
        .each(&import.from, &mut |found| plan.take(&site, found))?;
    let mut roots = import.media.clone();
    if import.kind.is_folder() {
        roots.extend(folder::roots(import.kind, &import.from));
    }
    let mut media = Media::new(&roots, &import.from, sources.media.clone())?;
    if import.kind.is_folder() {
        media.hide(Box::new(folder::hidden(import.kind, &import.from)));
    }
    if matches!(import.kind, ExportFormat::Hugo | ExportFormat::Zola) {
        let withheld = plan
            .articles
            .iter()
            .filter(|planned| !planned.is_published());
        media.close(withheld.filter_map(Planned::bundle).cloned());
    }
    let origin = Origin::new(import.kind, &import.from);
    let mut refused: BTreeMap<String, String> = BTreeMap::new();
    loop {
        plan.sort_addresses(&site);
        let round = compose(import, &site, &plan, &mut media, &origin)?;
        let mistakes = mistakes(import, &site, &round, &media)?;
        if mistakes.is_empty() {
            return place(import, &site, &plan, &media, round, &refused, &origin).map(Ok);
        }
        for planned in &mut plan.articles {
            if let Some(why) = mistakes.get(&planned.path).filter(|_| planned.is_written()) {
                planned.out = Some(why.clone());
                let text = round.texts.get(&planned.path).cloned().unwrap_or_default();
                refused.insert(planned.path.clone(), text);
            }
        }
    }
}

/// The report must not lie where press would publish it.
fn guard(import: &Import) -> Result<()> {
    fs::create_dir_all(&import.report)
        .with_context(|| format!("{}: cannot be made", import.report.display()))?;
    let inside = import
        .report
        .canonicalize()?
        .strip_prefix(import.content.canonicalize()?)
        .map(Path::to_owned);
    let is_hidden = |path: &Path| {
        path.components()
            .any(|part| part.as_os_str().to_string_lossy().starts_with('.'))
    };
    if inside.is_ok_and(|below| !is_hidden(&below)) {
        bail!(
            "{}: the report would be published there; name another folder by --report",
            import.report.display()
        );
    }
    Ok(())
}

fn copy(sources: &Sources) -> Sources {
    Sources {
        texts: sources.texts.clone(),
        media: sources.media.clone(),
        statics: sources.statics.clone(),
        problems: Problems::default(),
    }
}

fn language(import: &Import, edition: &CheckedSite) -> Result<Option<LanguageId>> {
    let Some(wanted) = &import.lang else {
        return Ok(None);
    };
    let config = &edition.config;
    if let Some(language) = config.language(wanted) {
        return Ok(Some(language));
    }
    let langs = config.languages.iter();
    let langs: Vec<&str> = langs.map(|locale| locale.site.lang.as_str()).collect();
    bail!(
        "--lang {wanted}: the languages of this site are {}",
        langs.join(", ")
    )
}

fn compose(
    import: &Import,
    site: &ContentFolder<'_>,
    plan: &Plan,
    media: &mut Media,
    origin: &Origin,
) -> Result<Round> {
    media.reset();
    let mut composer = Composer {
        plan,
        media,
        config: &site.edition.config,
        now: site.edition.as_of.now,
        topics: BTreeMap::new(),
        notes: Vec::new(),
    };
    let mut texts = BTreeMap::new();
    let mut articles = plan.articles.iter();
    import.kind.each(&import.from, &mut |found| {
        if let ExportItem::Item(item) = found
            && let Some(planned) = articles.next()
            && planned.is_written()
        {
            let text = composer.compose(planned, &item);
            texts.insert(planned.path.clone(), text);
        }
    })?;
    Ok(Round {
        texts,
        notes: composer.notes,
        topics: composer.topics,
        retracted: plan.retracted(site, origin),
    })
}

/// Manuscripts that an import would make drafts of, for whoever reads that it was not made.
fn still_there(round: &Round) -> String {
    let drafts = &round.retracted.drafts;
    let paths: Vec<&str> = drafts.iter().map(|(path, ..)| path.as_str()).collect();
    if paths.is_empty() {
        return String::new();
    }
    format!(
        ". The export withholds these now, so they would become drafts, and until then readers find them: {}. Take the links to them out first.",
        paths.join(", ")
    )
}

/// Checks the content folder as it would be after the import, and returns the errors by manuscript.
fn mistakes(
    import: &Import,
    site: &ContentFolder<'_>,
    round: &Round,
    media: &Media,
) -> Result<BTreeMap<String, String>> {
    let now = site.edition.as_of.now;
    let mut after = copy(site.sources);
    let name = |path: &str| import.content.join(path).display().to_string();
    let drafts = round.retracted.drafts.iter();
    let drafts = drafts.map(|(path, _, text)| (path, text));
    for (path, text) in round.texts.iter().chain(drafts) {
        let source: Source = Arc::new(SourceText::new(&name(path), text.clone()));
        after.texts.insert(path.clone(), source);
    }
    after.media.extend(
        media
            .needed
            .iter()
            .map(|(path, medium)| (path.clone(), medium.clone())),
    );
    let audience = Audience::Readers;
    let Err(problems) = check(after, AsOf { now, audience }) else {
        return Ok(BTreeMap::new());
    };
    let mut mistakes: BTreeMap<String, String> = BTreeMap::new();
    for path in round.texts.keys() {
        let name = name(path);
        let mut own = problems
            .iter()
            .filter(|problem| problem.is_error() && problem.file() == name);
        if let Some(first) = own.next() {
            let more = match own.count() {
                0 => String::new(),
                more => format!(" (and {more} more)"),
            };
            mistakes.insert(
                path.clone(),
                format!("press would not publish it: {}{more}", first.brief()),
            );
        }
    }
    if let (true, Some(first)) = (
        mistakes.is_empty(),
        problems.iter().find(|problem| problem.is_error()),
    ) {
        bail!(
            "{}: {}: nothing was imported, since this would be wrong after it{}",
            first.file(),
            first.brief(),
            still_there(round)
        );
    }
    Ok(mistakes)
}
