//! The assets that a page names, so that no page goes where its assets are not.

use gazette_publish::host::headers::IMMUTABLE;
use percent_encoding::percent_decode_str;

/// Attributes that lead to files, besides those that begin with `data-`.
const ATTRIBUTES: [&str; 4] = ["href", "poster", "src", "srcset"];

/// Paths, below the site's base, of all assets and media that a page's tags name. Text between tags names nothing.
pub fn assets(page: &str, base: &str) -> Vec<String> {
    let mut found = Vec::new();
    for tag in page.split('<').skip(1) {
        let mut rest = tag;
        while let Some((before, after)) = rest.split_once("=\"") {
            // Behind the tag's end there is text.
            if before.contains('>') {
                break;
            }
            let Some((value, behind)) = after.split_once('"') else {
                break;
            };
            let name = before.rsplit(char::is_whitespace).next().unwrap_or(before);
            if ATTRIBUTES.contains(&name) || name.starts_with("data-") {
                found.extend(named(value, base));
            }
            rest = behind;
        }
    }
    found
}

/// The addresses of a value, which may be a list.
fn named<'a>(value: &'a str, base: &'a str) -> impl Iterator<Item = String> + 'a {
    let addresses = value.split(|c: char| c == ',' || c.is_whitespace());
    addresses.filter_map(move |address| {
        let below = address.strip_prefix(base)?;
        let (folder, _) = below.split_once('/')?;
        let (path, _) = below.split_once(['?', '#']).unwrap_or((below, ""));
        let is_asset = IMMUTABLE.contains(&folder) && !path.contains('&');
        is_asset.then(|| percent_decode_str(path).decode_utf8_lossy().into_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_name_assets_and_texts_do_not() {
        let page = "<link rel=\"stylesheet\" href=\"/base/assets/a.css\"><img alt=\"x > y\" \
            srcset=\"/base/media/a-1.avif 1x, /base/media/a-2.avif 2x\" src='no'>\
            <p title=\"/base/assets/no\">href=\"/base/assets/no.js\"</p>\
            <script src=\"/base/assets/boot.js?x\" data-wasm=\"/base/assets/b%20c.wasm\"></script>\
            <a href=\"/base/news/\"></a><a href=\"https://e.example/base/assets/no\"></a>";
        let found = assets(page, "/base/");
        let expected = [
            "assets/a.css",
            "media/a-1.avif",
            "media/a-2.avif",
            "assets/boot.js",
            "assets/b c.wasm",
        ];
        assert_eq!(found, expected);
        assert_eq!(assets("<img src=\"/media/a.png\">", "/"), ["media/a.png"]);
    }
}
