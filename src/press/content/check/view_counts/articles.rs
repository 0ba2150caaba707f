//! Mapping of request paths to articles.

use std::collections::HashMap;

use percent_encoding::percent_decode_str;

use crate::{
    check::{aliases::plain, view_counts::path_of},
    config::site::Config,
    manuscript::Manuscript,
};

/// Articles by the paths under which they are asked for, those of today and former ones.
pub struct Articles {
    /// The site's base without the slash at its end.
    base: String,
    /// Paths from the site's root by plain paths from the host's root.
    pages: HashMap<String, String>,
    /// The same by former addresses in small letters: hosts compare those so.
    former: HashMap<String, String>,
}

impl Articles {
    /// The articles of a site, those that are withheld, too: what has expired may come back.
    pub fn new(config: &Config, manuscripts: &[Manuscript]) -> Self {
        let mut articles = Self {
            base: config.base.trim_end_matches('/').to_owned(),
            pages: HashMap::new(),
            former: HashMap::new(),
        };
        for manuscript in manuscripts {
            let Some(news) = &manuscript.news else {
                continue;
            };
            let path = path_of(config, manuscript);
            let page = plain(&path);
            for alias in &news.aliases {
                let former = plain(&alias.value).to_lowercase();
                articles.former.insert(former, path.clone());
            }
            articles
                .pages
                .insert(format!("{}{page}", articles.base), path);
        }
        articles
    }

    /// The article that a request was for, as a path from the site's root. A query does not matter, nor whether the page
    /// was asked for by its folder or its file. Data and pictures are no articles.
    pub fn find(&self, request: &str) -> Option<&str> {
        let path = request.split(['?', '#']).next()?;
        let path = percent_decode_str(path).decode_utf8().ok()?;
        let path = plain(&path);
        let page = self.pages.get(path);
        page.or_else(|| self.former.get(&path.to_lowercase()))
            .map(String::as_str)
    }

    /// The same for a path from the site's root.
    pub fn find_written(&self, path: &str) -> Option<&str> {
        self.find(&format!("{}{path}", self.base))
    }
}
