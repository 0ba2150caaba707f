//! Allowlist of the elements and attributes of foreign HTML that a manuscript can express.

use gazette_model::{Attribute, Tag, has_safe_scheme};
use scraper::ElementRef;

/// Elements that go together with what is in them: it is no text, or cannot be published.
pub const HOLLOW: [&str; 25] = [
    "applet", "audio", "base", "button", "canvas", "embed", "form", "iframe", "input", "link",
    "map", "math", "meta", "noembed", "noframes", "noscript", "object", "script", "select",
    "style", "svg", "template", "textarea", "title", "video",
];

/// Hollow elements that no reader misses.
pub const UNSEEN: [&str; 7] = [
    "base", "link", "meta", "noscript", "style", "template", "title",
];

/// The name of the element that one means by its class or style; its own as a rule.
pub fn meant(html: ElementRef<'_>) -> &str {
    let name = html.value().name();
    let class = html.attr("class").unwrap_or_default();
    let is = |wanted: &str| class.split_whitespace().any(|class| class == wanted);
    match name {
        "div" | "dl" if is("wp-caption") || is("gallery-item") => "figure",
        "p" | "dd" | "div" if is("wp-caption-text") || is("gallery-caption") => "figcaption",
        "dt" if is("gallery-icon") => "span",
        // Google Docs puts a whole text into bold letters that are not bold.
        "b" | "strong" if declares(html, "font-weight", &["normal", "400"]) => "span",
        name => name,
    }
}

/// Tells whether an element's inline style gives a property one of these values.
pub fn declares(html: ElementRef<'_>, property: &str, values: &[&str]) -> bool {
    style(html, property).is_some_and(|value| values.contains(&value.as_str()))
}

/// Returns a property's value in an element's inline style, in lower case; the last declaration counts.
pub fn style(html: ElementRef<'_>, property: &str) -> Option<String> {
    let declarations = html
        .attr("style")?
        .split(';')
        .filter_map(|part| part.split_once(':'));
    let mut found = declarations.filter(|(name, _)| name.trim().eq_ignore_ascii_case(property));
    let (_, value) = found.next_back()?;
    Some(value.replace("!important", "").trim().to_lowercase())
}

/// The address of what an element shows. Scripts that load pictures late keep it in attributes of their own.
pub fn source(html: ElementRef<'_>) -> Option<&str> {
    let names = [
        "src",
        "data",
        "data-src",
        "data-lazy-src",
        "data-original",
        "data-orig-file",
        "data-url",
    ];
    let mut found = names
        .into_iter()
        .filter_map(|name| html.attr(name))
        .map(str::trim);
    found.find(|address| !address.is_empty() && has_safe_scheme(address))
}

/// Tells whether an element may contain blocks.
pub fn holds_blocks(tag: Tag) -> bool {
    let is_line = matches!(
        tag,
        Tag::P | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6
    );
    tag.is_block() && !is_line
}

/// The element that means the same in a manuscript; `None` for a wrapper that means nothing there.
pub fn tag(name: &str) -> Option<Tag> {
    match name {
        "h1" => Some(Tag::H2),
        "b" => Some(Tag::Strong),
        "i" => Some(Tag::Em),
        "s" | "strike" => Some(Tag::Del),
        "tt" => Some(Tag::Code),
        "menu" | "dir" => Some(Tag::Ul),
        "listing" | "xmp" => Some(Tag::Pre),
        "acronym" => Some(Tag::Abbr),
        "article" | "address" | "center" | "fieldset" | "footer" | "header" | "main" | "nav" => {
            Some(Tag::Div)
        }
        _ => Tag::from_name(name).filter(|tag| !tag.is_of_form()),
    }
}

/// Tells whether an attribute is carried over.
pub fn is_kept(tag: Tag, attribute: Attribute, value: &str) -> bool {
    attribute.is_allowed_on(tag)
        && match attribute {
            Attribute::Href => has_safe_scheme(value) && !value.is_empty(),
            Attribute::Title => matches!(tag, Tag::A | Tag::Img | Tag::Abbr) && !value.is_empty(),
            Attribute::Colspan | Attribute::Rowspan => value != "1",
            Attribute::Scope => matches!(value, "row" | "rowgroup"),
            Attribute::Lang | Attribute::Dir => !value.is_empty(),
            Attribute::Alt
            | Attribute::Start
            | Attribute::Reversed
            | Attribute::Value
            | Attribute::Datetime => true,
            _ => false,
        }
}

/// The class of a cell that is aligned.
pub fn alignment(cell: ElementRef<'_>) -> Option<&'static str> {
    let style = cell
        .attr("style")
        .unwrap_or_default()
        .replace(' ', "")
        .to_lowercase();
    let side = cell.attr("align").map(str::to_lowercase);
    let is =
        |name: &str| side.as_deref() == Some(name) || style.contains(&format!("text-align:{name}"));
    if is("right") || is("end") {
        Some("align-end")
    } else {
        is("center").then_some("align-center")
    }
}

/// Kinds of callouts.
pub const CALLOUTS: [&str; 5] = ["note", "tip", "important", "warning", "caution"];

/// The kind of callout that an element is, which says so by its role.
pub fn callout(element: ElementRef<'_>) -> Option<&'static str> {
    let is_note = element.attr("role") == Some("note") && element.value().name() != "a";
    let class = element.attr("class").unwrap_or_default();
    let named = |kind: &&str| class.contains(&format!("callout--{kind}"));
    let warns = class.contains("warning") || class.contains("help-notice");
    let other = if warns { "warning" } else { "note" };
    is_note.then(|| CALLOUTS.into_iter().find(named).unwrap_or(other))
}
