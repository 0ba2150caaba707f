//! Rewriting of an article's links to new addresses, and of its pictures and files to their copies.

use std::path::Path;

use gazette_content::{config::site::Config, source::path::join};
use gazette_model::{Attribute, Element, Node, Tag};
use url::Url;

use crate::{
    SOURCE, html,
    html::{Anchors, HtmlTree},
    media::Media,
    plan::{Plan, Planned, host, is_source},
    report::Subject,
    wordpress::NUMBERED,
};

/// Context in which the addresses of an article are looked up.
pub struct LinkRewriter<'a> {
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
    /// Folder of that file.
    pub folder: Option<&'a Path>,
    /// Content that could not be carried over.
    pub notes: &'a mut Vec<(Subject, String)>,
}

/// Tells whether a bare address ends before a character.
fn ends_address(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '<' | '>' | '"' | '[' | ']' | '\u{2018}'..='\u{201f}' | '\u{3000}'..='\u{303f}' | '\u{ff01}'..='\u{ff0f}')
}

/// The words and the caption of a picture that cannot be shown, and a link to where it is, if that is known.
fn in_place_of(image: &Element, words: &str, url: Option<&str>) -> Vec<Node> {
    let caption = image.get(Attribute::Title).unwrap_or_default().trim();
    let words = if words.is_empty() {
        url.unwrap_or_default()
    } else {
        words
    };
    let mut place = Element::new(Tag::A, vec![Node::Text(words.to_owned())]);
    if let Some(id) = image.get(Attribute::Id) {
        place.set(Attribute::Id, id);
    }
    if let Some(url) = url {
        place.set(Attribute::Href, url);
    }
    place.attributes.sort_by_key(|(name, _)| name.name());
    let place = if place.attributes.is_empty() {
        place.children
    } else {
        vec![Node::Element(place)]
    };
    let is_new = !caption.is_empty() && caption != words;
    let caption = is_new.then(|| Node::Text(format!(" ({caption})")));
    place.into_iter().chain(caption).collect()
}

/// Outcome of rewriting a link.
pub enum Rewritten {
    /// It leads there.
    To(String),
    /// It leads nowhere: only its words stay.
    Nowhere,
}

impl LinkRewriter<'_> {
    /// Ties everything in a text and its footnotes.
    pub fn tie(&mut self, tree: &mut HtmlTree) {
        let there = Anchors::of(tree);
        for nodes in std::iter::once(&mut tree.nodes).chain(&mut tree.footnotes) {
            self.nodes(nodes, &there, true);
            *nodes = html::settle(std::mem::take(nodes), true);
        }
    }

    /// Ties nodes. In text, bare addresses are links, too, since press makes links of them.
    fn nodes(&mut self, nodes: &mut Vec<Node>, anchors: &Anchors, is_text: bool) {
        for node in std::mem::take(nodes) {
            let mut element = match node {
                Node::Element(element) => element,
                Node::Text(text) if is_text && text.contains("://") => {
                    nodes.extend(self.addresses(&text));
                    continue;
                }
                Node::Text(_) => {
                    nodes.push(node);
                    continue;
                }
            };
            let is_text = is_text && !matches!(element.tag, Tag::A | Tag::Code | Tag::Pre);
            self.nodes(&mut element.children, anchors, is_text);
            match element.tag {
                Tag::Img => nodes.extend(self.image(element)),
                Tag::A => nodes.extend(self.anchor(element, anchors)),
                // A link around its picture may be gone now.
                Tag::Figure => nodes.extend(html::figure(element)),
                _ => nodes.push(Node::Element(element)),
            }
        }
    }

    /// A text in which addresses of articles lead to where these are now.
    fn addresses(&mut self, text: &str) -> Vec<Node> {
        let mut nodes = Vec::new();
        let mut rest = text;
        let mut at = 0;
        while let Some(start) = rest[at..].find("http").map(|start| at + start) {
            let length = rest[start..]
                .find(ends_address)
                .unwrap_or(rest.len() - start);
            let address = rest[start..start + length]
                .trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '\'']);
            at = start + address.len().max(1);
            let planned = address
                .contains("://")
                .then(|| Url::parse(address).ok())
                .flatten();
            let is_here = planned
                .as_ref()
                .and_then(host)
                .is_some_and(|host| self.plan.hosts.contains(&host));
            let plain = address.split('#').next().unwrap_or(address);
            if !is_here || self.plan.article_at(plain).is_none() {
                continue;
            }
            if let Rewritten::To(to) = self.link(address) {
                let mut link = Element::new(Tag::A, vec![Node::Text(address.to_owned())]);
                link.set(Attribute::Href, to);
                nodes.extend([Node::Text(rest[..start].to_owned()), Node::Element(link)]);
                rest = &rest[start + address.len()..];
                at = 0;
            }
        }
        nodes.push(Node::Text(rest.to_owned()));
        nodes
    }

    fn anchor(&mut self, mut element: Element, anchors: &Anchors) -> Vec<Node> {
        let Some(href) = element.get(Attribute::Href).map(ToOwned::to_owned) else {
            return vec![Node::Element(element)];
        };
        // Other links may lead to it, wherever it leads itself.
        let has_id = element.get(Attribute::Id).is_some();
        let mut without_address = element.clone();
        without_address
            .attributes
            .retain(|(name, _)| *name != Attribute::Href);
        if element.children.is_empty() {
            let target = has_id.then_some(Node::Element(without_address));
            return target.into_iter().collect();
        }
        let way = match href.strip_prefix('#') {
            Some(id) => self.part(id, anchors),
            None => self.link(&href),
        };
        match way {
            Rewritten::To(address) => {
                // A picture that links to itself in full size is shown in full size.
                let shows =
                    |child: &Node| matches!(child, Node::Element(child) if child.tag == Tag::Img);
                if !has_id && address.starts_with("/media/") && element.children.iter().all(shows) {
                    return element.children;
                }
                element.set(Attribute::Href, address);
                element.attributes.sort_by_key(|(name, _)| name.name());
                vec![Node::Element(element)]
            }
            Rewritten::Nowhere if has_id => vec![Node::Element(without_address)],
            Rewritten::Nowhere => element.children,
        }
    }

    /// Rewrites a link to an anchor in the same text.
    pub fn part(&mut self, id: &str, anchors: &Anchors) -> Rewritten {
        let known = anchors
            .find(id)
            .or_else(|| anchors.find(&html::decoded(id)));
        match known {
            Some(id) => Rewritten::To(format!("#{id}")),
            None if id.is_empty() => Rewritten::To("#top".into()),
            None => self.nowhere(&format!("#{id}")),
        }
    }

    /// Rewrites a link to its new target.
    pub fn link(&mut self, href: &str) -> Rewritten {
        if href.starts_with(SOURCE) || is_source(href) {
            return self.source(href);
        }
        if ["mailto:", "tel:"]
            .iter()
            .any(|scheme| href.to_ascii_lowercase().starts_with(scheme))
        {
            return Rewritten::To(href.to_owned());
        }
        let url = self.absolute(href);
        let host = url.as_ref().and_then(host);
        let is_here = host
            .as_ref()
            .is_none_or(|host| self.plan.hosts.contains(host));
        if !is_here {
            let is_file = host.is_some_and(|host| self.plan.file_hosts.contains(&host));
            if let Some(place) = is_file
                .then(|| self.media.place(href, self.folder))
                .flatten()
            {
                return Rewritten::To(format!("/{place}"));
            }
            return Rewritten::To(url.map_or_else(|| href.to_owned(), |url| url.to_string()));
        }
        let address = url.as_ref().map_or(href, Url::as_str);
        let (address, part) = address
            .split_once('#')
            .map_or((address, ""), |(address, part)| (address, part));
        if let Some(planned) = self.plan.article_at(address) {
            return self.article(planned, href, part);
        }
        // Pages that show nothing but a file are gone: the file is there.
        let file = self
            .plan
            .file_at(address)
            .and_then(|number| self.plan.files.get(number));
        let address = file.map_or(address, |file| file.picture.source.as_str());
        let near = self.media.place(href, self.folder);
        if let Some(place) = near.or_else(|| self.media.place(address, self.folder)) {
            return Rewritten::To(format!("/{place}"));
        }
        match url {
            Some(url) if url.has_host() => {
                self.note(Subject::Links, url.to_string());
                Rewritten::To(url.to_string())
            }
            _ => self.nowhere(href),
        }
    }

    /// A link to an article, and to a part of it that will be there.
    fn article(&mut self, planned: &Planned, href: &str, part: &str) -> Rewritten {
        let prefix = &self.config.languages[planned.language].prefix;
        let page = format!("/{prefix}{}", planned.route.path());
        let part = html::decoded(part);
        if part.is_empty() {
            return Rewritten::To(page);
        }
        // Editors may have changed others.
        let known = planned.anchors.find(&part).filter(|_| planned.is_written());
        if let Some(part) = known {
            return Rewritten::To(format!("{page}#{part}"));
        }
        self.note(
            Subject::Links,
            format!("{href}: leads to the page now, not to its part #{part}"),
        );
        Rewritten::To(page)
    }

    fn nowhere(&mut self, href: &str) -> Rewritten {
        self.note(
            Subject::Links,
            format!("{href}: leads nowhere, only its words stay"),
        );
        Rewritten::Nowhere
    }

    /// Rewrites a link to another post's file.
    fn source(&mut self, href: &str) -> Rewritten {
        let (path, part) = href.split_once('#').unwrap_or((href, ""));
        let found = match path.strip_prefix(SOURCE) {
            Some(path) => self.plan.article_named(self.source, path),
            None => self.source.and_then(|from| {
                let beside = join(from, path).and_then(|path| self.plan.article_from(&path));
                beside.or_else(|| self.plan.article_named(self.source, path))
            }),
        };
        match found {
            Some(planned) => self.article(planned, href, part),
            None => self.nowhere(href),
        }
    }

    /// Returns the new path of a file, or else its remote address, if that is known.
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
        let number = source.strip_prefix(NUMBERED);
        if let Some(file) = number.and_then(|number| self.plan.files.get(number))
            && !file.caption.is_empty()
            && element.get(Attribute::Title).is_none()
        {
            element.set(Attribute::Title, file.caption.clone());
        }
        match self.picture(&source, &words) {
            Ok((address, words)) => {
                element.set(Attribute::Src, address);
                element.set(Attribute::Alt, words);
                element.attributes.sort_by_key(|(name, _)| name.name());
                vec![Node::Element(element)]
            }
            Err(url) => in_place_of(&element, words.trim(), url.as_deref()),
        }
    }

    /// The caption that a picture has wherever it is shown.
    pub fn caption(&self, source: &str) -> Option<String> {
        let number = source.strip_prefix(NUMBERED)?;
        let file = self.plan.files.get(number)?;
        Some(file.caption.clone()).filter(|caption| !caption.trim().is_empty())
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
                    &file.picture.alternative
                } else {
                    words
                };
                (file.picture.source.clone(), words.to_owned())
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
