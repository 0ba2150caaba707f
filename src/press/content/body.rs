//! A manuscript's body: Markdown and raw HTML in, a typed tree of allow-listed elements out.

pub mod anchor;
pub mod autolink;
pub mod convert;
pub mod east_asian;
pub mod emphasis;
mod figure;
pub mod finding;
pub mod footnotes;
mod heading;
mod heading_braces;
mod html_tree;
mod illegible;
mod image;
mod link;
mod link_definitions;
pub mod markdown;
mod nodes;
pub mod plain_text;
pub mod prose_lints;
pub mod reading_time;
pub mod recording;
pub mod script;
pub mod stray;
pub mod surplus_cells;
pub mod surroundings;
mod table;
mod video_card;
pub mod video_site;
pub mod whitespace;
pub mod word_counts;

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    ops::Range,
    path::PathBuf,
    sync::Arc,
};

use crate::config::ids::{LanguageId, PageId};
use gazette_cache::fingerprint::{Fingerprint, Hashed};
use gazette_diagnostics::problem::{Problem, Problems};
use gazette_diagnostics::rule::Rule;
use gazette_diagnostics::source::Source;
use gazette_image::picture::Picture;
use gazette_model::Route;
use jiff::Timestamp;

pub use crate::body::nodes::Nodes;
use crate::{
    body::{
        markdown::Rendered,
        recording::{OpenRecording, ShownRecording},
        surroundings::{Answered, Inquiry, Surroundings},
        word_counts::Counted,
    },
    config::{locale::Locale, site::Config},
    manuscript::Manuscript,
    source::external_link::ExternalLink,
    visibility::Window,
};

/// A body that can be published, and what it needs to be.
#[derive(Debug, Clone, Default)]
pub struct Body {
    /// The tree.
    pub nodes: Nodes,
    /// Its words, by which related articles are found.
    pub words: Vec<Counted>,
    /// Ids that links can lead to.
    pub anchors: HashSet<String>,
    /// Links to ids, to be checked when all bodies are known.
    pub wanted: Vec<Wanted>,
    /// Files that it leads to: address in the edition, file.
    pub media: BTreeMap<String, PathBuf>,
    /// Pictures that it shows, in reading order.
    pub shown: Vec<PlacedPicture>,
    /// Pictures that it leads to.
    pub linked: Vec<Arc<Picture>>,
    /// Video and sound that it plays, in reading order.
    pub recordings: Vec<ShownRecording>,
    /// Addresses of files that are read for it and not published: transcripts.
    pub read: Vec<String>,
    /// Links to other sites.
    pub external_links: Vec<ExternalLink>,
    /// Marks a body that compiled without problems.
    pub is_clean: bool,
    /// The fingerprint of the inputs that it was compiled from.
    pub made_of: Fingerprint,
    /// The questions that it had to the site around it, with their answers.
    pub answered: Vec<Answered>,
}

/// A picture where a manuscript names it.
#[derive(Debug, Clone)]
pub struct PlacedPicture {
    /// The picture.
    pub picture: Arc<Picture>,
    /// Its path below the content folder.
    pub path: String,
    /// Byte range at which the manuscript names it.
    pub span: Range<usize>,
}

/// A link to an id of a page.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// The page.
    pub page: PageId,
    /// The id.
    pub anchor: String,
    /// Byte range of the link.
    pub span: Range<usize>,
}

/// All inputs of a body but the answers to its questions. It is compiled from nothing else, so their fingerprint and those
/// answers tell whether it would be the same again.
#[derive(Hash)]
pub struct BodyInputs<'a> {
    config: &'a Hashed<Config>,
    path: &'a str,
    source: &'a Source,
    /// Offset at which the Markdown begins.
    body: usize,
    language: LanguageId,
    route: &'a Route,
    /// The time in which readers can see it.
    window: Option<Window>,
}

impl<'a> BodyInputs<'a> {
    /// The inputs of a manuscript's body, as of a moment.
    pub fn of(manuscript: &'a Manuscript, config: &'a Hashed<Config>, now: Timestamp) -> Self {
        Self {
            config,
            path: &manuscript.path,
            source: &manuscript.source,
            body: manuscript.body,
            language: manuscript.language,
            route: &manuscript.route,
            window: manuscript.window(now),
        }
    }
}

/// Ids that the portal gives to its own parts of the page, and a heading must not take.
pub const PORTAL_IDS: [&str; 33] = [
    "attachments-heading",
    "contact-heading",
    "contents-heading",
    "feeds-heading",
    "history-heading",
    "latest-heading",
    "related-heading",
    "topics-heading",
    "header",
    "main",
    "footer",
    "kept",
    "reader-settings",
    "reader-settings-title",
    "reader-shortcuts",
    "reader-shortcuts-title",
    "reader-words",
    "retry",
    "search",
    "search-field",
    "portal",
    "portal-failed",
    "portal-view",
    "site-notices",
    "search-page",
    "search-status",
    "search-filters",
    "search-fold",
    "search-topic",
    "search-year",
    "search-kind",
    "search-sort",
    "search-lang",
];

/// Compiles a body.
pub fn compile(
    manuscript: &BodyInputs<'_>,
    surroundings: &Surroundings<'_>,
    problems: &mut Problems,
) -> Body {
    let said = problems.len();
    let text = manuscript.source.inner();
    let locale = &manuscript.config.languages[manuscript.language];
    let markdown = &text[manuscript.body..];
    let Rendered {
        html,
        passages,
        findings,
    } = markdown::render(markdown, manuscript.body, &locale.words);
    let told = findings.into_iter().map(|it| {
        let place = manuscript.body + it.place.start..manuscript.body + it.place.end;
        Problem::new(it.rule, it.message)
            .at(manuscript.source, place, it.label)
            .help(it.help)
    });
    problems.extend(told);
    illegible::report(manuscript, problems);
    prose_lints::sentences(manuscript.source, &passages, problems);
    let mut compiler = BodyCompiler {
        manuscript,
        config: manuscript.config,
        inquiry: Inquiry::new(surroundings, manuscript),
        locale,
        problems,
        body: Body::default(),
        last: manuscript.body + (markdown.len() - markdown.trim_start().len()),
        level: 1,
        heading: None,
        region_labels: HashMap::new(),
        open_recordings: Vec::new(),
    };
    let mut nodes = compiler.fragment(&html);
    compiler.report_open_recordings();
    whitespace::settle(&mut nodes, &locale.site.lang);
    Body {
        words: word_counts::words(&nodes),
        nodes: Nodes::new(&nodes),
        is_clean: compiler.problems.len() == said,
        answered: compiler.inquiry.answered(),
        ..compiler.body
    }
}

/// The state of compiling one body, in reading order.
struct BodyCompiler<'a> {
    manuscript: &'a BodyInputs<'a>,
    config: &'a Config,
    inquiry: Inquiry<'a>,
    locale: &'a Locale,
    problems: &'a mut Problems,
    body: Body,
    /// Offset of the last element that carries a position mark.
    last: usize,
    /// The last heading's level; the page's own is 1.
    level: u8,
    /// The last heading's text.
    heading: Option<String>,
    /// Names of regions, and how often each was given.
    region_labels: HashMap<String, u32>,
    /// Recordings whose paragraphs have not ended.
    open_recordings: Vec<OpenRecording>,
}

impl BodyCompiler<'_> {
    fn report(
        &mut self,
        rule: &'static Rule,
        message: impl Into<String>,
        at: usize,
        label: &str,
        help: &str,
    ) {
        let span = self.extent(at);
        let problem = Problem::new(rule, message)
            .at(self.manuscript.source, span, label)
            .help(help);
        self.problems.push(problem);
    }

    /// Returns the range to underline from a position mark: a tag, link or image, or else the rest of the line.
    fn extent(&self, at: usize) -> Range<usize> {
        let text = self.manuscript.source.inner();
        let rest = text.get(at..).unwrap_or_default();
        let line = rest.find(['\n', '\r']).unwrap_or(rest.len());
        let line = &rest[..line];
        let close = match line.as_bytes().first() {
            Some(b'<') => line.find('>').map(|end| end + 1),
            Some(b'[' | b'!') => line
                .find("](")
                .and_then(|middle| line[middle..].find(')').map(|end| middle + end + 1)),
            _ => None,
        };
        at..at + close.unwrap_or(line.trim_end().len())
    }
}
