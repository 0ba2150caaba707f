//! Links: internal ones are followed now, so that no reader follows one into the void.

use gazette_diagnostics::{nfc::nfc, rule};
use gazette_image::picture::is_svg;
use gazette_model::{Attribute, Element, Node};
use url::Url;

use crate::{
    body::{BodyCompiler, Wanted, prose_lints},
    config::ids::PageId,
    links::broken_link::BrokenLink,
    source::{external_link::ExternalLink, media, media::RecordingPart},
};

impl BodyCompiler<'_> {
    /// Makes a link's address one that browsers can follow from anywhere on the site.
    pub(super) fn link(&mut self, element: &mut Element, at: usize) {
        let Some(href) = element.get(Attribute::Href).map(ToOwned::to_owned) else {
            return;
        };
        self.link_text(element, at);
        if let Some(anchor) = href.strip_prefix('#') {
            let (language, route) = (self.manuscript.language, self.manuscript.route);
            let part = self.want(PageId::new(language, route.clone()), anchor, at);
            if part != anchor {
                element.set(Attribute::Href, format!("#{part}"));
            }
            return;
        }
        if is_absolute(&href) {
            self.elsewhere(element, &href, at);
            return;
        }
        // The name of a file may have characters that mean something in addresses.
        let alone = href.split(['#', '?']).next().unwrap_or_default();
        let (path, found) = match self.medium(&href) {
            None if alone.len() < href.len() => (alone, self.medium(alone)),
            found => (href.as_str(), found),
        };
        if let Some((medium, file)) = found {
            let mut address = medium.address.clone();
            // Pictures are as clean here as where they are shown.
            match medium.picture.clone() {
                Ok(picture) => {
                    address.clone_from(&picture.address);
                    self.removed(&picture, &file, at);
                    self.body.linked.push(picture);
                }
                // As it is, it might run scripts in the site's name.
                Err(fault) if is_svg(&medium.file) => {
                    let message = fault.message(&file);
                    self.report(fault.rule(), message, at, fault.label(), fault.help());
                    return;
                }
                Err(_) => {
                    if let RecordingPart::Recording(Err(fault)) = &medium.part {
                        let message = fault.message(&file);
                        self.report(fault.rule(), message, at, fault.label(), fault.help());
                    }
                    let file = medium.file.clone();
                    self.body.media.insert(address.clone(), file);
                }
            }
            let whole = self.config.path(&address) + &href[path.len()..];
            element.set(Attribute::Href, whole);
            return;
        }
        if let Some(address) = self.published_as_it_is(path) {
            element.set(Attribute::Href, address + &href[path.len()..]);
            return;
        }
        if path.is_empty() {
            self.without_path(&href, at);
            return;
        }
        match self.inquiry.page(path) {
            Ok(page) => {
                let tail = &href[path.len()..];
                let address = self.config.href(&page);
                let href = match tail.split_once('#') {
                    Some((query, anchor)) => {
                        let anchor = self.want(page, anchor, at);
                        format!("{address}{query}#{anchor}")
                    }
                    None => format!("{address}{tail}"),
                };
                element.set(Attribute::Href, href);
            }
            Err(BrokenLink { what, help }) => {
                let help = self.meant(path).unwrap_or(help);
                let message = format!("the link to {path} {what}");
                self.report(&rule::LINK_BROKEN, message, at, "broken", &help);
            }
        }
    }

    /// Advice on a link that was meant to lead to another site, to a mailbox, or to a page by its address with the site's root.
    fn meant(&mut self, path: &str) -> Option<String> {
        let lower = path.to_ascii_lowercase();
        if lower.starts_with("www.") {
            return Some(format!("Write https://{path}."));
        }
        for scheme in ["https", "http"] {
            let rest = lower.strip_prefix(scheme);
            if let Some(rest) = rest.filter(|rest| rest.starts_with('/')) {
                let rest = &path[path.len() - rest.len()..];
                return Some(format!(
                    "Write {scheme}://{}.",
                    rest.trim_start_matches('/')
                ));
            }
        }
        if path.contains('@') && !path.contains(['/', ' ']) {
            return Some(format!("Write mailto:{path}."));
        }
        let below = path.strip_prefix(self.config.base.trim_end_matches('/'))?;
        let is_page = below != path && self.inquiry.page(below).is_ok();
        is_page.then(|| format!("Did you mean `{below}`?"))
    }

    fn without_path(&mut self, href: &str, at: usize) {
        let (message, help) = if href.is_empty() {
            (
                "this link has no address".into(),
                "Write between the parentheses where it leads: [Annual report](/annual-report/).",
            )
        } else {
            (
                format!("the link to {href} does not say of which page"),
                "Write the page before it, such as /search/?q=water.",
            )
        };
        self.report(&rule::LINK_BROKEN, message, at, "broken", help);
    }

    /// The address of a file, or of a folder with a page of its own, that is published as it is.
    fn published_as_it_is(&mut self, path: &str) -> Option<String> {
        let below = path.strip_prefix('/')?;
        let page = format!("{below}index.html");
        let file = if below.ends_with('/') {
            page.as_str()
        } else {
            below
        };
        let is_there = self.inquiry.is_static(file);
        is_there.then(|| self.config.path(below))
    }

    /// Checks that a link says where it leads, also to those who hear links alone.
    fn link_text(&mut self, element: &Element, at: usize) {
        let label = element.get(Attribute::AriaLabel).map(ToOwned::to_owned);
        let text = label.unwrap_or_else(|| name(&element.children));
        if !text.contains(char::is_alphanumeric) {
            self.report(
                &rule::LINK_NO_TEXT,
                "this link has no text",
                at,
                "nobody can find it",
                "Write between the brackets where it leads: [Annual report](/annual-report/).",
            );
        } else if prose_lints::says_nothing(&text, &self.locale.words) {
            self.report(
                &rule::LINK_VAGUE_TEXT,
                format!("\"{}\" does not say where the link leads", text.trim()),
                at,
                "says nothing",
                "Links are heard and searched one by one: write where it leads, such as [Annual report](/annual-report/).",
            );
        }
    }

    fn elsewhere(&mut self, element: &mut Element, href: &str, at: usize) {
        let with_scheme = if href.starts_with("//") {
            format!("https:{href}")
        } else {
            href.to_owned()
        };
        match Url::parse(&with_scheme) {
            Ok(url) => {
                let span = self.extent(at);
                self.body
                    .external_links
                    .extend(ExternalLink::new(url.clone(), span));
                // What has characters that no URL may have is written the way browsers would send it; what has no scheme, with
                // one: pages take none that goes without.
                if with_scheme != href || !href.bytes().all(|byte| byte.is_ascii_graphic()) {
                    element.set(Attribute::Href, url.as_str());
                }
            }
            Err(error) => {
                let message = format!("{href} is not an address: {error}");
                let help = "Copy the address from the browser's address bar.";
                self.report(&rule::LINK_BAD_URL, message, at, "not an address", help);
            }
        }
    }

    /// Notes a link to a part of a page, and returns the part as the address names it: ids are in NFC, and browsers do not
    /// look for another form.
    fn want(&mut self, page: PageId, written: &str, at: usize) -> String {
        let decoded = media::decoded(written);
        let anchor = decoded.as_deref().unwrap_or(written);
        let anchor = nfc(anchor);
        // HTML's own names for the top of a page need no element.
        if !anchor.is_empty() && anchor != "top" {
            let span = self.extent(at);
            self.body.wanted.push(Wanted {
                page,
                anchor: anchor.clone().into_owned(),
                span,
            });
        }
        if decoded.is_some() && anchor == decoded.as_deref().unwrap_or(written) {
            return written.to_owned();
        }
        anchor.into_owned()
    }
}

/// Returns the accessible name of a link: its text and its pictures' alternative texts.
fn name(nodes: &[Node]) -> String {
    let part = |node: &Node| match node {
        Node::Text(text) => text.clone(),
        Node::Element(element) => match element.get(Attribute::Alt) {
            Some(text) => text.to_owned(),
            None => name(&element.children),
        },
    };
    nodes.iter().map(part).collect()
}

fn is_absolute(href: &str) -> bool {
    let scheme_end = href.find([':', '/', '?', '#']);
    href.starts_with("//") || scheme_end.is_some_and(|end| href[end..].starts_with(':'))
}
