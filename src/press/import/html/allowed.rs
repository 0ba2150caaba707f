//! Which elements and attributes of foreign HTML mean something in a manuscript.

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

/// The element that means the same in a manuscript; `None` for a wrapper that means nothing there.
pub fn tag(name: &str) -> Option<Tag> {
    match name {
        "h1" => Some(Tag::H2),
        "b" => Some(Tag::Strong),
        "i" => Some(Tag::Em),
        "s" | "strike" => Some(Tag::Del),
        "tt" => Some(Tag::Code),
        "acronym" => Some(Tag::Abbr),
        "article" | "address" | "center" | "fieldset" | "footer" | "header" | "main" | "nav" => {
            Some(Tag::Div)
        }
        _ => Tag::from_name(name),
    }
}

/// Whether an attribute is carried over.
pub fn is_kept(tag: Tag, attribute: Attribute, value: &str) -> bool {
    match attribute {
        Attribute::Href => tag == Tag::A && has_safe_scheme(value) && !value.is_empty(),
        Attribute::Src => tag == Tag::Img && has_safe_scheme(value) && !value.is_empty(),
        Attribute::Alt => tag == Tag::Img,
        Attribute::Title => matches!(tag, Tag::A | Tag::Img | Tag::Abbr) && !value.is_empty(),
        Attribute::Colspan | Attribute::Rowspan => matches!(tag, Tag::Td | Tag::Th) && value != "1",
        Attribute::Scope => tag == Tag::Th && matches!(value, "row" | "rowgroup"),
        Attribute::Start => tag == Tag::Ol && value != "1",
        Attribute::Datetime => matches!(tag, Tag::Time | Tag::Del | Tag::Ins),
        Attribute::Lang | Attribute::Dir => !value.is_empty(),
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
