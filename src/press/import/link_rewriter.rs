//! What ties an article to others: links are led to new addresses, pictures and files to copies of them.

use std::{collections::HashSet, path::Path};

use gazette_content::{config::site::Config, source::path::join};
use gazette_model::{Attribute, Element, Node, Tag};
use url::Url;

use crate::{
    SOURCE, html, markdown::anchors, media::Media, plan::Plan, report::Subject, wordpress::NUMBERED,
};

/// What an article's addresses are looked up in.
pub struct Ties<'a> {
    /// The whole export.
    pub plan: &'a Plan,
    /// Files on this machine.
    pub media: &'a mut Media,
    /// The site.
    pub config: &'a Config,
    /// The article's former address.
    pub base: Option<Url>,
    /// The article's own file, below the folder of posts.
    pub source: Option<&'a str>,
    /// Where that file lies.
    pub folder: Option<&'a Path>,
    /// What could not be carried over.
    pub notes: &'a mut Vec<(Subject, String)>,
}

/// What a link becomes.
pub enum Way {
    /// It leads there.
    To(String),
    /// It leads nowhere: only its words stay.
    Nowhere,
}

impl Ties<'_> {
    /// Ties everything in a text.
    pub fn tie(&mut self, nodes: &mut Vec<Node>) {
        let anchors = anchors(nodes);
        self.nodes(nodes, &anchors);
    }

    fn nodes(&mut self, nodes: &mut Vec<Node>, anchors: &HashSet<String>) {
        for node in std::mem::take(nodes) {
            let Node::Element(mut element) = node else {
                nodes.push(node);
                continue;
            };
            self.nodes(&mut element.children, anchors);
            let is_empty = element.children.is_empty() && !element.tag.is_void();
            match element.tag {
                Tag::Img => nodes.extend(self.image(element)),
                Tag::A => nodes.extend(self.anchor(element, anchors)),
                // What held nothing but a picture that is not at hand.
                Tag::P | Tag::Figure if is_empty => {}
                // A link around its picture may be gone now.
                Tag::Figure => nodes.extend(html::figure(element)),
                _ => nodes.push(Node::Element(element)),
            }
        }
    }

    fn anchor(&mut self, mut element: Element, anchors: &HashSet<String>) -> Vec<Node> {
        let Some(href) = element.get(Attribute::Href).map(ToOwned::to_owned) else {
            return vec![Node::Element(element)];
        };
        if element.children.is_empty() {
            return Vec::new();
        }
        let way = match href.strip_prefix('#') {
            Some(id) if anchors.contains(id) => Way::To(href),
            Some(_) => Way::Nowhere,
            None => self.link(&href),
        };
        match way {
            Way::To(address) => {
                // A picture that links to itself in full size is shown in full size.
                let shows =
                    |child: &Node| matches!(child, Node::Element(child) if child.tag == Tag::Img);
                if address.starts_with("/media/") && element.children.iter().all(shows) {
                    return element.children;
                }
                element.set(Attribute::Href, address);
                element.attributes.sort_by_key(|(name, _)| name.name());
                vec![Node::Element(element)]
            }
            Way::Nowhere => element.children,
        }
    }

    /// Where a link leads now.
    pub fn link(&mut self, href: &str) -> Way {
        if href.starts_with(SOURCE) || is_source(href) {
            return self.source(href);
        }
        if ["mailto:", "tel:"]
            .iter()
            .any(|scheme| href.to_ascii_lowercase().starts_with(scheme))
        {
            return Way::To(href.to_owned());
        }
        let url = self.absolute(href);
        let host = url.as_ref().and_then(Url::host_str);
        let is_here = host.is_none_or(|host| self.plan.hosts.contains(host));
        if !is_here {
            let is_file = host.is_some_and(|host| self.plan.file_hosts.contains(host));
            if let Some(place) = is_file
                .then(|| self.media.place(href, self.folder))
                .flatten()
            {
                return Way::To(format!("/{place}"));
            }
            return Way::To(url.map_or_else(|| href.to_owned(), |url| url.to_string()));
        }
        let address = url.as_ref().map_or(href, Url::as_str);
        let (address, anchor) = address
            .split_once('#')
            .map_or((address, None), |(address, anchor)| (address, Some(anchor)));
        if let Some(planned) = self.plan.article_at(address) {
            let prefix = &self.config.languages[planned.language].prefix;
            if let Some(anchor) = anchor.filter(|anchor| !anchor.is_empty()) {
                self.note(
                    Subject::Links,
                    format!("{href}: leads to the page now, not to its part #{anchor}"),
                );
            }
            return Way::To(format!("/{prefix}{}", planned.route.path()));
        }
        let near = self.media.place(href, self.folder);
        if let Some(place) = near.or_else(|| self.media.place(address, self.folder)) {
            return Way::To(format!("/{place}"));
        }
        match url {
            Some(url) if url.has_host() => {
                self.note(Subject::Links, url.to_string());
                Way::To(url.to_string())
            }
            _ => {
                self.note(
                    Subject::Links,
                    format!("{href}: leads nowhere, only its words stay"),
                );
                Way::Nowhere
            }
        }
    }

    /// Where a link to another post's file leads.
    fn source(&mut self, href: &str) -> Way {
        let (path, _) = href.split_once('#').unwrap_or((href, ""));
        let found = match path.strip_prefix(SOURCE) {
            Some(path) => self.plan.article_from(path),
            None => self
                .source
                .and_then(|from| self.plan.article_from(&join(from, path)?)),
        };
        let Some(planned) = found else {
            self.note(
                Subject::Links,
                format!("{href}: leads nowhere, only its words stay"),
            );
            return Way::Nowhere;
        };
        let prefix = &self.config.languages[planned.language].prefix;
        Way::To(format!("/{prefix}{}", planned.route.path()))
    }

    /// Where a file lies now, or else where it lies still, if that is known.
    pub fn file(&mut self, address: &str) -> Result<String, Option<String>> {
        if let Some(place) = self.media.place(address, self.folder) {
            return Ok(format!("/{place}"));
        }
        let remote = self
            .absolute(address)
            .filter(Url::has_host)
            .map(String::from);
        let told = remote.clone().unwrap_or_else(|| address.to_owned());
        self.note(Subject::Files, told);
        Err(remote)
    }

    fn image(&mut self, mut element: Element) -> Vec<Node> {
        let source = element.get(Attribute::Src).unwrap_or_default().to_owned();
        let words = element.get(Attribute::Alt).unwrap_or_default().to_owned();
        match self.picture(&source, &words) {
            Ok((address, words)) => {
                element.set(Attribute::Src, address);
                element.set(Attribute::Alt, words);
                element.attributes.sort_by_key(|(name, _)| name.name());
                vec![Node::Element(element)]
            }
            Err(Some(url)) => {
                let words = if words.trim().is_empty() {
                    url.clone()
                } else {
                    words
                };
                let mut link = Element::new(Tag::A, vec![Node::Text(words)]);
                link.set(Attribute::Href, url);
                let caption = element.get(Attribute::Title);
                let caption = caption.map(|caption| Node::Text(format!(" ({caption})")));
                [Node::Element(link)].into_iter().chain(caption).collect()
            }
            Err(None) => Vec::new(),
        }
    }

    /// A picture's new address and its words, or else where it lies still, if that is known.
    pub fn picture(
        &mut self,
        source: &str,
        words: &str,
    ) -> Result<(String, String), Option<String>> {
        let (source, words) = match source.strip_prefix(NUMBERED) {
            Some(number) => {
                let Some(file) = self.plan.files.get(number) else {
                    let what =
                        format!("a picture: there is no file of the number {number} in the export");
                    self.note(Subject::Lost, what);
                    return Err(None);
                };
                let words = if words.is_empty() {
                    &file.alternative
                } else {
                    words
                };
                (file.source.clone(), words.to_owned())
            }
            None => (source.to_owned(), words.to_owned()),
        };
        let url = self.absolute(&source);
        let remote = url
            .as_ref()
            .filter(|url| url.has_host())
            .map(ToString::to_string);
        let address = remote.clone().unwrap_or_else(|| source.clone());
        let Some(place) = self.media.place(&source, self.folder) else {
            self.note(Subject::Files, address);
            return Err(remote);
        };
        let medium = self.media.needed.get(&place);
        if let Some(Err(fault)) = medium.map(|medium| &medium.picture) {
            let message = fault.message(&address);
            self.media.needed.remove(&place);
            self.note(Subject::Lost, message);
            return Err(remote);
        }
        if words.trim().is_empty() {
            self.note(
                Subject::Made,
                format!("no words for those who cannot see {place}: write what it shows"),
            );
        }
        Ok((format!("/{place}"), words))
    }

    fn absolute(&self, address: &str) -> Option<Url> {
        match (&self.base, Url::parse(address)) {
            (_, Ok(url)) => Some(url),
            (Some(base), Err(_)) => base.join(address).ok(),
            (None, Err(_)) if address.starts_with("//") => {
                Url::parse(&format!("https:{address}")).ok()
            }
            (None, Err(_)) => None,
        }
    }

    fn note(&mut self, subject: Subject, text: String) {
        self.notes.push((subject, text));
    }
}

/// Whether a path is that of a post's file beside this one.
fn is_source(href: &str) -> bool {
    let path = href.split('#').next().unwrap_or_default();
    let ending = path.rsplit('.').next().unwrap_or_default();
    matches!(ending, "md" | "markdown") && !path.contains("://") && !path.starts_with('/')
}
