//! Hostile data: whatever stands in whichever field of a document or of the site, a page leads to no address that runs a
//! script, and loads nothing from elsewhere.

use gazette_model::{Document, Route, Site};
use scraper::{Html, Selector};
use url::Url;

use super::hostile_data::{Maker, payloads};

/// The site's own place.
const PAGE: &str = "https://gazette.example/news/";

/// The other host.
const HOST: &str = "elsewhere.example";

/// Attributes with an address to follow.
const FOLLOWED: [&str; 2] = ["href", "cite"];

/// Attributes with an address that browsers load or send to.
const LOADED: [&str; 5] = ["src", "action", "poster", "data", "ping"];

/// The attribute of press's own form: a page's policy says to which other host it may be sent.
const SENT: &str = "formaction";

#[test]
fn no_field_of_any_document_leads_a_page_astray() {
    let schemas = ["site", "document"];
    let payloads = payloads(HOST);
    let mut seen = 0;
    for payload in &payloads {
        let [sites, documents] = schemas.map(|name| {
            let mut text = || payload.clone();
            Maker::new(name, 1, &mut text).all()
        });
        let site: Site = serde_json::from_value(sites[0].clone()).unwrap();
        for document in documents {
            let document: Document = serde_json::from_value(document).unwrap();
            let html = gazette_view::print(&site, &Route::News, &document);
            seen += looked_through(&html, payload);
        }
    }
    assert!(seen > 20 * payloads.len(), "{seen}");
}

#[test]
fn every_element_of_a_body_is_as_safe() {
    let payloads = payloads(HOST);
    let mut next = payloads.iter().cycle().cloned();
    let mut text = || next.next().unwrap();
    let mut seen = 0;
    // Tags and texts go round in circles of different lengths, so that each tag comes to have each text.
    let [site] = &*Maker::new("site", 1, &mut || String::from("/")).all() else {
        panic!("there is one kind of site");
    };
    let site: Site = serde_json::from_value(site.clone()).unwrap();
    for document in Maker::new("document", 640, &mut text).all() {
        let document: Document = serde_json::from_value(document).unwrap();
        let html = gazette_view::print(&site, &Route::News, &document);
        seen += looked_through(&html, "a body");
    }
    assert!(seen > 1_000, "{seen}");
}

/// Looks at every attribute of a page as a browser does, and counts those with an address.
fn looked_through(html: &str, payload: &str) -> usize {
    let page = Url::parse(PAGE).unwrap();
    let all = Selector::parse("*").unwrap();
    let mut seen = 0;
    let html = Html::parse_fragment(html);
    for element in html.select(&all).map(|element| element.value()) {
        let is_scripted = matches!(
            element.name(),
            "script" | "iframe" | "svg" | "object" | "embed"
        );
        assert!(!is_scripted, "{payload:?} makes <{}>", element.name());
        for (name, value) in element.attrs() {
            let told = || format!("{payload:?} stands in {name} of <{}>", element.name());
            assert!(!name.starts_with("on") && name != "style", "{}", told());
            let addresses: Vec<&str> = match name {
                "srcset" => value.split(',').collect(),
                _ if name == SENT || FOLLOWED.contains(&name) || LOADED.contains(&name) => {
                    vec![value]
                }
                _ => continue,
            };
            for address in addresses {
                seen += 1;
                // What is no address leads nowhere.
                let Ok(url) = page.join(address) else {
                    continue;
                };
                let is_followed = FOLLOWED.contains(&name);
                let safe = ["http", "https", "mailto", "tel"].contains(&url.scheme());
                let own = url.origin() == page.origin();
                let sent = name == SENT && ["http", "https"].contains(&url.scheme());
                let is_good = if is_followed { safe } else { own || sent };
                assert!(is_good, "{}: {url}", told());
            }
        }
    }
    seen
}

/// Links to other hosts say so: without a scheme they would look like paths.
#[test]
fn paths_do_not_lead_to_other_hosts() {
    for payload in payloads(HOST)
        .iter()
        .filter(|it| it.starts_with(['/', '\\']))
    {
        let mut text = || payload.clone();
        let [site] = &*Maker::new("site", 1, &mut text).all() else {
            panic!("there is one kind of site");
        };
        let site: Site = serde_json::from_value(site.clone()).unwrap();
        let mut text = || payload.clone();
        for document in Maker::new("document", 1, &mut text).all() {
            let document: Document = serde_json::from_value(document).unwrap();
            let html = gazette_view::print(&site, &Route::News, &document);
            assert!(!led_to(&html).contains(&HOST.to_owned()), "{payload:?}");
        }
    }
}

/// The hosts to which links lead.
fn led_to(html: &str) -> Vec<String> {
    let page = Url::parse(PAGE).unwrap();
    let links = Selector::parse("a[href]").unwrap();
    let html = Html::parse_fragment(html);
    let hosts = html.select(&links).filter_map(|link| {
        let url = page.join(link.attr("href")?).ok()?;
        let url = Some(url).filter(|url| url.scheme().starts_with("http"))?;
        url.host_str().map(ToOwned::to_owned)
    });
    hosts.collect()
}
