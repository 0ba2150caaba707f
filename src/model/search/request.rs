//! Parameters of a search, as in the search page's address: `?q=&topic=&year=&kind=&sort=newest&page=2`.

use gazette_search::{Order, kind_key, topic_key, year_key};

/// Parameters of a search; empty ones do not restrict it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchRequest {
    /// Search terms as typed, without blanks at either end.
    pub query: String,
    /// A topic's slug.
    pub topic: String,
    /// A year.
    pub year: String,
    /// `news` or `page`.
    pub kind: String,
    /// Sort order of the results.
    pub order: Order,
    /// Page of results, from 0.
    pub page: usize,
}

impl SearchRequest {
    /// Reads an address, of which `get` gives the parameters by name, empty where there is none.
    pub fn read(get: impl Fn(&str) -> String) -> Self {
        Self {
            query: get("q").trim().to_owned(),
            topic: get("topic"),
            year: get("year"),
            kind: get("kind"),
            order: if get("sort") == "newest" {
                Order::Newest
            } else {
                Order::Best
            },
            page: get("page")
                .parse()
                .map_or(0, |page: u32| page.saturating_sub(1) as usize),
        }
    }

    /// Tells whether there are neither search terms nor filters.
    pub fn is_empty(&self) -> bool {
        self.query.is_empty() && !self.is_narrowed()
    }

    /// Tells whether there are filters.
    pub fn is_narrowed(&self) -> bool {
        !(self.topic.is_empty() && self.year.is_empty() && self.kind.is_empty())
    }

    /// Keys of the filters, all of which documents must pass.
    pub fn filters(&self) -> Vec<String> {
        let key = |value: &str, key: fn(&str) -> String| (!value.is_empty()).then(|| key(value));
        let filters = [
            key(&self.topic, topic_key),
            key(&self.year, year_key),
            key(&self.kind, kind_key),
        ];
        filters.into_iter().flatten().collect()
    }

    /// The address, from the question mark on.
    pub fn address(&self) -> String {
        let mut out = String::new();
        let sort = if self.order == Order::Newest {
            "newest"
        } else {
            ""
        };
        let page = match self.page {
            0 => String::new(),
            page => (page + 1).to_string(),
        };
        for (name, value) in [
            ("q", self.query.as_str()),
            ("topic", &self.topic),
            ("year", &self.year),
            ("kind", &self.kind),
            ("sort", sort),
            ("page", &page),
        ] {
            if !value.is_empty() {
                out.push(if out.is_empty() { '?' } else { '&' });
                out.push_str(name);
                out.push('=');
                push_encoded(value, &mut out);
            }
        }
        out
    }
}

fn push_encoded(value: &str, out: &mut String) {
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || byte == b'-' {
            out.push(char::from(byte));
        } else {
            out.push('%');
            for half in [byte >> 4, byte & 15] {
                out.push(char::from(b"0123456789ABCDEF"[usize::from(half)]));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_written_is_read(query in "\\PC{0,20}", topic in "[a-z-]{0,5}", year in "[0-9]{0,4}", newest: bool, page in 0_usize..99) {
            let asked = SearchRequest {
                query: query.trim().to_owned(),
                topic,
                year,
                kind: String::new(),
                order: if newest { Order::Newest } else { Order::Best },
                page,
            };
            let address = format!("https://example.org/{}", asked.address());
            let url = url::Url::parse(&address).expect("a URL");
            let get = |name: &str| {
                let pair = url.query_pairs().find(|(key, _)| key == name);
                pair.map(|(_, value)| value.into_owned()).unwrap_or_default()
            };
            prop_assert_eq!(SearchRequest::read(get), asked);
        }
    }
}
