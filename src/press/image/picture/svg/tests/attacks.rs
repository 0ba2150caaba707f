//! Drawings as attackers make them.

use super::{HEAD, drawing, read};
use crate::picture::{Fault, svg::Drawing};

/// A drawing of these elements, and what was taken out of it.
fn within(elements: &str) -> (String, Vec<String>) {
    let Drawing { text, removed, .. } =
        drawing(&format!("{HEAD} viewBox=\"0 0 9 9\">\n{elements}</svg>"));
    let text = text.split_once('>').unwrap().1;
    let text = text.trim().strip_suffix("</svg>").unwrap();
    (text.to_owned(), removed)
}

#[test]
fn bombs_and_what_lies_elsewhere_are_refused_by_name() {
    let svg = |doctype: &str, text: &str| {
        format!(
            "<?xml version=\"1.0\"?>\n<!-- A > B -->{doctype}{HEAD} viewBox=\"0 0 1 1\"><text>{text}</text></svg>"
        )
    };
    let mut laughs = String::from("<!DOCTYPE svg [<!ENTITY l0 \"ha\">");
    for level in 1..12 {
        let inner = format!("&l{};", level - 1).repeat(10);
        laughs += format!("<!ENTITY l{level} \"{inner}\">").as_str();
    }
    laughs += "]>";
    let quadratic = format!("<!DOCTYPE svg [<!ENTITY a \"{}\">]>", "a".repeat(50_000));
    for (doctype, text, why) in [
        (laughs.as_str(), "&l11;".to_owned(), "billion laughs"),
        (&laughs, String::new(), "billion laughs"),
        (&quadratic, "&a;".repeat(50), "billion laughs"),
        (
            "<!DOCTYPE svg [<!ENTITY a \"&b;\"><!ENTITY b '&a;'>]>",
            "&a;".into(),
            "made of itself",
        ),
        (
            "<!DOCTYPE svg [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>",
            "&a;".into(),
            "builds on another file",
        ),
        (
            "<!DOCTYPE svg [<!ENTITY a PUBLIC 'x' 'https://example.org/'>]>",
            String::new(),
            "builds on another file",
        ),
        (
            "<!DOCTYPE svg [<!ENTITY % a SYSTEM 'https://example.org/a.dtd'> %a;]>",
            String::new(),
            "parameter entity",
        ),
        (
            "<!DOCTYPE svg SYSTEM \"https://example.org/a.dtd\">",
            String::new(),
            "https://example.org/a.dtd",
        ),
        (
            "<!DOCTYPE svg SYSTEM 'own.dtd' [<!ENTITY a 'b'>]>",
            "&a;".into(),
            "own.dtd",
        ),
    ] {
        let fault = read(svg(doctype, &text).as_bytes()).unwrap_err();
        assert!(
            matches!(&fault, Fault::Unsafe(told) if told.contains(why)),
            "{fault:?}"
        );
    }
    for doctype in [
        "<!DOCTYPE svg>",
        "<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.0//EN' 'http://www.w3.org/TR/2001/REC-SVG-20010904/DTD/svg10.dtd'>",
        "<!DOCTYPE svg SYSTEM \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\" [ ]>",
        "<!DOCTYPE svg [<!-- ] > --><!ENTITY a \"]>\"><!ELEMENT b ANY>]\n>",
    ] {
        drawing(&svg(doctype, "x"));
    }
    let used = drawing(&svg(
        "<!DOCTYPE svg [<!ENTITY a 'x&b;'><!ENTITY b '&lt;y&gt;'>]>",
        "&a;",
    ));
    assert!(
        used.text.contains("<text>x&lt;y&gt;</text>"),
        "{}",
        used.text
    );
}

/// Elements, what is published of them, and what is told of what is not.
const ACTIVE: &[(&str, &str, &str)] = &[
    (
        "<script>alert(1)</script><g/>",
        "<g></g>",
        "a script in line 2",
    ),
    (
        "<script xlink:href='https://example.org/a.js'/>",
        "",
        "a script",
    ),
    ("<g onclick='alert(1)' ONLOAD='x'/>", "<g></g>", "(onclick)"),
    (
        "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>x</p></foreignObject>",
        "",
        "foreignObject",
    ),
    (
        "<a href='javascript:alert(1)'><text>x</text></a>",
        "<a><text>x</text></a>",
        "a link (javascript",
    ),
    (
        "<a xlink:href=' &#9;java&#10;script:alert(1)'/>",
        "<a></a>",
        "a link",
    ),
    (
        "<a><set attributeName='href' to='javascript:alert(1)'/></a>",
        "<a></a>",
        "animation",
    ),
    (
        "<a><animate attributeName=' xlink:href ' values='javascript:x'/></a>",
        "<a></a>",
        "animation",
    ),
    (
        "<g><set attributeName='onclick' to='x'/></g>",
        "<g></g>",
        "animation",
    ),
    (
        "<image href='https://example.org/a.png'/>",
        "<image></image>",
        "https://example.org/a.png",
    ),
    (
        "<image xlink:href='photo.jpg' width='5'/>",
        "<image width=\"5\"></image>",
        "photo.jpg",
    ),
    (
        "<image href='data:image/svg+xml,%3Csvg/%3E'/>",
        "<image></image>",
        "a picture of a kind",
    ),
    ("<use href='other.svg#a'/>", "<use></use>", "other.svg#a"),
    (
        "<use xlink:href='data:image/svg+xml,x#a'/>",
        "<use></use>",
        "data:image/svg+xml",
    ),
    (
        "<style>@import 'https://example.org/a.css'; g{fill:red}</style>",
        "<style> g{fill:red}</style>",
        "style from elsewhere",
    ),
    (
        "<style>@im<!-- -->port url(//example.org/a.css);</style>",
        "<style></style>",
        "style from elsewhere",
    ),
    (
        "<style>g{fill:url(https://example.org/#a)}</style>",
        "<style>g{fill:none}</style>",
        "example.org",
    ),
    (
        "<style>g{background:u\\72l('//example.org/a')}</style>",
        "<style>g{background:u\\72l(\"#\")}</style>",
        "example.org",
    ),
    (
        "<style>g{x:image-set('//example.org/a' 1x)}</style>",
        "<style>g{x:image-set(\"#\" 1x)}</style>",
        "example.org",
    ),
    (
        "<g style='fill:url(a.svg#b)'/>",
        "<g style=\"fill:none\"></g>",
        "a.svg#b",
    ),
    (
        "<g filter='url(//example.org/a#b)'/>",
        "<g filter=\"none\"></g>",
        "example.org",
    ),
    (
        "<g><animate attributeName='fill' values='url(//example.org/)'/></g>",
        "<g><animate attributeName=\"fill\" values=\"none\"></animate></g>",
        "example.org",
    ),
    (
        "<iframe src='https://example.org/'/>",
        "",
        "a film, sound or page",
    ),
];

#[test]
fn what_acts_is_taken_out_and_told() {
    for (elements, published, told) in ACTIVE.iter().copied() {
        let elements = elements.replace(
            '\'',
            if elements.contains("\\72l")
                || elements.contains("@import '")
                || elements.contains("('//")
            {
                "'"
            } else {
                "\""
            },
        );
        let (text, removed) = within(&elements);
        let text = text.replace("&quot;", "\"").replace("&apos;", "'");
        assert_eq!(text, published, "{elements}");
        assert!(
            removed.iter().any(|it| it.contains(told)),
            "{elements}: {removed:?}"
        );
    }
}

#[test]
fn what_draws_stays_and_nothing_is_told() {
    for elements in [
        "<defs><linearGradient id=\"a\" xlink:href=\"#b\"></linearGradient></defs><rect fill=\"url(#a)\"></rect>",
        "<style>@font-face{font-family:a;src:url(data:font/woff2;base64,AA)}.a{fill:url(#a)}</style>",
        "<g transform=\"matrix(1 0 0 1 0 0)\" clip-path=\"url(#c)\"><use href=\"#d\"></use></g>",
        "<text><tspan>a</tspan> <tspan>b</tspan></text>",
        "<circle r=\"1\"><animate attributeName=\"r\" values=\"1;2\"></animate></circle>",
        "<title>Only (a) title</title>",
    ] {
        assert_eq!(within(elements), (elements.to_owned(), vec![]));
    }
    // A namespace that was forgotten is put there, so that browsers show the drawing.
    let bare = drawing("<svg width=\"5\" height=\"5\"><g/></svg>");
    assert!(
        bare.text
            .starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\""),
        "{}",
        bare.text
    );
}

#[test]
fn what_is_no_drawing_is_told() {
    for (text, why) in [
        ("<html><body/></html>", "no svg element"),
        ("", "no svg element"),
        (
            "<svg xmlns='http://example.org/' width='1' height='1'/>",
            "namespace",
        ),
    ] {
        let fault = read(text.as_bytes()).unwrap_err();
        assert!(
            matches!(&fault, Fault::Foreign(told) if told.contains(why)),
            "{fault:?}"
        );
    }
    let cut = read(format!("{HEAD} width='1' height='1'><g>").as_bytes());
    assert!(matches!(cut, Err(Fault::Damaged(_))), "{cut:?}");
    // As deep as anyone likes.
    let deep = format!(
        "{HEAD} width='1' height='1'>{}{}</svg>",
        "<g>".repeat(50_000),
        "</g>".repeat(50_000)
    );
    assert!(read(deep.as_bytes()).is_ok());
    let nested = format!(
        "{HEAD} width='1' height='1'><style>{}</style></svg>",
        "(".repeat(50_000)
    );
    assert!(!read(nested.as_bytes()).unwrap().removed.is_empty());
}
