//! An article as a manuscript.

mod dates;

use std::collections::BTreeMap;

use gazette_content::{
    config::{ids::LanguageId, site::Config},
    manuscript::keys,
};
use gazette_model::{Attribute, Element, Node, Tag, slugify};
use jiff::Timestamp;
use scraper::Html;

use crate::{
    ExportBody, ImportedPicture, Item,
    front_matter::FrontMatter,
    html,
    html::HtmlTree,
    link_rewriter::LinkRewriter,
    markdown,
    media::Media,
    plan::{Plan, Planned},
    report::Subject,
    rewrite::rewrite,
    schedule::ItemSchedule,
    text,
};

/// Context in which manuscripts are written.
pub struct Composer<'a> {
    /// The whole export.
    pub plan: &'a Plan,
    /// Files on this machine.
    pub media: &'a mut Media,
    /// The site.
    pub config: &'a Config,
    /// The moment that is taken for now.
    pub now: Timestamp,
    /// Topics that site.toml does not name: language, name, and in how many articles.
    pub topics: BTreeMap<(LanguageId, String), usize>,
    /// Messages of the report, which name their manuscripts.
    pub notes: Vec<(Subject, String)>,
}

impl Composer<'_> {
    /// Writes an article's manuscript.
    pub fn compose(&mut self, planned: &Planned, item: &Item) -> String {
        let mut notes: Vec<(Subject, String)> = Vec::new();
        notes.extend(item.lost.iter().map(|what| (Subject::Lost, what.clone())));
        notes.extend(
            planned
                .made
                .iter()
                .map(|what| (Subject::Made, what.clone())),
        );
        let ids = self.plan.wanted(planned);
        let mut rewriter = LinkRewriter {
            plan: self.plan,
            media: &mut *self.media,
            config: self.config,
            base: item.base(),
            source: item.source.as_deref(),
            folder: item.folder.as_deref(),
            notes: &mut notes,
        };
        let (mut tree, mut body) = match &item.body {
            ExportBody::Html(html) => {
                let html = Html::parse_fragment(&self.plan.with_attached(html));
                let mut tree = html::tree_with(&html, &ids);
                rewriter.tie(&mut tree);
                (tree, None)
            }
            ExportBody::Markdown(text) => {
                let (text, tree) = rewrite(text, &ids, &mut rewriter);
                (tree, Some(text))
            }
        };
        let told = tree.nodes.len();
        let lead = item.picture.as_ref();
        let lead = lead.and_then(|picture| above(&mut rewriter, picture, item.is_page, &mut tree));
        let attachments = below(&mut rewriter, &item.attachments, &mut tree);
        notes.extend(tree.lost.iter().map(|what| (Subject::Lost, what.clone())));
        let mut front = FrontMatter::default();
        front.text(keys::TITLE, &planned.title);
        front.text(
            keys::SUMMARY,
            &summary(item, &planned.title, &tree, &mut notes),
        );
        let schedule = ItemSchedule::of(item, self.config.time_zone.as_deref(), self.now);
        schedule.write(&mut front);
        let withheld = schedule
            .withheld
            .iter()
            .map(|why| (Subject::Withheld, why.clone()));
        notes.extend(withheld);
        if !item.is_page {
            self.dates(item, &mut front, &mut notes);
            front.list(keys::TOPICS, &self.topics(planned, item));
            if let Some(lead) = lead {
                front.inline(keys::IMAGE, keys::LEAD_IMAGE, lead);
            }
            front.list(keys::ALIASES, &planned.aliases);
            self.history(item, &mut front, &mut notes);
            for (title, file) in &attachments {
                let mut attachment = FrontMatter::default();
                attachment.text(keys::FILE_TITLE, title);
                attachment.text(keys::FILE_PATH, file);
                front.table(keys::ATTACHMENTS, keys::FILE, attachment);
            }
        }
        let name = planned.name();
        self.notes.extend(
            notes
                .into_iter()
                .map(|(subject, what)| (subject, format!("{name}: {what}"))),
        );
        if let Some(author) = item
            .author
            .as_deref()
            .map(text::plain)
            .filter(|author| !author.is_empty())
        {
            self.notes.push((Subject::Authors, author));
        }
        // A picture above the text, or links below it, may have come to what its author wrote.
        let body = match body.take().filter(|_| tree.nodes.len() == told) {
            Some(body) => body,
            None => markdown::write(&tree),
        };
        format!(
            "+++\n{}+++\n\n{}",
            front.written(keys::FRONT_MATTER),
            text::from_first_line(&body)
        )
        .trim_end()
        .to_owned()
            + "\n"
    }

    /// Keys of the topics that site.toml names, by key or by name.
    fn topics(&mut self, planned: &Planned, item: &Item) -> Vec<String> {
        let known = &self.config.languages[planned.language].topics;
        let mut keys = Vec::new();
        for name in &item.topics {
            let slug = slugify(name);
            let is_it = |(key, topic): &(&String, &gazette_content::config::locale::Topic)| {
                **key == slug || topic.name.to_lowercase() == name.to_lowercase()
            };
            match known.iter().find(is_it) {
                Some((key, _)) if keys.contains(key) => {}
                Some((key, _)) => keys.push(key.clone()),
                None if name.is_empty() => {}
                None => {
                    let topic = (planned.language, name.clone());
                    *self.topics.entry(topic).or_default() += 1;
                }
            }
        }
        keys
    }
}

/// The picture that leads an article, as front matter has it. On a page, or if nobody has described it, it stands above the
/// text instead, and if the text shows it, nowhere else.
fn above(
    rewriter: &mut LinkRewriter<'_>,
    picture: &ImportedPicture,
    is_page: bool,
    tree: &mut HtmlTree,
) -> Option<FrontMatter> {
    let (address, words) = rewriter
        .picture(&picture.source, &picture.alternative)
        .ok()?;
    if markdown::shows(&tree.nodes, &address) {
        return None;
    }
    let caption = rewriter.caption(&picture.source);
    if !is_page && !words.trim().is_empty() {
        let mut lead = FrontMatter::default();
        lead.text(keys::LEAD_FILE, &address);
        lead.text(keys::LEAD_ALT, &text::line(&words));
        if let Some(caption) = caption {
            lead.text(keys::LEAD_CAPTION, &text::line(&text::plain(&caption)));
        }
        return Some(lead);
    }
    let mut image = Element::new(Tag::Img, Vec::new());
    image.set(Attribute::Alt, words);
    image.set(Attribute::Src, address);
    let paragraph = Element::new(Tag::P, vec![Node::Element(image)]);
    tree.nodes.insert(0, Node::Element(paragraph));
    None
}

/// Files that are at hand are attached; to others there are links below the text.
fn below(
    rewriter: &mut LinkRewriter<'_>,
    files: &[(String, String)],
    tree: &mut HtmlTree,
) -> Vec<(String, String)> {
    let mut attached = Vec::new();
    let mut links = Vec::new();
    for (title, address) in files {
        let title = text::plain(title);
        let address = match rewriter.file(address) {
            Ok(place) => {
                attached.push((title, place));
                continue;
            }
            Err(Some(address)) => address,
            Err(None) => continue,
        };
        let mut link = Element::new(Tag::A, vec![Node::Text(title)]);
        link.set(Attribute::Href, address);
        links.push(Node::Element(Element::new(
            Tag::Li,
            vec![Node::Element(link)],
        )));
    }
    if !links.is_empty() {
        tree.nodes.push(Node::Element(Element::new(Tag::Ul, links)));
    }
    attached
}

fn summary(
    item: &Item,
    title: &str,
    tree: &HtmlTree,
    notes: &mut Vec<(Subject, String)>,
) -> String {
    let written = item
        .summary
        .as_deref()
        .map(|words| text::line(&text::clean(words)));
    if let Some(written) = written.filter(|written| !written.is_empty()) {
        return written;
    }
    let made = text::beginning(&markdown::words(&tree.nodes));
    let from = if made.is_some() {
        "the beginning of its text"
    } else {
        "its title"
    };
    notes.push((Subject::Made, format!("its summary, from {from}")));
    made.unwrap_or_else(|| title.to_owned())
}
