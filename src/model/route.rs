//! Every place of an edition, by name: press prints what [`Route`] can name, the portal renders it.

use std::fmt;

/// The last part of an article's or page's address: lower-case ASCII letters, digits and single hyphens between them,
/// at most [`Slug::MAX`] bytes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slug(String);

/// Why a text is not a [`Slug`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SlugError {
    /// There is nothing in it.
    Empty,
    /// It is longer than [`Slug::MAX`] bytes.
    Long,
    /// It has a character other than `a`–`z`, `0`–`9` and `-`, or a hyphen at an end or beside another.
    Character,
}

impl Slug {
    /// The longest slug, in bytes.
    pub const MAX: usize = 96;

    /// Checks a text.
    ///
    /// # Errors
    /// Says which rule of [`Slug`] the text breaks.
    pub fn parse(text: &str) -> Result<Self, SlugError> {
        let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if text.is_empty() {
            Err(SlugError::Empty)
        } else if text.len() > Self::MAX {
            Err(SlugError::Long)
        } else if !text.chars().all(allowed)
            || text.starts_with('-')
            || text.ends_with('-')
            || text.contains("--")
        {
            Err(SlugError::Character)
        } else {
            Ok(Self(text.to_owned()))
        }
    }

    /// The slug's text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// A place of the edition in one language. Its path is relative to the language's root (`Site::root`).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Route {
    /// The empty path: the start page.
    Home,
    /// `news/` — the newest articles.
    News,
    /// `news/page/N/` — a full page of older articles, numbered from the oldest, from 1.
    NewsPage(u32),
    /// `news/<slug>/`.
    Article(Slug),
    /// `topics/` — every topic.
    Topics,
    /// `topics/<topic>/`.
    Topic(Slug),
    /// `topics/<topic>/page/N/`.
    TopicPage(Slug, u32),
    /// `topics/<topic>/<year>/` — a year's articles of a topic.
    TopicYear(Slug, u16),
    /// `archive/` — every year.
    Archive,
    /// `archive/<year>/`.
    Year(u16),
    /// `archive/<year>/<month>/`, from 01 to 12.
    Month(u16, u8),
    /// `search/`; what is searched for stands in the query string, not in the route.
    Search,
    /// `subscribe/` — the ways in which news come to readers.
    Subscribe,
    /// `<slug>/` — a plain page.
    Page(Slug),
    /// `404.html` — what hosts answer with where there is nothing.
    NotFound,
}

/// First parts of paths that belong to other routes or to files, and so cannot name a plain page.
pub const RESERVED: [&str; 9] = [
    "news",
    "topics",
    "archive",
    "search",
    "subscribe",
    "media",
    "assets",
    "feeds",
    "share",
];

impl Route {
    /// Reads a path relative to the language's root, without query and fragment. A missing last slash and a trailing
    /// `index.html` are forgiven; anything else that [`Route::path`] would not write is `None`.
    pub fn parse(path: &str) -> Option<Self> {
        if path == "404.html" {
            return Some(Self::NotFound);
        }
        let path = path.strip_suffix("index.html").unwrap_or(path);
        if path.is_empty() {
            return Some(Self::Home);
        }
        let path = path.strip_suffix('/').unwrap_or(path);
        let parts: Vec<&str> = path.split('/').collect();
        let slug = |text: &str| Slug::parse(text).ok();
        Some(match parts.as_slice() {
            ["news"] => Self::News,
            ["news", "page", number] => Self::NewsPage(page_number(number)?),
            // `news/page/` would be mistaken for the numbered pages.
            ["news", article] if *article != "page" => Self::Article(slug(article)?),
            ["topics"] => Self::Topics,
            ["topics", topic] => Self::Topic(slug(topic)?),
            ["topics", topic, "page", number] => {
                Self::TopicPage(slug(topic)?, page_number(number)?)
            }
            ["topics", topic, year] => Self::TopicYear(slug(topic)?, self::year(year)?),
            ["archive"] => Self::Archive,
            ["archive", year] => Self::Year(self::year(year)?),
            ["archive", year, month] => Self::Month(self::year(year)?, self::month(month)?),
            ["search"] => Self::Search,
            ["subscribe"] => Self::Subscribe,
            [page] if !RESERVED.contains(page) => Self::Page(slug(page)?),
            _ => return None,
        })
    }

    /// The path relative to the language's root, with a slash at its end but none at its start.
    pub fn path(&self) -> String {
        match self {
            Self::Home => String::new(),
            Self::News => "news/".into(),
            Self::NewsPage(number) => format!("news/page/{number}/"),
            Self::Article(slug) => format!("news/{slug}/"),
            Self::Topics => "topics/".into(),
            Self::Topic(topic) => format!("topics/{topic}/"),
            Self::TopicPage(topic, number) => format!("topics/{topic}/page/{number}/"),
            Self::TopicYear(topic, year) => format!("topics/{topic}/{year:04}/"),
            Self::Archive => "archive/".into(),
            Self::Year(year) => format!("archive/{year:04}/"),
            Self::Month(year, month) => format!("archive/{year:04}/{month:02}/"),
            Self::Search => "search/".into(),
            Self::Subscribe => "subscribe/".into(),
            Self::Page(slug) => format!("{slug}/"),
            Self::NotFound => "404.html".into(),
        }
    }

    /// The nearest route that every language has: a list in place of one of its pages or of a list that may be empty.
    #[must_use]
    pub fn everywhere(&self) -> Self {
        match self {
            Self::NewsPage(_) => Self::News,
            Self::Topic(_) | Self::TopicPage(..) | Self::TopicYear(..) => Self::Topics,
            Self::Year(_) | Self::Month(..) => Self::Archive,
            Self::NotFound => Self::Home,
            _ => self.clone(),
        }
    }

    /// Path of the printed page, relative to the language's root.
    pub fn html_path(&self) -> String {
        match self {
            Self::NotFound => self.path(),
            _ => self.path() + "index.html",
        }
    }

    /// Path of the page's [`Document`](super::Document), relative to the language's root.
    pub fn json_path(&self) -> String {
        match self {
            Self::NotFound => "404.json".into(),
            _ => self.path() + "index.json",
        }
    }
}

/// A page's number, from 1, as [`Route::path`] writes it: no sign and no leading zero.
fn page_number(text: &str) -> Option<u32> {
    (!text.starts_with('0')).then(|| digits(text)).flatten()
}

fn year(text: &str) -> Option<u16> {
    let year = (text.len() == 4).then(|| digits(text)).flatten()?;
    year.try_into().ok()
}

fn month(text: &str) -> Option<u8> {
    let month = (text.len() == 2).then(|| digits(text)).flatten()?;
    month
        .try_into()
        .ok()
        .filter(|month| (1..=12).contains(month))
}

fn digits(text: &str) -> Option<u32> {
    // `parse` alone would take a plus sign.
    text.bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| text.parse().ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_what_is_not_written_that_way() {
        for path in [
            "news/page/0/",
            "news/page/01/",
            "news/page/+1/",
            "news/page/",
            "archive/17/",
            "archive/2017/13/",
            "archive/2017/1/",
            "topics/a/17/",
            "a/b/c",
            "News/",
            "topics/a/page/",
            "/",
            "//",
        ] {
            assert_eq!(Route::parse(path), None, "{path}");
        }
    }

    #[test]
    fn forgives_a_missing_slash_and_index_html() {
        assert_eq!(Route::parse("news"), Some(Route::News));
        assert_eq!(Route::parse("news/index.html"), Some(Route::News));
        assert_eq!(Route::parse("index.html"), Some(Route::Home));
    }

    #[test]
    fn slugs_say_what_is_wrong() {
        assert_eq!(Slug::parse(""), Err(SlugError::Empty));
        assert_eq!(Slug::parse(&"a".repeat(97)), Err(SlugError::Long));
        for text in ["A", "a b", "-a", "a-", "a--b", "é", "a/b", "."] {
            assert_eq!(Slug::parse(text), Err(SlugError::Character), "{text}");
        }
    }
}
