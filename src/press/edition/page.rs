//! The content of each kind of page.

use super::{
    About, View,
    listing::{Part, blank, lists},
};
use crate::{
    model::{Article, Attachment, Content, Home, NotFound, Note, Page, Route, Search, Slug, fill},
    press::{
        manuscript::{self, News},
        number,
    },
};

/// Articles on the start page.
const LATEST: usize = 6;

impl View<'_> {
    /// What a route shows, and what it says of itself.
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
            Route::Search => {
                let heading = words.title_search.clone();
                let about = About::new(&heading, &words.description_search);
                let index = format!("{}search/entries.json", self.locale.site.root);
                (Content::Search(Search { heading, index }), about)
            }
            Route::Home | Route::Article(_) | Route::Page(_) | Route::NotFound => {
                self.manuscript(route)
            }
        }
    }

    fn manuscript(&self, route: &Route) -> (Content, About) {
        let Some(index) = self.shelf.by_route.get(route).copied() else {
            return (Content::Listing(blank(String::new())), About::new("", ""));
        };
        let manuscript = &self.edition.manuscripts[index];
        let about = About::new(&manuscript.title, &manuscript.summary);
        let heading = manuscript.title.clone();
        let body = self.edition.bodies[index].nodes.clone();
        let content = match route {
            Route::Home => Content::Home(Home {
                heading,
                body,
                latest: self.teasers(self.shelf.news.iter().take(LATEST)),
                topics: self.all_topics(),
            }),
            Route::Article(_) => Content::Article(Box::new(self.article(index))),
            Route::NotFound => Content::NotFound(NotFound { heading, body }),
            _ => Content::Page(Page { heading, body }),
        };
        (content, about)
    }

    fn article(&self, index: usize) -> Article {
        let manuscript = &self.edition.manuscripts[index];
        let config = &self.edition.config;
        let news = manuscript.news.as_ref();
        let modified = news.and_then(News::changed);
        let teaser = self.teaser(index);
        Article {
            title: teaser.title,
            summary: teaser.summary,
            published: teaser.published,
            modified: modified.map(|moment| moment.display(config)),
            topics: teaser.topics,
            body: self.edition.bodies[index].nodes.clone(),
            history: news.map_or_else(Vec::new, |news| self.history(news)),
            attachments: news.map_or_else(Vec::new, |news| self.attachments(news)),
            contact: news.and_then(|news| news.contact.clone()),
            views: news
                .and_then(|news| news.views)
                .map(|views| number::display(views, &self.locale.site.lang)),
        }
    }

    fn history(&self, news: &News) -> Vec<Note> {
        let note = |note: &manuscript::Note| Note {
            kind: self.locale.words.badge(note.kind),
            date: note.date.display(&self.edition.config),
            text: note.text.clone(),
        };
        news.history.iter().map(note).collect()
    }

    fn attachments(&self, news: &News) -> Vec<Attachment> {
        let attachment = |it: &manuscript::Attachment| Attachment {
            title: it.title.clone(),
            href: format!("{}{}", self.edition.config.base, it.address),
            media_type: it.media_type(),
            lang: it.lang.clone(),
            detail: fill(
                &self.locale.words.attachment_detail,
                &[
                    ("type", &it.kind()),
                    ("size", &number::size(it.bytes, self.locale)),
                    ("language", self.language_name(&it.lang)),
                ],
            ),
        };
        news.attachments.iter().map(attachment).collect()
    }

    /// What a language calls itself, or its tag where the site does not speak it.
    fn language_name<'a>(&'a self, lang: &'a str) -> &'a str {
        let languages = &self.edition.config.languages;
        let locale = languages.iter().find(|locale| locale.site.lang == lang);
        locale.map_or(lang, |locale| &locale.words.language_name)
    }

    fn topic(&self, topic: &Slug, page: Option<u32>) -> (Content, About) {
        let words = &self.locale.words;
        let name = self.topic_name(topic);
        let articles = self.shelf.topics.get(topic.as_str());
        let description = fill(&words.description_topic, &[("topic", &name)]);
        self.listing(Part {
            heading: &name,
            description: &description,
            articles: articles.map_or(&[], Vec::as_slice),
            page,
            front: Route::Topic(topic.clone()),
            numbered: &|page| Route::TopicPage(topic.clone(), page),
        })
    }

    fn news(&self, page: Option<u32>) -> (Content, About) {
        let words = &self.locale.words;
        self.listing(Part {
            heading: &words.title_news,
            description: &words.description_news,
            articles: &self.shelf.news,
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
