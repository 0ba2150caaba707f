//! Drawings as programs write them.

mod attacks;

use encoding_rs::{WINDOWS_1251, WINDOWS_1252};

use super::Drawing;
use crate::picture::Fault;

fn read(bytes: &[u8]) -> Result<Drawing, Fault> {
    super::read(bytes, |picture| Some(picture.into()))
}

const HEAD: &str =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"";

fn drawing(text: &str) -> Drawing {
    read(text.as_bytes()).unwrap_or_else(|fault| panic!("{text}: {fault:?}"))
}

#[test]
fn what_illustrator_writes_is_read() {
    let text = r##"<?xml version="1.0" encoding="utf-8"?>
<!-- Generator: Adobe Illustrator 15.0.0, SVG Export Plug-In . SVG Version: 6.00 Build 0)  -->
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" [
	<!ENTITY ns_extend "http://ns.adobe.com/Extensibility/1.0/">
	<!ENTITY ns_ai "http://ns.adobe.com/AdobeIllustrator/10.0/">
	<!ENTITY ns_svg "http://www.w3.org/2000/svg">
	<!ATTLIST svg xmlns:a CDATA #FIXED "http://ns.adobe.com/AdobeSVGViewerExtensions/3.0/">
]>
<svg version="1.1" xmlns:x="&ns_extend;" xmlns:i="&ns_ai;" xmlns="&ns_svg;" x="0px" y="0px" width="100.5px" height="50pt"
	 viewBox="0 0 100.5 66.7" i:viewOrigin="0 1">
<switch><foreignObject requiredExtensions="&ns_ai;" x="0" y="0" width="1" height="1"><i:pgfRef xlink:href="#a" xmlns:xlink="http://www.w3.org/1999/xlink"/></foreignObject>
<g i:extraneous="self"><path fill="#FF0000" d="M0,0h10v10"/></g></switch>
<i:pgf id="a"><![CDATA[secret]]></i:pgf>
</svg>"##;
    let Drawing {
        text,
        size,
        removed,
    } = drawing(text);
    assert_eq!(size, (101, 67));
    assert!(removed.is_empty(), "{removed:?}");
    for gone in [
        "DOCTYPE",
        "ENTITY",
        "adobe",
        "secret",
        "i:",
        "foreignObject",
    ] {
        assert!(!text.contains(gone), "{gone} in {text}");
    }
    assert!(
        text.contains("<path fill=\"#FF0000\" d=\"M0,0h10v10\">"),
        "{text}"
    );
    // What is published is what is read of it.
    assert_eq!(drawing(&text).text, text);
}

#[test]
fn what_inkscape_knows_of_its_author_is_gone() {
    let text = r#"<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<svg xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"
  xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" xmlns:svg="http://www.w3.org/2000/svg"
  xmlns="http://www.w3.org/2000/svg" width="210mm" height="297mm" inkscape:export-filename="/home/lin/secret.png">
<sodipodi:namedview inkscape:current-layer="secret"/><metadata><dc:creator>secret</dc:creator></metadata>
<svg:g style="fill:red" inkscape:label="secret"><svg:text xml:space="preserve">Straße &amp; Fluß</svg:text></svg:g></svg>"#;
    let Drawing { text, size, .. } = drawing(text);
    assert_eq!(size, (794, 1123));
    assert!(
        !text.contains("secret") && !text.contains("inkscape"),
        "{text}"
    );
    assert!(
        text.contains(
            "<g style=\"fill:red\"><text xml:space=\"preserve\">Straße &amp; Fluß</text></g>"
        ),
        "{text}"
    );
}

#[test]
fn every_encoding_is_read() {
    let text = |encoding: &str| {
        format!(
            "<?xml version='1.0' encoding='{encoding}'?>{HEAD} viewBox='0,0,1.5,2'><text>éü</text></svg>"
        )
    };
    let utf16 = |text: &str, bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    };
    let marked = format!("\u{feff}{}", text("utf-16"));
    let latin = WINDOWS_1252.encode(&text("iso-8859-1")).0.into_owned();
    for bytes in [
        text("UTF-8").into_bytes(),
        format!("\u{feff}{}", text("utf-8")).into_bytes(),
        utf16(&marked, u16::to_le_bytes),
        utf16(&marked, u16::to_be_bytes),
        utf16(&text("UTF-16"), u16::to_le_bytes),
        utf16(&text("UTF-16"), u16::to_be_bytes),
        // Whoever saved it anew has forgotten the declaration.
        text("UTF-16").into_bytes(),
        latin,
    ] {
        let drawing = read(&bytes).unwrap();
        assert!(drawing.text.contains("<text>éü</text>"), "{}", drawing.text);
        assert_eq!(drawing.size, (2, 2));
    }
    let cyrillic = text("windows-1251").replace("éü", "Привет");
    let drawing = read(&WINDOWS_1251.encode(&cyrillic).0).unwrap();
    assert!(drawing.text.contains("Привет"));
    let wrong = read(&WINDOWS_1252.encode(&text("utf-8")).0).unwrap_err();
    assert!(
        matches!(&wrong, Fault::Damaged(why) if why.contains("UTF-8")),
        "{wrong:?}"
    );
    let unknown = read(text("martian").as_bytes()).unwrap_err();
    assert!(
        matches!(&unknown, Fault::Foreign(why) if why.contains("martian")),
        "{unknown:?}"
    );
    let packed = read(b"\x1f\x8b\x08").unwrap_err();
    assert!(
        matches!(&packed, Fault::Foreign(why) if why.contains("SVGZ")),
        "{packed:?}"
    );
}

#[test]
fn sizes_are_as_browsers_take_them() {
    for (attributes, size) in [
        ("width='100' height='50'", (100, 50)),
        ("width='100.4px' height=' 50.6 px '", (100, 51)),
        ("width='72pt' height='6pc'", (96, 96)),
        ("width='25.4mm' height='2.54cm'", (96, 96)),
        ("width='1in' height='2em'", (96, 32)),
        ("width='100%' height='100%' viewBox='0 0 30 20'", (30, 20)),
        ("viewBox='0 0 0.4 0.2'", (1, 1)),
        ("viewBox='-10.5,-3.25,120.75,60.5'", (121, 61)),
        ("viewBox=' 0\n0\t24 , 48 '", (24, 48)),
        ("viewBox='0 0 1e2 +50'", (100, 50)),
        ("width='200' viewBox='0 0 100 50'", (200, 100)),
        ("height='25' viewBox='0 0 100 50'", (50, 25)),
        ("width='auto' height='0' viewBox='0 0 8 9'", (8, 9)),
        ("width='NaN' height='inf' viewBox='0 0 8 9'", (8, 9)),
    ] {
        assert_eq!(
            drawing(&format!("{HEAD} {attributes}/>")).size,
            size,
            "{attributes}"
        );
    }
    for attributes in [
        "",
        "width='100%'",
        "viewBox='0 0 0 0'",
        "viewBox='0 0 -5 5'",
        "width='5'",
    ] {
        let fault = read(format!("{HEAD} {attributes}/>").as_bytes()).unwrap_err();
        assert!(matches!(&fault, Fault::Sizeless), "{fault:?}");
    }
}
