//! The way from the start page to a page.

use gazette_model::{Crumb, Route};

use crate::documents::LanguageView;

impl LanguageView<'_> {
    /// The way to a page called `name`.
    pub(super) fn trail(&self, route: &Route, name: &str) -> Vec<Crumb> {
        let words = &self.locale.words;
        let mut above = vec![(words.title_home.clone(), Route::Home)];
        match route {
            Route::Home => return Vec::new(),
            Route::NewsPage(_) | Route::Article(_) => {
                above.push((words.title_news.clone(), Route::News));
            }
            Route::Topic(_) => above.push((words.title_topics.clone(), Route::Topics)),
            Route::TopicPage(topic, _) | Route::TopicYear(topic, _) => {
                above.push((words.title_topics.clone(), Route::Topics));
                let name = self.topic_name(topic);
                above.push((name, Route::Topic(topic.clone())));
            }
            Route::Year(_) => above.push((words.title_archive.clone(), Route::Archive)),
            Route::Month(year, _) => {
                above.push((words.title_archive.clone(), Route::Archive));
                above.push((year.to_string(), Route::Year(*year)));
            }
            _ => {}
        }
        let mut trail: Vec<Crumb> = above
            .into_iter()
            .map(|(text, route)| Crumb {
                text,
                href: Some(self.locale.href(&route)),
            })
            .collect();
        trail.push(Crumb {
            text: name.to_owned(),
            href: None,
        });
        trail
    }
}
