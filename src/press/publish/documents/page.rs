//! The content of each kind of page, without the page's own text.

use gazette_content::config::ids::ManuscriptId;
use gazette_content::{config::number, manuscript::News};
use gazette_model::{
    Article, Attribute, Choice, Content, Element, Fact, Home, Node, NotFound, Page, Route, Search,
    Slug, Tag, fill,
};

use crate::documents::{
    About, LanguageView,
    elements::{link, list, node, text},
    lead_image::ImageLoading,
    listing::{ListingPart, lists},
    title_words::title_words,
};

impl LanguageView<'_> {
    /// Content of a route, with its title and description.
    pub(super) fn content(&self, route: &Route) -> (Content, About) {
        let words = &self.locale.words;
        match route {
            Route::News => self.news(None),
            Route::NewsPage(page) => self.news(Some(*page)),
            Route::Topic(topic) => self.topic(topic, None),
            Route::TopicPage(topic, page) => self.topic(topic, Some(*page)),
            Route::Topics => lists(
                &words.title_topics,
                &words.description_topics,
                self.all_topics(),
            ),
            Route::Archive => lists(
                &words.title_archive,
                &words.description_archive,
                self.years(),
            ),
            Route::Year(year) => self.year(*year),
            Route::Month(year, month) => self.month(*year, *month),
            Route::TopicYear(topic, year) => self.topic_year(topic, *year),
            Route::Search => {
                let heading = words.title_search.clone();
                let about = About::new(&heading, &words.description_search);
                (Content::Search(self.search(heading)), about)
            }
            Route::Subscribe => self.subscribe(),
            Route::Home | Route::Article(_) | Route::Page(_) | Route::NotFound => {
                self.manuscript(route)
            }
        }
    }

    fn search(&self, heading: String) -> Search {
        let topics = self.listings.topics.keys();
        let topics = topics.filter_map(|key| self.locale.topics.get(key));
        let mut topics: Vec<Choice> = topics
            .map(|topic| Choice {
                value: topic.slug.to_string(),
                text: topic.name.clone(),
            })
            .collect();
        topics.sort_by_cached_key(|topic| topic.text.to_lowercase());
        let years = self.listings.years.keys().rev();
        Search {
            heading,
            index: format!("{}search/manifest.json", self.locale.site.root),
            topics,
            years: years.map(|year| format!("{year:04}")).collect(),
        }
    }

    fn manuscript(&self, route: &Route) -> (Content, About) {
        let Some(index) = self.listings.by_route.get(route).copied() else {
            return self.untranslated(route);
        };
        let manuscript = &self.edition.manuscripts[index];
        let about = About::new(&manuscript.title, &manuscript.summary);
        let heading = manuscript.title.clone();
        let words = title_words(&heading);
        let note = self.withheld_note(manuscript);
        let banner = note.map(|note| node(Tag::Div, "banner", vec![note]));
        let body = banner.into_iter().collect();
        let content = match route {
            Route::Home => Content::Home(Home {
                heading,
                words,
                body,
                latest: self.latest(),
                blocks: self.blocks(),
                topics: self.all_topics(),
            }),
            Route::Article(_) => Content::Article(Box::new(self.article(index))),
            Route::NotFound => Content::NotFound(NotFound {
                heading,
                words,
                body,
            }),
            _ => Content::Page(Page {
                heading,
                words,
                body,
            }),
        };
        (content, about)
    }

    /// Says that this language has not got the page, and which languages have.
    fn untranslated(&self, route: &Route) -> (Content, About) {
        let words = &self.locale.words;
        let listings = self.edition.listings.iter();
        let others = listings.zip(&self.edition.config.languages);
        let items = others.filter_map(|(listings, locale)| {
            let manuscript = &self.edition.manuscripts[*listings.by_route.get(route)?];
            let lang = locale.site.lang.as_str();
            let attributes = [(Attribute::Lang, lang), (Attribute::Hreflang, lang)];
            let name = format!("{} ({})", manuscript.title, locale.words.language_name);
            Some(vec![link(
                &locale.href(route),
                &attributes,
                vec![text(&name)],
            )])
        });
        let said = Element::new(Tag::P, vec![text(&words.untranslated)]);
        let page = Page {
            heading: words.untranslated_title.clone(),
            words: title_words(&words.untranslated_title),
            body: vec![Node::Element(said), list("untranslated", items)],
        };
        let about = About::new(&words.untranslated_title, &words.untranslated);
        (Content::Page(page), about)
    }

    /// Details shown beside the dates.
    fn facts(&self, news: &News) -> Vec<Fact> {
        let location = news.location.as_ref().map(|location| Fact {
            label: self.locale.words.location.clone(),
            text: location.clone(),
            href: None,
        });
        location.into_iter().collect()
    }

    fn article(&self, index: ManuscriptId) -> Article {
        let manuscript = &self.edition.manuscripts[index];
        let config = &self.edition.config;
        let news = manuscript.news.as_ref();
        let modified = news.and_then(News::changed);
        let teaser = self.teaser(index, ImageLoading::Lazy);
        Article {
            title: teaser.title,
            words: teaser.words,
            summary: teaser.summary,
            published: teaser.published,
            modified: modified.map(|moment| moment.display(&config.dates)),
            topics: teaser.topics,
            badge: teaser.badge,
            thumbnail: teaser.thumbnail,
            facts: news.map_or_else(Vec::new, |news| self.facts(news)),
            before: self.before(index),
            after: self.after(index),
            further: self.further(index),
            contact: news.and_then(|news| news.contact.clone()),
            views: news
                .and_then(|news| news.views)
                .map(|views| number::display(views, &self.locale.site.lang)),
            // Its text comes when it is opened.
            ..Article::default()
        }
    }

    fn topic(&self, topic: &Slug, page: Option<u32>) -> (Content, About) {
        let words = &self.locale.words;
        let name = self.topic_name(topic);
        let articles = self.listings.topics.get(topic.as_str());
        let description = fill(&words.description_topic, &[("topic", &name)]);
        let lists = match page {
            None => self.topic_years(topic, None),
            Some(_) => Vec::new(),
        };
        self.listing(ListingPart {
            heading: &name,
            description: &description,
            articles: articles.map_or(&[], Vec::as_slice),
            lists,
            page,
            front: Route::Topic(topic.clone()),
            numbered: &|page| Route::TopicPage(topic.clone(), page),
        })
    }

    fn news(&self, page: Option<u32>) -> (Content, About) {
        let words = &self.locale.words;
        self.listing(ListingPart {
            heading: &words.title_news,
            description: &words.description_news,
            articles: &self.listings.news,
            lists: Vec::new(),
            page,
            front: Route::News,
            numbered: &Route::NewsPage,
        })
    }

    pub(super) fn topic_name(&self, topic: &Slug) -> String {
        let topic = self.locale.topics.get(topic.as_str());
        topic.map_or_else(String::new, |topic| topic.name.clone())
    }
}

impl About {
    pub(super) fn new(title: &str, description: &str) -> Self {
        Self {
            title: title.to_owned(),
            name: title.to_owned(),
            description: description.to_owned(),
        }
    }
}
