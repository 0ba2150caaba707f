//! Notices for the whole site: their links, and which of them readers see.

use gazette_cache::fingerprint;
use gazette_diagnostics::{
    problem::{Problem, Problems},
    rule,
};
use jiff::Timestamp;
use typed_index_collections::TiVec;

use crate::{
    checked_site::ShownNotice,
    config::{ids::LanguageId, notice::SiteNotice, site::Config},
    links::{
        broken_link::BrokenLink,
        targets::{LinkContext, LinkTargets},
    },
    source::load::Sources,
    visibility::Window,
};

/// The notices that readers of each language see, the gravest first. Those to come are checked as well, since nobody may be
/// there when they appear.
pub fn shown(
    sources: &Sources,
    config: &Config,
    targets: &LinkTargets,
    now: Timestamp,
    problems: &mut Problems,
) -> TiVec<LanguageId, Vec<ShownNotice>> {
    let mut shown: TiVec<LanguageId, Vec<ShownNotice>> =
        config.languages.iter().map(|_| Vec::new()).collect();
    let notices = config.notices.0.iter();
    for notice in notices.filter(|notice| !notice.is_over(now)) {
        for (language, text) in &notice.texts {
            let href = href(sources, config, targets, notice, *language, now, problems);
            if notice.is_shown(now) {
                shown[*language].push(ShownNotice {
                    id: identity(notice),
                    kind: notice.kind,
                    text: text.clone(),
                    href,
                    until: notice.until.clone(),
                    is_dismissible: notice.is_dismissible,
                });
            }
        }
    }
    for own in &mut shown {
        own.sort_by_key(|notice| std::cmp::Reverse(notice.kind));
    }
    shown
}

/// Names a notice by what it says: one that says something else is read anew, even if its reader has put it away.
fn identity(notice: &SiteNotice) -> String {
    let link = notice.link.as_ref().map(|link| link.value.as_str());
    fingerprint::of(&(notice.kind, &notice.texts, link)).to_string()
}

fn href(
    sources: &Sources,
    config: &Config,
    targets: &LinkTargets,
    notice: &SiteNotice,
    language: LanguageId,
    now: Timestamp,
    problems: &mut Problems,
) -> Option<String> {
    let link = notice.link.as_ref()?;
    if !link.value.starts_with('/') {
        return Some(link.value.clone());
    }
    let window = Window {
        from: notice.from.clone().filter(|from| from.is_after(now)),
        until: notice.until.clone(),
    };
    let context = LinkContext {
        file: "site.toml",
        language,
        window: Some(&window),
    };
    match targets.find(context, &link.value) {
        Ok(page) => Some(config.href(&page)),
        Err(BrokenLink { what, help }) => {
            let source = sources.texts.get("site.toml")?;
            let message = format!("the notice's link to {} {what}", link.value);
            problems.push(
                Problem::new(&rule::LINK_BROKEN, message)
                    .at(source, link.span.clone(), "broken")
                    .help(help),
            );
            None
        }
    }
}
