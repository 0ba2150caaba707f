//! The parts around an article's text: notices, attachments, what has changed, where to read on.

use gazette_content::config::ids::ManuscriptId;
use gazette_content::{
    config::{note_kind::NoteKind, number},
    library::translations::newer_original,
    manuscript::{Attachment, HistoryNote, Manuscript, News},
};
use gazette_model::{Attribute, Element, Node, Tag, fill};

use crate::documents::{
    LanguageView,
    elements::{link, list, node, section, text, title},
    lead_image::{ImageLoading, THUMBNAIL_SIZES},
};

impl LanguageView<'_> {
    /// Notices and the picture that leads; a table of contents comes after them when the text is opened.
    pub(super) fn before(&self, index: ManuscriptId) -> Vec<Node> {
        let manuscript = &self.edition.manuscripts[index];
        let notes = manuscript.news.iter().flat_map(|news| &news.history);
        let is_first =
            |note: &&HistoryNote| matches!(note.kind, NoteKind::Withdrawn | NoteKind::Notice);
        let notices = notes.filter(is_first).map(|note| self.note(note));
        let notices = self.withheld_note(manuscript).into_iter().chain(notices);
        let notices: Vec<Node> = notices.chain(self.outdated(manuscript)).collect();
        let notices = (!notices.is_empty()).then(|| node(Tag::Div, "banner", notices));
        notices.into_iter().chain(self.lead(index)).collect()
    }

    /// Attachments and what has changed.
    pub(super) fn after(&self, index: ManuscriptId) -> Vec<Node> {
        let news = self.edition.manuscripts[index].news.as_ref();
        let attachments = news.and_then(|news| self.attachments(news));
        let history = news.and_then(|news| self.history(news));
        attachments.into_iter().chain(history).collect()
    }

    /// Newer, older and related articles.
    pub(super) fn further(&self, index: ManuscriptId) -> Vec<Node> {
        let neighbours = self.neighbours(index);
        let related = self.edition.related[index].iter().map(|index| {
            let picture = self.thumbnail(*index, ImageLoading::Lazy, THUMBNAIL_SIZES);
            let picture = (!picture.is_empty()).then(|| node(Tag::Div, "related__image", picture));
            std::iter::once(self.article_link(*index))
                .chain(picture)
                .collect()
        });
        let related = (related.len() > 0).then(|| {
            let list = list("related__list", related);
            section("related", &self.locale.words.related_heading, vec![list])
        });
        related.into_iter().chain(neighbours).collect()
    }

    /// That the original of a translation was changed after it.
    fn outdated(&self, manuscript: &Manuscript) -> Option<Node> {
        let (original, changed) = newer_original(
            &self.edition.manuscripts,
            &self.edition.listings,
            manuscript,
        )?;
        let words = &self.locale.words;
        let locale = &self.edition.config.languages[original.language];
        let date = changed.day(&self.edition.config.dates);
        let said = format!("{} ", fill(&words.outdated, &[("date", &date)]));
        let attributes = [(Attribute::Hreflang, locale.site.lang.as_str())];
        let name = format!("{} ({})", words.read_original, locale.words.language_name);
        let link = link(
            &locale.href(&manuscript.route),
            &attributes,
            vec![text(&name)],
        );
        Some(node(Tag::P, "banner__note", vec![text(&said), link]))
    }

    fn history(&self, news: &News) -> Option<Node> {
        (!news.history.is_empty()).then(|| {
            let items = news.history.iter().map(|note| vec![self.note(note)]);
            let list = list("history__list", items);
            section("history", &self.locale.words.history_heading, vec![list])
        })
    }

    fn note(&self, note: &HistoryNote) -> Node {
        let class = match note.kind {
            NoteKind::Withdrawn | NoteKind::Correction => "badge badge--grave",
            NoteKind::Notice | NoteKind::Update => "badge",
        };
        let badge = node(
            Tag::Strong,
            class,
            vec![text(self.locale.words.note(note.kind))],
        );
        let date = note.date.display(&self.edition.config.dates);
        let mut time = Element::new(Tag::Time, vec![text(&date.text)]);
        time.set(Attribute::Datetime, date.machine);
        let parts = vec![
            badge,
            text(" "),
            Node::Element(time),
            text(&format!(" {}", note.text)),
        ];
        node(Tag::P, "banner__note", parts)
    }

    fn attachments(&self, news: &News) -> Option<Node> {
        (!news.attachments.is_empty()).then(|| {
            let items = news.attachments.iter().map(|it| vec![self.attachment(it)]);
            let list = list("attachments__list", items);
            section(
                "attachments",
                &self.locale.words.attachments_heading,
                vec![list],
            )
        })
    }

    fn attachment(&self, attachment: &Attachment) -> Node {
        let values = [
            ("type", attachment.kind()),
            ("size", number::size(attachment.bytes, self.locale)),
            ("language", self.language_name(&attachment.lang).to_owned()),
        ];
        let values = values
            .each_ref()
            .map(|(name, value)| (*name, value.as_str()));
        let detail = fill(&self.locale.words.attachment_detail, &values);
        // What lies behind the link is said within it, for those who hear links alone.
        let detail = node(
            Tag::Span,
            "attachments__detail",
            vec![text(&format!("({detail})"))],
        );
        let name = vec![text(&format!("{} ", attachment.title)), detail];
        let href = self.edition.config.path(&attachment.address);
        link(&href, &[(Attribute::Hreflang, &attachment.lang)], name)
    }

    /// Name of a language in that language, or its tag where the site does not have it.
    fn language_name<'a>(&'a self, lang: &'a str) -> &'a str {
        let languages = &self.edition.config.languages;
        let locale = languages.iter().find(|locale| locale.site.lang == lang);
        locale.map_or(lang, |locale| &locale.words.language_name)
    }

    fn neighbours(&self, index: ManuscriptId) -> Option<Node> {
        let words = &self.locale.words;
        let news = &self.listings.news;
        let at = news.iter().position(|other| *other == index)?;
        let newer = at.checked_sub(1).and_then(|at| news.get(at));
        let sides = [
            (newer, &words.newer_article),
            (news.get(at + 1), &words.older_article),
        ];
        let items = sides.into_iter().filter_map(|(article, label)| {
            let label = node(Tag::Span, "neighbours__label", vec![text(label)]);
            Some(vec![label, text(" "), self.article_link(*article?)])
        });
        let list = list("neighbours__list", items);
        let mut section = Element::new(Tag::Section, vec![list]);
        section.set(Attribute::Class, "neighbours");
        section.set(Attribute::AriaLabel, words.neighbours_label.as_str());
        (news.len() > 1).then_some(Node::Element(section))
    }

    fn article_link(&self, index: ManuscriptId) -> Node {
        let manuscript = &self.edition.manuscripts[index];
        let href = self.locale.href(&manuscript.route);
        let mark = self.withheld_mark(manuscript);
        let mark = mark.into_iter().flat_map(|mark| [text(" "), mark]);
        let name = std::iter::once(title(&manuscript.title)).chain(mark);
        link(&href, &[], name.collect())
    }
}
