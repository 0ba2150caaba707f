//! Drawings in an edition, and files that are no pictures.

use std::fs;

use base64::{Engine, engine::general_purpose::STANDARD};

use super::{desk, ending, media, tells};

/// A picture with what a camera wrote, within a drawing.
fn with_photograph() -> Vec<u8> {
    let photograph = STANDARD.encode(super::photograph());
    let image = [
        "<image width=\"9\" height=\"9\" xlink:href=\"data:image/jpeg;base64,\n",
        &photograph,
        "\"/>",
    ];
    svg(&image.concat())
}

fn svg(elements: &str) -> Vec<u8> {
    let head = "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"0 0 30.5 20.5\">\n";
    [head, elements, "</svg>"].concat().into_bytes()
}

#[test]
fn drawings_are_published_without_what_acts() {
    let evil = "<script>alert(1)</script>\n<g onload=\"alert(2)\"><path d=\"M0 0h9v9\"/></g>";
    let desk = desk(&[
        ("evil.svg", svg(evil)),
        ("UPPER.SVG", svg("<rect width=\"9\" height=\"9\"/>")),
        ("photo.svg", with_photograph()),
    ]);
    let article = fs::read_to_string(desk.path("content/news/a.md")).unwrap();
    let attached = "\n[[attachments]]\ntitle = \"Drawing\"\nfile = \"/media/other.svg\"\n+++\n";
    fs::write(desk.path("content/media/other.svg"), svg(evil)).unwrap();
    let article = article.replacen("\n+++\n", attached, 1) + "\n[The drawing](/media/evil.svg).\n";
    fs::write(desk.path("content/news/a.md"), article).unwrap();
    let outcome = desk.build();
    assert_eq!(outcome.code, 0, "{}", outcome.text);
    insta::assert_snapshot!("images_drawings", outcome.text);
    let drawings: Vec<String> = media(&desk)
        .into_iter()
        .filter(|file| ending(file) == "svg")
        .collect();
    assert_eq!(drawings.len(), 4, "{drawings:?}");
    for file in drawings {
        let bytes = fs::read(desk.path("dist/media").join(&file)).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        assert!(!text.contains("alert"), "{file}: {text}");
        assert!(
            text.contains("<path") || text.contains("<rect") || text.contains("<image"),
            "{file}"
        );
        if let Some((_, picture)) = text.split_once("base64,") {
            let picture = STANDARD.decode(picture.split('"').next().unwrap()).unwrap();
            assert!(
                !tells(&picture) && picture.starts_with(b"\xff\xd8"),
                "{file}"
            );
        }
    }
    let page = desk.read("news/a/index.html");
    assert!(page.contains("width=\"31\" height=\"21\""), "{page}");
}

#[test]
fn what_is_no_picture_is_called_what_it_is() {
    let bomb = "<?xml version=\"1.0\"?><!DOCTYPE svg [<!ENTITY a \"aaaaaaaaaa\">\n";
    let mut bomb = bomb.to_owned();
    for level in ["b", "c", "d", "e", "f", "g", "h"] {
        let before = char::from(level.as_bytes()[0] - 1);
        let entity = format!("&{before};").repeat(10);
        bomb += format!("<!ENTITY {level} \"{entity}\">\n").as_str();
    }
    bomb +=
        "]><svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"><text>&h;</text></svg>";
    let elsewhere = "<!DOCTYPE svg [<!ENTITY a SYSTEM \"file:///etc/hostname\">]><svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"><text>&a;</text></svg>";
    let avif = [&b"\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf"[..], b"\0\0\0\x2cmeta\0\0\0\0\0\0\0\x20iprp\0\0\0\x18ipco\0\0\0\x14ispe\0\0\0\0\0\0\0\x01\0\0\0\x01\0\0\0\x15infe\x02\0\0\0\0\x01\0\0Exif\0"].concat();
    let desk = desk(&[
        ("empty.jpg", Vec::new()),
        ("short.jpg", b"\xff\xd8".to_vec()),
        ("start.png", b"\x89PNG\r\n\x1a\n\0\0".to_vec()),
        ("zeros.jpg", vec![0; 4096]),
        ("text.png", b"A text.\n".to_vec()),
        (
            "page.png",
            b"\n<!DOCTYPE html>\n<title>404</title>".to_vec(),
        ),
        (
            "pointer.jpg",
            b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 5\n".to_vec(),
        ),
        ("scan.tif", b"II*\0\x08\0\0\0\0\0\0\0".to_vec()),
        ("old.bmp", b"BM\x46\0\0\0\0\0\0\0\x36\0\0\0".to_vec()),
        ("paper.jpg", b"%PDF-1.7\n%\xe2\xe3".to_vec()),
        ("phone.jpg", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec()),
        ("film.png", b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom".to_vec()),
        ("drawing.png", svg("<g/>")),
        ("empty.svg", Vec::new()),
        ("bomb.svg", bomb.into_bytes()),
        ("elsewhere.svg", elsewhere.as_bytes().to_vec()),
        (
            "sizeless.svg",
            b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>".to_vec(),
        ),
        ("camera.avif", avif),
    ]);
    let outcome = desk.press(&["check"]);
    assert_eq!(outcome.code, 1, "{}", outcome.text);
    insta::assert_snapshot!("images_foreign", outcome.text);
}

/// Hosts say by a file's name what it is.
#[test]
fn pictures_are_named_by_what_they_are() {
    let desk = desk(&[
        ("png.jpg", super::drawing()),
        ("jpeg.png", super::photograph()),
        ("webp.jpg", super::web_picture()),
        ("jpeg.jfif", super::photograph()),
        ("upper.JPEG", super::photograph()),
    ]);
    assert_eq!(desk.build().code, 0);
    let files = media(&desk);
    let is_there = |stem: &str, kind: &str| {
        files.iter().any(|file| {
            file.starts_with(&format!("{stem}-"))
                && ending(file) == kind
                && file.matches('-').count() == 1
        })
    };
    for (stem, kind) in [
        ("png", "png"),
        ("jpeg", "jpg"),
        ("webp", "webp"),
        ("upper", "jpeg"),
    ] {
        assert!(is_there(stem, kind), "{stem}.{kind}: {files:?}");
    }
}
