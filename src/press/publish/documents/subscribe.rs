//! The page that tells how news come to readers: by e-mail, if the site names a service, and by feeds.

use gazette_content::config::newsletter::Newsletter;
use gazette_model::{Attribute, Content, Element, Node, Page, Route, Tag, fill};

use crate::{
    documents::{
        About, LanguageView,
        elements::{link, list, node, section, text},
        title_words::title_words,
    },
    feed::format::{FeedFormat, folder},
};

/// The id of the field for the e-mail address.
const FIELD: &str = "subscribe-email";

impl LanguageView<'_> {
    /// Each way with its explanation.
    pub(super) fn subscribe(&self) -> (Content, About) {
        let words = &self.locale.words;
        let heading = words.title_subscribe.clone();
        let newsletter = self.edition.config.newsletter.as_ref();
        let mut body = vec![paragraph(&words.subscribe_intro)];
        body.extend(newsletter.map(|newsletter| self.by_email(newsletter)));
        body.extend(self.by_feed());
        let about = About::new(&heading, &words.description_subscribe);
        let page = Page {
            words: title_words(&heading),
            heading,
            body,
        };
        (Content::Page(page), about)
    }

    fn by_email(&self, newsletter: &Newsletter) -> Node {
        let words = &self.locale.words;
        let explained = fill(&words.subscribe_email, &[("host", &newsletter.host)]);
        let parts = vec![paragraph(&explained), self.form(newsletter)];
        section("subscribe", &words.subscribe_email_heading, parts)
    }

    /// A plain form: the button says where it goes, since that is another host.
    fn form(&self, newsletter: &Newsletter) -> Node {
        let words = &self.locale.words;
        let label = with(
            Element::new(Tag::Label, vec![text(&words.subscribe_email_label)]),
            &[
                (Attribute::Class, "subscribe__label"),
                (Attribute::For, FIELD),
            ],
        );
        let field = with(
            Element::new(Tag::Input, Vec::new()),
            &[
                (Attribute::Class, "subscribe__field"),
                (Attribute::Id, FIELD),
                (Attribute::Type, "email"),
                (Attribute::Name, &newsletter.email),
                (Attribute::Autocomplete, "email"),
                (Attribute::Required, ""),
            ],
        );
        let hidden = newsletter.hidden.iter().map(|field| {
            let attributes = [
                (Attribute::Type, "hidden"),
                (Attribute::Name, field.name.as_str()),
                (Attribute::Value, field.values[self.language].as_str()),
            ];
            with(Element::new(Tag::Input, Vec::new()), &attributes)
        });
        let button = with(
            Element::new(Tag::Button, vec![text(&words.subscribe_email_button)]),
            &[
                (Attribute::Class, "button"),
                (Attribute::Type, "submit"),
                (Attribute::Formaction, &newsletter.form),
                (Attribute::Formmethod, "post"),
            ],
        );
        let parts = [label, field].into_iter().chain(hidden).chain([button]);
        node(Tag::Form, "subscribe__form", parts.collect())
    }

    /// All feeds that there are; nothing where there is no article yet.
    fn by_feed(&self) -> Option<Node> {
        let words = &self.locale.words;
        let has_news = !self.listings.news.is_empty();
        let all = has_news.then(|| (words.subscribe_all.clone(), Route::News));
        let mut topics: Vec<(String, Route)> = self
            .listings
            .topics
            .keys()
            .filter_map(|key| self.locale.topics.get(key))
            .map(|topic| (topic.name.clone(), Route::Topic(topic.slug.clone())))
            .collect();
        topics.sort_by_cached_key(|(name, _)| name.to_lowercase());
        let items: Vec<Vec<Node>> = all
            .into_iter()
            .chain(topics)
            .map(|(name, route)| self.feed_links(&name, &route))
            .collect();
        (!items.is_empty()).then(|| {
            let feeds = list("subscribe__feeds", items.into_iter());
            let parts = vec![paragraph(&words.subscribe_feeds), feeds];
            section("feeds", &words.subscribe_feeds_heading, parts)
        })
    }

    /// A feed in each of its formats.
    fn feed_links(&self, name: &str, route: &Route) -> Vec<Node> {
        let folder = format!("{}{}", self.locale.site.root, folder(route));
        let mut parts = vec![node(Tag::Strong, "subscribe__name", vec![text(name)])];
        for format in FeedFormat::ALL {
            let href = format!("{folder}{}", format.file_name(None));
            let label = format!("{name}: {}", format.name());
            let attributes = [(Attribute::AriaLabel, label.as_str())];
            parts.push(text(" "));
            parts.push(link(&href, &attributes, vec![text(format.name())]));
        }
        parts
    }
}

fn paragraph(said: &str) -> Node {
    Node::Element(Element::new(Tag::P, vec![text(said)]))
}

fn with(mut element: Element, attributes: &[(Attribute, &str)]) -> Node {
    for (name, value) in attributes {
        element.set(*name, *value);
    }
    Node::Element(element)
}
