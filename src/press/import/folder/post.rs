//! A post while it is read: its keys, the parts of its path, its addresses.

use jiff::tz::TimeZone;

use crate::{
    Item,
    folder::{
        front::{FrontMatterKeys, list, text_of},
        inherited::Heir,
        settings::{Blog, SiteLanguage},
        when,
    },
    text,
};

/// A post while it is read.
pub struct Post<'a> {
    /// Its site.
    pub blog: &'a Blog,
    /// Its path below its folder of posts.
    pub path: &'a str,
    /// The same, as reports have it.
    pub name: &'a str,
    /// The language of its folder.
    pub lang: Option<&'a str>,
    /// Its keys, with those that it inherits.
    pub front: FrontMatterKeys,
}

/// Folders, name and language in the path of a post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathNames<'a> {
    /// The folders.
    pub folders: Vec<String>,
    /// The file's name without ending and language, or that of the folder that stands for the post.
    pub name: String,
    /// The language.
    pub language: Option<&'a SiteLanguage>,
}

impl PathNames<'_> {
    /// A post's path as other posts know it: `/posts/my-post`.
    pub fn logical(&self) -> String {
        let name = match self.name.as_str() {
            "index" | "_index" => None,
            name => Some(name),
        };
        let folders = self.folders.iter().map(String::as_str);
        let parts: Vec<String> = folders
            .chain(name)
            .map(|part| part.to_lowercase().replace(' ', "-"))
            .collect();
        format!("/{}", parts.join("/"))
    }
}

impl<'a> Post<'a> {
    /// Shows a post to rules that go by sections.
    pub fn as_heir<T>(&self, look: impl FnOnce(&Heir<'_>) -> T) -> T {
        let folder = self.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let language = self.names().language;
        let first = self.blog.languages.first();
        look(&Heir {
            folder,
            path: &self.names().logical(),
            language: match (language, self.lang) {
                (None, Some(lang)) => lang,
                (language, _) => language.or(first).map_or("en", |language| &language.code),
            },
        })
    }

    /// The text of a key.
    pub fn of(&self, name: &str) -> Option<String> {
        text_of(&self.front[name])
    }

    /// The date of the first of these keys that is there.
    pub fn date(&self, names: &[&str]) -> Option<Result<String, String>> {
        let found = names.iter().find_map(|name| Some((name, self.of(name)?)));
        found.map(|(name, date)| when::read(&date).map_err(|why| format!("`{name}`: {why}")))
    }

    /// The time zone in which the generator reads dates without one.
    pub fn zone(&self) -> TimeZone {
        let language = self.names().language.or(self.blog.languages.first());
        let own = language.and_then(|language| language.zone.as_ref());
        let zone = own.or(self.blog.zone.as_ref());
        zone.cloned().unwrap_or(TimeZone::UTC)
    }

    /// The moment that a date is to the generator.
    pub fn instant(&self, date: Option<Result<String, String>>) -> Option<Result<String, String>> {
        date.map(|date| date.and_then(|date| when::instant(&date, &self.zone())))
    }

    /// Reads the keys that Hugo, Zola and Jekyll have in common.
    pub fn item(&self) -> Item {
        let of = |name: &str| self.of(name);
        Item {
            title: of("title")
                .map(|title| text::line(&title))
                .unwrap_or_default(),
            slug: of("slug"),
            published: self.date(&["date"]),
            summary: ["description", "summary", "excerpt"]
                .into_iter()
                .find_map(of)
                .map(|words| text::plain(&words)),
            lang: self.blog.lang.clone(),
            author: ["author", "authors"]
                .into_iter()
                .find_map(|name| list(&self.front[name]).into_iter().next()),
            ..Item::default()
        }
    }

    /// Folders, name without its ending, and the language that stands between the two: `a.fr.md`.
    pub fn names(&self) -> PathNames<'a> {
        let mut folders: Vec<String> = self.path.split('/').map(ToOwned::to_owned).collect();
        let file = folders.pop().unwrap_or_default();
        let stem = file
            .rsplit_once('.')
            .map_or(file.as_str(), |(stem, _)| stem);
        let of_folder = || {
            let languages = self.blog.languages.iter();
            let mut same = languages.filter(|it| {
                self.lang
                    .is_some_and(|lang| it.code.eq_ignore_ascii_case(lang))
            });
            same.next()
        };
        match Self::language_in(self.blog, &file) {
            Some((stem, language)) => PathNames {
                folders,
                name: stem.to_owned(),
                language: Some(language),
            },
            None => PathNames {
                // Without a configuration nobody knows which languages there are.
                name: match stem.rsplit_once('.') {
                    Some((stem, lang)) if self.blog.languages.is_empty() && is_tag(lang) => stem,
                    _ => stem,
                }
                .to_owned(),
                folders,
                language: of_folder(),
            },
        }
    }

    /// The language of the site that a file's name has, and what stands before it.
    pub fn language_in<'f>(blog: &'a Blog, file: &'f str) -> Option<(&'f str, &'a SiteLanguage)> {
        let (stem, _) = file.rsplit_once('.')?;
        let (stem, lang) = stem.rsplit_once('.')?;
        let mut languages = blog.languages.iter();
        let language = languages.find(|language| language.code.eq_ignore_ascii_case(lang))?;
        Some((stem, language))
    }

    /// A tag of a language that stands where a name would have one, though the site has no such language.
    pub fn foreign_language(&self) -> Option<String> {
        let file = self.path.rsplit('/').next()?;
        let (_, lang) = file.rsplit_once('.')?.0.rsplit_once('.')?;
        is_tag(lang).then(|| lang.to_owned())
    }

    /// The same where a folder stands for its post; `None` for a section's own file.
    pub fn names_of_bundle(&self) -> Option<PathNames<'a>> {
        let mut names = self.names();
        match names.name.as_str() {
            "_index" => return None,
            "index" => names.name = names.folders.pop()?,
            _ => {}
        }
        Some(names)
    }

    /// The addresses of a post: the one that its path gives, and those that keys say it had.
    pub fn addresses(&self, is_draft: bool, path: &str, former: &[&str]) -> Vec<String> {
        // Nobody has seen a draft.
        let own = (!is_draft).then(|| path.to_owned());
        let former = former.iter().flat_map(|name| list(&self.front[*name]));
        own.into_iter()
            .chain(former)
            .map(|path| self.absolute(&path))
            .collect()
    }

    /// An address with the site's before it.
    pub fn absolute(&self, path: &str) -> String {
        let is_whole = path.contains("://");
        // Files that name no language are of the first.
        let first = self.blog.languages.first();
        let language = self.names().language.or(first);
        let own = language.and_then(|language| language.base.as_deref());
        let base = match own {
            _ if is_whole => "",
            Some(own) => own,
            None => self.blog.base.as_str(),
        };
        let slash = if is_whole || path.starts_with('/') {
            ""
        } else {
            "/"
        };
        format!("{base}{slash}{path}")
    }
}

/// Tells whether the suffix of a name is a language tag: `fr`, `pt-BR`.
fn is_tag(lang: &str) -> bool {
    let (first, more) = lang.split_once(['-', '_']).unwrap_or((lang, ""));
    first.len() == 2
        && first.bytes().all(|byte| byte.is_ascii_lowercase())
        && (more.is_empty() || (2..=4).contains(&more.len()))
        && more.bytes().all(|byte| byte.is_ascii_alphanumeric())
}
