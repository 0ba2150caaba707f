//! An import from beginning to end: read, plan, compose, check, and only then write.

use std::{
    collections::BTreeMap,
    fs,
    io::Write,
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::{Context, Result, bail};
use clap::Args;

use super::{
    super::{
        check::check,
        edition::Edition,
        load::{Sources, load},
        problem::Problem,
        source::{Source, Text},
    },
    Found, Kind,
    compose::Composer,
    ledger::{self, Ledger, State},
    media::Media,
    plan::{Plan, Site},
    report::{self, Report, Subject},
};

/// What an operator asks for.
#[derive(Debug, Args)]
pub struct Import {
    /// What the export is.
    pub kind: Kind,
    /// The export: a file, or a folder of them.
    pub from: PathBuf,
    /// Folder of the manuscripts, with site.toml.
    #[arg(long, default_value = "content")]
    pub content: PathBuf,
    /// Folder with the files that articles show, such as WordPress' uploads; may be named more than once. Nothing is
    /// fetched from a network.
    #[arg(long)]
    pub media: Vec<PathBuf>,
    /// Language of everything in the export, where it is not what the export says.
    #[arg(long)]
    pub lang: Option<String>,
    /// Folder of the report, of redirects.csv and of what was left out.
    #[arg(long, default_value = "import-report")]
    pub report: PathBuf,
}

/// Why nothing was imported, or what was.
pub enum Outcome {
    /// The content folder has mistakes of its own, so that press cannot tell whether an import adds any.
    Problems(Vec<Problem>),
    /// What was done.
    Done(Report),
}

/// Imports.
///
/// # Errors
/// If a folder or file cannot be read or written, or the language is none of the site's.
pub fn run(import: &Import) -> Result<Outcome> {
    if !import.from.exists() {
        bail!("{}: there is no such file or folder", import.from.display());
    }
    let sources = load(&import.content)?;
    let edition = match check(copy(&sources)) {
        Ok(edition) => edition,
        Err(problems) => return Ok(Outcome::Problems(problems)),
    };
    guard(import)?;
    let ledger = Ledger::read(&import.content)?;
    let site = Site::new(&sources, &edition, &ledger, language(import, &edition)?);
    let mut plan = Plan::default();
    import
        .kind
        .each(&import.from, &mut |found| plan.take(&site, found))?;
    let mut media = Media::new(&import.media, sources.media.clone())?;
    let mut refused: BTreeMap<String, String> = BTreeMap::new();
    loop {
        plan.sort_addresses(&site);
        let round = compose(import, &site, &plan, &mut media)?;
        let mistakes = mistakes(import, &sources, &round, &media)?;
        if mistakes.is_empty() {
            return finish(import, &site, &plan, &media, round, &refused).map(Outcome::Done);
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
        problems: Vec::new(),
    }
}

fn language(import: &Import, edition: &Edition) -> Result<Option<usize>> {
    let Some(wanted) = &import.lang else {
        return Ok(None);
    };
    let langs: Vec<&str> = edition
        .config
        .languages
        .iter()
        .map(|locale| locale.site.lang.as_str())
        .collect();
    match langs
        .iter()
        .position(|lang| lang.eq_ignore_ascii_case(wanted))
    {
        Some(language) => Ok(Some(language)),
        None => bail!(
            "--lang {wanted}: the languages of this site are {}",
            langs.join(", ")
        ),
    }
}

/// Everything composed once.
struct Round {
    texts: BTreeMap<String, String>,
    notes: Vec<(Subject, String)>,
    topics: BTreeMap<(usize, String), usize>,
}

fn compose(import: &Import, site: &Site<'_>, plan: &Plan, media: &mut Media) -> Result<Round> {
    media.reset();
    let mut composer = Composer {
        plan,
        media,
        config: &site.edition.config,
        topics: BTreeMap::new(),
        notes: Vec::new(),
    };
    let mut texts = BTreeMap::new();
    let mut articles = plan.articles.iter();
    import.kind.each(&import.from, &mut |found| {
        if let Found::Item(item) = found
            && let Some(planned) = articles.next()
            && planned.is_written()
        {
            let text = composer.compose(planned, &item, None);
            texts.insert(planned.path.clone(), text);
        }
    })?;
    Ok(Round {
        texts,
        notes: composer.notes,
        topics: composer.topics,
    })
}

/// What press would say of the content folder after the import, by manuscript.
fn mistakes(
    import: &Import,
    sources: &Sources,
    round: &Round,
    media: &Media,
) -> Result<BTreeMap<String, String>> {
    let mut after = copy(sources);
    let name = |path: &str| import.content.join(path).display().to_string();
    for (path, text) in &round.texts {
        let source: Source = Arc::new(Text::new(&name(path), text.clone()));
        after.texts.insert(path.clone(), source);
    }
    after.media.extend(
        media
            .needed
            .iter()
            .map(|(path, medium)| (path.clone(), medium.clone())),
    );
    let Err(problems) = check(after) else {
        return Ok(BTreeMap::new());
    };
    let mut mistakes: BTreeMap<String, String> = BTreeMap::new();
    for path in round.texts.keys() {
        let name = name(path);
        let mut own = problems.iter().filter(|problem| problem.file() == name);
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
    if let (true, Some(first)) = (mistakes.is_empty(), problems.first()) {
        bail!(
            "{}: {}: nothing was imported, since this would be wrong after it",
            first.file(),
            first.brief()
        );
    }
    Ok(mistakes)
}

fn finish(
    import: &Import,
    site: &Site<'_>,
    plan: &Plan,
    media: &Media,
    round: Round,
    refused: &BTreeMap<String, String>,
) -> Result<Report> {
    let mut report = Report::default();
    report.plan(plan);
    report.needed = media.needed.len();
    report.topics(&round.topics, &site.edition.config);
    round
        .notes
        .into_iter()
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
        ledger.write(&planned.path, &planned.identity, text);
        let before = site.sources.texts.get(&planned.path);
        if before.is_some_and(|before| before.inner() == text) {
            report.unchanged += 1;
            continue;
        }
        write(&import.content.join(&planned.path), text.as_bytes())?;
        match planned.state {
            State::New => report.new += 1,
            _ => report.changed += 1,
        }
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

/// Writes a file at once or not at all, and leaves one alone that says the same.
fn write(target: &Path, bytes: &[u8]) -> Result<()> {
    let cannot = || format!("{}: cannot be written", target.display());
    if fs::read(target).is_ok_and(|before| before == bytes) {
        return Ok(());
    }
    let folder = target.parent().with_context(cannot)?;
    fs::create_dir_all(folder).with_context(cannot)?;
    let mut file = tempfile::Builder::new()
        .prefix(".import-")
        .tempfile_in(folder)
        .with_context(cannot)?;
    file.write_all(bytes).with_context(cannot)?;
    file.persist(target).with_context(cannot)?;
    Ok(())
}
