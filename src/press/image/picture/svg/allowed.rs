//! Allow-list for SVG (SVG 2, appendix "element index"): all elements that draw, and none that acts.

/// Elements of SVG that are published.
const ELEMENTS: [&str; 72] = [
    "a",
    "altGlyph",
    "altGlyphDef",
    "altGlyphItem",
    "animate",
    "animateColor",
    "animateMotion",
    "animateTransform",
    "circle",
    "clipPath",
    "color-profile",
    "defs",
    "desc",
    "ellipse",
    "feBlend",
    "feColorMatrix",
    "feComponentTransfer",
    "feComposite",
    "feConvolveMatrix",
    "feDiffuseLighting",
    "feDisplacementMap",
    "feDistantLight",
    "feDropShadow",
    "feFlood",
    "feFuncA",
    "feFuncB",
    "feFuncG",
    "feFuncR",
    "feGaussianBlur",
    "feImage",
    "feMerge",
    "feMergeNode",
    "feMorphology",
    "feOffset",
    "fePointLight",
    "feSpecularLighting",
    "feSpotLight",
    "feTile",
    "feTurbulence",
    "filter",
    "font",
    "font-face",
    "font-face-name",
    "font-face-src",
    "g",
    "glyph",
    "glyphRef",
    "hkern",
    "image",
    "line",
    "linearGradient",
    "marker",
    "mask",
    "missing-glyph",
    "mpath",
    "path",
    "pattern",
    "polygon",
    "polyline",
    "radialGradient",
    "rect",
    "set",
    "stop",
    "style",
    "svg",
    "switch",
    "symbol",
    "text",
    "textPath",
    "title",
    "tref",
    "tspan",
];

/// Elements beside those of the index.
const MORE: [&str; 3] = ["use", "view", "vkern"];

/// Tells whether an element of SVG is published.
pub fn is_element(name: &str) -> bool {
    ELEMENTS.contains(&name) || MORE.contains(&name)
}

/// Name in a report of an element that is stripped; `None` where no reader sees that it is missing.
pub fn loss(name: &str) -> Option<&'static str> {
    match name.to_ascii_lowercase().as_str() {
        "script" | "handler" | "listener" => Some("a script"),
        "foreignobject" => Some("HTML within the drawing (foreignObject)"),
        "iframe" | "object" | "embed" | "audio" | "video" | "canvas" => {
            Some("a film, sound or page within the drawing")
        }
        _ => None,
    }
}

/// Tells whether an animation of an attribute is active content: a link's target, a source or an event handler.
pub fn is_acting(attribute: &str) -> bool {
    let name = attribute.trim().rsplit(':').next().unwrap_or_default();
    let name = name.to_ascii_lowercase();
    name == "href" || name == "src" || name.starts_with("on")
}
