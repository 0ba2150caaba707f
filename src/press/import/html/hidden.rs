//! Elements that browsers do not show.

use scraper::{ElementRef, Node as HtmlNode};

use crate::html::allowed::HOLLOW;

/// Tells whether browsers hide an element from everyone who does not run its page's scripts.
pub fn is_hidden(html: ElementRef<'_>) -> bool {
    let value = html.attr("hidden").map(str::to_lowercase);
    // Who searches the page for it, finds it.
    value.is_some_and(|value| value != "until-found")
        || html.value().name() == "dialog" && html.attr("open").is_none()
        || html.attr("style").is_some_and(hides)
}

/// Tells whether an inline style hides its element.
pub fn hides(style: &str) -> bool {
    let mut plain = String::new();
    let mut rest = style;
    while let Some((before, comment)) = rest.split_once("/*") {
        plain.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    plain.push_str(rest);
    plain.split(';').any(|declaration| {
        let Some((name, value)) = declaration.split_once(':') else {
            return false;
        };
        let value = value.to_lowercase().replace("!important", "");
        let value = value.trim();
        match name.trim().to_lowercase().as_str() {
            "display" => value == "none",
            "visibility" => matches!(value, "hidden" | "collapse"),
            "content-visibility" => value == "hidden",
            "opacity" | "font-size" => {
                let number = value.trim_end_matches(|c: char| c.is_alphabetic() || c == '%');
                number.parse().is_ok_and(|number: f64| number == 0.0)
            }
            _ => false,
        }
    })
}

/// The text of an element, without what is hidden in it.
pub fn shown_text(html: ElementRef<'_>) -> String {
    let mut text = String::new();
    let mut open: Vec<_> = html.children().rev().collect();
    while let Some(node) = open.pop() {
        match node.value() {
            HtmlNode::Text(words) => text.push_str(words),
            HtmlNode::Element(element)
                if !HOLLOW.contains(&element.name())
                    && !ElementRef::wrap(node).is_some_and(is_hidden) =>
            {
                open.extend(node.children().rev());
            }
            _ => {}
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::hides;

    #[test]
    fn styles_hide_what_browsers_hide() {
        for style in [
            "display:none",
            "color: red; DISPLAY : None !important",
            "display:/* x */none",
            "visibility: hidden",
            "opacity:0",
            "font-size: 0px",
        ] {
            assert!(hides(style), "{style}");
        }
        for style in [
            "display:block",
            "opacity:.5",
            "font-size:10px",
            "x-display:none",
            "visibility:visible",
            "",
        ] {
            assert!(!hides(style), "{style}");
        }
    }
}
