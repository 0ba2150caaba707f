//! Upkeep: what nobody has looked at in time, nobody has translated, nobody shows any more.

use std::collections::HashSet;

use crate::config::ids::{LanguageId, ManuscriptId, PageId};
use gazette_diagnostics::problem::{Problem, Problems};
use gazette_diagnostics::rule;
use jiff::Timestamp;
use typed_index_collections::TiSlice;

use crate::{
    body::Body,
    config::site::Config,
    library::{listings::Listings, translations::newer_original},
    manuscript::Manuscript,
    source::load::Sources,
};

/// Reports manuscripts whose review is due, and articles that name nobody to ask.
pub fn manuscripts(manuscripts: &[Manuscript], now: Timestamp, problems: &mut Problems) {
    for manuscript in manuscripts {
        let review = manuscript.schedule.review_by.as_ref();
        if let Some(review) = review.filter(|review| !review.value.is_after(now)) {
            problems.push(
                Problem::new(&rule::REVIEW_OVERDUE, "this was to be reviewed by now")
                    .at(&manuscript.source, review.span.clone(), "has passed")
                    .help("Read it again. Mend what is no longer true, then set `review_by` to the next review."),
            );
        }
        let news = manuscript.news.as_ref();
        if news.is_some_and(|news| news.contact.is_none()) {
            problems.push(
                Problem::new(&rule::CONTACT_MISSING, "this article does not say whom to ask")
                    .at(&manuscript.source, manuscript.title_span.clone(), "who answers?")
                    .help("Add a line `contact = …` with the name of a contact of site.toml, or with an organization and a phone number or email address."),
            );
        }
    }
}

/// Reports pages that a language has not, and translations that are older than their originals.
pub fn translations(
    config: &Config,
    manuscripts: &TiSlice<ManuscriptId, Manuscript>,
    listings: &TiSlice<LanguageId, Listings>,
    untranslated: &[PageId],
    problems: &mut Problems,
) {
    for page in untranslated {
        let mut there = listings.iter();
        let there = there.find_map(|listings| listings.by_route.get(&page.route));
        let Some(manuscript) = there.map(|index| &manuscripts[*index]) else {
            continue;
        };
        let lang = &config.languages[page.language].site.lang;
        let message = format!("this page is not there in {lang}");
        let file = manuscript.path.trim_end_matches(".md");
        problems.push(
            Problem::new(&rule::TRANSLATION_MISSING, message)
                .at(&manuscript.source, manuscript.title_span.clone(), "not translated")
                .help(format!("Translate it as {file}.{lang}.md, or allow this here or in site.toml and say why it is not translated.")),
        );
    }
    for manuscript in manuscripts {
        if let Some((original, _)) = newer_original(manuscripts, listings, manuscript) {
            let message = "the original was changed after this translation";
            problems.push(
                Problem::new(&rule::TRANSLATION_OUTDATED, message)
                    .at(&manuscript.source, manuscript.title_span.clone(), "older")
                    .help(format!(
                        "Carry over what was changed in {}, then set `modified`.",
                        original.path
                    )),
            );
        }
    }
}

/// Reports pictures and attachments that nothing shows and nothing links to.
pub fn media(
    sources: &Sources,
    manuscripts: &[Manuscript],
    bodies: &[Body],
    problems: &mut Problems,
) {
    let shown = bodies.iter().flat_map(|body| body.media.keys());
    let pictures = bodies.iter().flat_map(|body| {
        let shown = body.shown.iter().map(|it| &it.picture);
        shown.chain(&body.linked).map(|picture| &picture.address)
    });
    let news = manuscripts.iter().filter_map(|it| it.news.as_ref());
    let attached = news
        .flat_map(|news| &news.attachments)
        .map(|it| &it.address);
    let leading = manuscripts.iter().filter_map(Manuscript::image);
    let leading = leading.map(|image| &image.picture.address);
    let read = bodies.iter().flat_map(|body| &body.read);
    let used: HashSet<&String> = shown
        .chain(read)
        .chain(pictures)
        .chain(attached)
        .chain(leading)
        .collect();
    let is_medium = |path: &str| {
        let folder = path.split('/').next();
        matches!(folder, Some("media" | "news" | "pages"))
    };
    for (path, medium) in sources.media.iter().filter(|(path, _)| is_medium(path)) {
        let picture = medium.picture.as_ref();
        let is_used = used.contains(&medium.address)
            || picture.is_ok_and(|picture| used.contains(&picture.address));
        if !is_used {
            problems.push(
                Problem::new(&rule::MEDIA_ORPHANED, format!("nothing shows {path} or links to it"))
                    .of_file(&medium.file.display().to_string())
                    .help(format!("Delete it. If it is to stay, allow it in site.toml with files = [\"{path}\"] and a reason.")),
            );
        }
    }
}
