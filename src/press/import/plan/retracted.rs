//! Retractions: manuscripts of earlier imports that the export does not show now, and so readers are not to find.

use std::{
    collections::HashSet,
    fmt::Write,
    path::{Path, PathBuf},
};

use gazette_content::{manuscript::keys, visibility::Visibility};

use crate::{
    ExportFormat, folder,
    ledger::ManuscriptState,
    plan::{ContentFolder, Plan, Planned, address},
    report::Subject,
};

/// The export, as the ledger remembers what came from it.
pub struct Origin {
    kind: ExportFormat,
    /// The whole path of the file or folder.
    from: PathBuf,
    /// The address of a folder's site, and the folder below which its files have their names.
    site: Option<(String, PathBuf)>,
}

impl Origin {
    /// Looks at an export.
    pub fn new(kind: ExportFormat, from: &Path) -> Self {
        Self {
            kind,
            from: folder::whole(from),
            site: kind.is_folder().then(|| folder::site(kind, from)).flatten(),
        }
    }

    /// The site that an article comes from.
    pub fn of(&self, planned: &Planned) -> String {
        if let Some((base, _)) = &self.site {
            return self.named(base);
        }
        let mut urls = planned.addresses.iter().filter_map(|it| it.parse().ok());
        let host = urls.find_map(|url| address::host(&url));
        self.named(&host.unwrap_or_default())
    }

    /// Tells whether what came from a site may be in another part of it.
    fn may_have(&self, of: &str, hosts: &HashSet<String>) -> bool {
        match &self.site {
            Some((base, _)) => base.is_empty() && of == self.named(base),
            None => !self.kind.is_folder() && hosts.iter().any(|host| self.named(host) == of),
        }
    }

    /// Tells why a folder does not have what a manuscript came from; `None` where that is none of its files.
    fn lacks(&self, from: &str, of: Option<&str>) -> Option<&'static str> {
        let (base, folder) = self.site.as_ref()?;
        let file = folder.join(from);
        let is_there = file.is_file();
        // Of two sites without an address, one does not take away what the other has.
        let is_own = match of {
            Some(of) if !base.is_empty() => of == self.named(base),
            of => is_there && of.is_none_or(|of| of == self.named(base)),
        };
        (is_own && file.starts_with(&self.from)).then_some(if is_there {
            "its generator leaves it out, or it cannot be read"
        } else {
            "it is no longer there"
        })
    }

    fn named(&self, base: &str) -> String {
        format!("{} {base}", self.kind.name()).trim_end().to_owned()
    }
}

/// Changes of manuscripts that the export does not show any more.
#[derive(Debug, Default)]
pub struct Retracted {
    /// Manuscripts that become drafts: path, what they came from, and their text.
    pub drafts: Vec<(String, String, String)>,
    /// Lines of the report.
    pub notes: Vec<(Subject, String)>,
}

impl Plan {
    /// Finds what the export shows no more. Nobody's work is touched, but of what readers still find it is told loudly.
    pub fn retracted(&self, site: &ContentFolder<'_>, origin: &Origin) -> Retracted {
        let mut found = Retracted::default();
        for planned in &self.articles {
            match &planned.out {
                Some(why) if !planned.path.is_empty() && !self.is_taken_over(&planned.path) => {
                    found.take(site, &planned.path, &planned.identity, why);
                }
                None if planned.state == ManuscriptState::Edited && planned.is_withheld_there => {
                    found.warn(site, &planned.path, &planned.withheld.join(", "));
                }
                _ => {}
            }
        }
        let mut absent = 0;
        for (path, from, of) in site.ledger.entries() {
            if self.seen.contains(from) || self.is_taken_over(path) {
                continue;
            }
            if let Some(why) = origin.lacks(from, of) {
                found.take(site, path, from, why);
            } else if of.is_some_and(|of| origin.may_have(of, &self.hosts)) {
                absent += 1;
            }
        }
        if absent > 0 {
            // An export may be of a part, and a feed names the newest alone.
            let what =
                "manuscripts of earlier imports that are not in this export, and stay as they were";
            found
                .notes
                .push((Subject::Others, format!("{what}: {absent}")));
        }
        found
    }

    /// Tells whether another article of the export has a manuscript.
    fn is_taken_over(&self, path: &str) -> bool {
        let mut all = self.articles.iter();
        all.any(|planned| planned.out.is_none() && planned.path == path)
    }
}

impl Retracted {
    fn take(&mut self, site: &ContentFolder<'_>, path: &str, from: &str, why: &str) {
        let Some(text) = site.sources.texts.get(path).map(|source| source.inner()) else {
            return;
        };
        if site.ledger.state(path, Some(text)) != ManuscriptState::Own {
            self.warn(site, path, why);
            return;
        }
        let note = format!("{path}: a draft now, since where it comes from {why}");
        self.notes.push((Subject::Withheld, note));
        self.drafts
            .push((path.to_owned(), from.to_owned(), as_draft(text)));
    }

    /// Tells of a manuscript that somebody has worked on, if readers find it or will. What was withheld from the beginning, an
    /// editor has released.
    fn warn(&mut self, site: &ContentFolder<'_>, path: &str, why: &str) {
        if site.ledger.is_withheld(path) {
            return;
        }
        let now = site.edition.as_of.now;
        let state = site.manuscripts.get(path).map(|there| there.state(now));
        let when = match state {
            Some(Visibility::Public) => "readers find it",
            Some(Visibility::Embargoed) => "readers will find it",
            _ => return,
        };
        let mut line = format!("{path}: {when}, and where it comes from it is withheld");
        if !why.is_empty() {
            let _ = write!(line, ": {why}");
        }
        self.notes.push((Subject::Exposed, line));
    }
}

/// A manuscript as an import wrote it, as a draft.
fn as_draft(text: &str) -> String {
    let draft = format!("{} = true", keys::DRAFT);
    let is_one = text
        .lines()
        .skip(1)
        .take_while(|line| line.trim_end() != "+++")
        .any(|line| line.trim_end() == draft);
    match text.split_once('\n') {
        Some((fence, rest)) if !is_one => format!("{fence}\n{draft}\n{rest}"),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::as_draft;

    #[test]
    fn a_draft_says_so_once_and_before_its_text() {
        for (text, draft) in [
            (
                "+++\ntitle = \"A\"\n+++\n\nB\n",
                "+++\ndraft = true\ntitle = \"A\"\n+++\n\nB\n",
            ),
            (
                "+++\ntitle = \"A\"\ndraft = true\n+++\n\nB\n",
                "+++\ntitle = \"A\"\ndraft = true\n+++\n\nB\n",
            ),
            (
                "+++\ntitle = \"A\"\n+++\n\ndraft = true\n",
                "+++\ndraft = true\ntitle = \"A\"\n+++\n\ndraft = true\n",
            ),
        ] {
            assert_eq!(as_draft(text), draft);
        }
    }
}
