//! Consultations and calls for evidence: when they are open, how to answer, and what came of them.

use gazette_model::escape;
use jiff::civil::{Date, DateTime};
use serde_json::Value;

use crate::{dates, json_feed::text_of};

/// Parts of a consultation: what the names of their keys begin with, and what they are called.
const PARTS: [(&str, &str); 3] = [
    ("final_outcome", "Outcome"),
    ("outcome", "Outcome"),
    ("public_feedback", "Feedback received"),
];

/// Renders the dates, ways to respond and outcomes of a consultation as HTML, to go below its text.
pub fn html(details: &Value) -> Option<String> {
    let mut html = String::new();
    let of = |name: &str| text_of(&details[name]);
    if let Some(opens) = of("opening_date") {
        let until = of("closing_date")
            .map_or_else(String::new, |closes| format!(" to {}", moment(&closes)));
        html.extend([
            "<h2>Dates</h2><p>Open from ",
            &moment(&opens),
            &until,
            ".</p>",
        ]);
    }
    for (key, title) in PARTS {
        part(details, key, title, &mut html);
    }
    if let Some(address) = of("held_on_another_website_url") {
        let address = escape(&address);
        let link = link(&address, &address);
        html.extend(["<p>It is held on another website: ", &link, "</p>"]);
    }
    ways(&details["ways_to_respond"], &mut html);
    (!html.is_empty()).then_some(html)
}

/// A date as a person reads it, at the clock of the place where it was written.
fn moment(written: &str) -> String {
    let read = dates::read(written).unwrap_or_default();
    let clock = read
        .get(..19)
        .and_then(|clock| clock.parse::<DateTime>().ok());
    match (clock, read.parse::<Date>()) {
        (Some(clock), _) => clock.strftime("%-d %B %Y, %H:%M").to_string(),
        (None, Ok(day)) => day.strftime("%-d %B %Y").to_string(),
        (None, Err(_)) => escape(written),
    }
}

fn part(details: &Value, key: &str, title: &str, html: &mut String) {
    let of = |name: &str| text_of(&details[format!("{key}_{name}")]);
    let text = of("detail");
    let files = documents(&details[format!("{key}_documents")]);
    let links = attached(details, &details[format!("{key}_attachments")]);
    if text.is_none() && files.is_empty() && links.is_empty() {
        return;
    }
    html.extend(["<h2>", title, "</h2>"]);
    if let Some(date) = of("publication_date") {
        html.extend(["<p>Published on ", &moment(&date), ".</p>"]);
    }
    html.push_str(&lowered(&text.unwrap_or_default()));
    // The documents are the attachments, with more about them.
    html.push_str(if links.is_empty() { &files } else { &links });
}

fn documents(list: &Value) -> String {
    list.as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .map(lowered)
        .collect()
}

/// Links to attachments, which are named by their numbers among all.
fn attached(details: &Value, names: &Value) -> String {
    let all = details["attachments"]
        .as_array()
        .map_or(&[][..], Vec::as_slice);
    let names = names.as_array().into_iter().flatten();
    let files = names.filter_map(|name| {
        if name.is_object() {
            return Some(name);
        }
        let name = text_of(name)?;
        all.iter()
            .find(|file| text_of(&file["id"]).as_ref() == Some(&name))
    });
    let links: String = files
        .filter_map(|file| {
            let url = text_of(&file["url"])?;
            let title = text_of(&file["title"]).or_else(|| text_of(&file["filename"]));
            Some(format!(
                "<li><a href=\"{}\">{}</a></li>",
                escape(&url),
                escape(&title.unwrap_or_else(|| url.clone()))
            ))
        })
        .collect();
    if links.is_empty() {
        links
    } else {
        format!("<ul>{links}</ul>")
    }
}

/// A text whose headings go below one of the second level.
fn lowered(html: &str) -> String {
    let mut html = html.to_owned();
    for level in (2..6).rev() {
        for end in ["<h", "</h"] {
            html = html.replace(&format!("{end}{level}"), &format!("{end}{}", level + 1));
        }
    }
    html
}

fn ways(ways: &Value, html: &mut String) {
    let of = |name: &str| text_of(&ways[name]).map(|text| escape(&text));
    let web = of("link_url").map(|address| link(&address, &address));
    let mail = of("email").map(|mail| link(&format!("mailto:{mail}"), &mail));
    let post = of("postal_address").map(|post| post.replace('\n', "<br>"));
    let form = of("attachment_url").map(|form| link(&form, "Form"));
    let mut all = [web, mail, post, form].into_iter().flatten().peekable();
    if all.peek().is_some() {
        html.push_str("<h2>Ways to respond</h2><ul>");
        all.for_each(|way| html.extend(["<li>", &way, "</li>"]));
        html.push_str("</ul>");
    }
}

/// A link, of what is HTML already.
fn link(address: &str, words: &str) -> String {
    format!("<a href=\"{address}\">{words}</a>")
}
