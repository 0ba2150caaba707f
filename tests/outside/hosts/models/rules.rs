//! `_headers` and `_redirects` as Cloudflare Pages and Netlify read them.

use http::StatusCode;

use super::{Asked, Folder, Reply};

/// Both files of an edition.
pub struct Rules {
    redirects: Vec<Rule>,
    /// Patterns of paths, each with the headers of its answers.
    headers: Vec<(String, Vec<(String, String)>)>,
}

/// A line of `_redirects`.
pub struct Rule {
    from: String,
    /// The address that it leads to, or whose page is shown.
    pub to: String,
    /// The status of the answer.
    pub status: StatusCode,
    is_forced: bool,
}

impl Rules {
    /// Reads an edition's.
    pub fn read(edition: &Folder) -> Self {
        let text = |path| String::from_utf8(edition.file(path).unwrap()).unwrap();
        let mut headers: Vec<(String, Vec<(String, String)>)> = Vec::new();
        for line in text("/_headers").lines() {
            match line.strip_prefix("  ") {
                Some(header) => {
                    let (name, value) = header.split_once(": ").unwrap();
                    let pair = (name.to_ascii_lowercase(), value.to_owned());
                    headers.last_mut().unwrap().1.push(pair);
                }
                None => headers.push((line.to_owned(), Vec::new())),
            }
        }
        Self {
            redirects: text("/_redirects").lines().map(Rule::read).collect(),
            headers,
        }
    }

    /// The rule whose address is the very one that was sent.
    pub fn exact(&self, raw: &str) -> Option<&Rule> {
        self.redirects.iter().find(|rule| rule.from == raw)
    }

    /// The forced rule of an address, with or without a slash at its end.
    pub fn forced(&self, raw: &str) -> Option<&Rule> {
        let bare = raw.trim_end_matches('/');
        let mut forced = self.redirects.iter().filter(|rule| rule.is_forced);
        forced.find(|rule| rule.from.trim_end_matches('/') == bare)
    }

    /// The page that a rule shows where a path is missing.
    pub fn missing(&self, path: &str) -> Option<&str> {
        let missing = |rule: &&Rule| rule.status == StatusCode::NOT_FOUND;
        let mut missing = self.redirects.iter().filter(missing);
        let rule = missing.find(|rule| is_match(&rule.from, path));
        rule.map(|rule| rule.to.as_str())
    }

    /// An answer with the headers of all rules of its path. Those replace what the host says by itself, and one another's are joined.
    pub fn with_headers(&self, asked: &Asked, mut reply: Reply) -> Reply {
        let path = asked.path();
        let all = self.headers.iter();
        let set: Vec<_> = all
            .filter(|(pattern, _)| is_match(pattern, &path))
            .flat_map(|(_, headers)| headers)
            .collect();
        reply
            .headers
            .retain(|(name, _)| set.iter().all(|(other, _)| other != name));
        for (name, value) in set {
            match reply.headers.iter_mut().find(|(other, _)| other == name) {
                Some((_, before)) => *before = format!("{before}, {value}"),
                None => reply.headers.push((name.clone(), value.clone())),
            }
        }
        reply
    }
}

impl Rule {
    fn read(line: &str) -> Self {
        let [from, to, status] = line.split(' ').collect::<Vec<_>>()[..] else {
            panic!("{line}: not three words");
        };
        let is_wild = from.contains("/*") && !status.starts_with("404");
        assert!(!is_wild && !from.contains("/:"), "{line}: a wildcard");
        Self {
            from: from.to_owned(),
            to: to.to_owned(),
            status: status.trim_end_matches('!').parse().unwrap(),
            is_forced: status.ends_with('!'),
        }
    }
}

/// Tells whether a path has a pattern, which may end in a star.
fn is_match(pattern: &str, path: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(start) => path.starts_with(start),
        None => path == pattern,
    }
}
