//! Addresses that stand alone on a line: WordPress shows there what they lead to. Here they become links.

use gazette_content::body::video_site;
use gazette_model::escape;
use url::Url;

use crate::wordpress::verbatim;

/// Makes links of them; `lost` is told.
pub fn lead(text: &str, lost: &mut Vec<String>) -> String {
    let mut ranges = verbatim::ranges(text).into_iter().peekable();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        while ranges.next_if(|range| range.end <= at).is_some() {}
        let is_read = ranges
            .peek()
            .is_none_or(|range| range.start >= at + line.len());
        match alone(line).filter(|_| is_read) {
            Some(address) => {
                out.push_str(&link(address, lost));
                out.push('\n');
            }
            None => out.push_str(line),
        }
        at += line.len();
    }
    out
}

/// A link in place of what an address shows.
pub fn link(address: &str, lost: &mut Vec<String>) -> String {
    lost.push(format!(
        "what {address} showed, in whose place there is a link"
    ));
    paragraph(address)
}

/// A link in place of what an address shows, with what stands below it as its text, if that is a title for a video.
pub fn titled(address: &str, caption: &str, lost: &mut Vec<String>) -> String {
    let whole = link(address, lost);
    let caption = caption.trim();
    let is_video = Url::parse(address).is_ok_and(|url| video_site::name(&url).is_some());
    let text = whole
        .rfind("\">")
        .filter(|_| is_video && !caption.contains('<'));
    match text {
        Some(at) if !caption.is_empty() => format!("{}\">{caption}</a></p>", &whole[..at]),
        _ => format!("{whole}<p>{caption}</p>"),
    }
}

/// A paragraph that is a link to an address.
pub fn paragraph(address: &str) -> String {
    let page = video_site::page(address);
    let address = escape(page.as_deref().unwrap_or(address));
    format!("<p><a href=\"{address}\">{address}</a></p>")
}

/// The address that a line consists of, which may be a paragraph.
fn alone(line: &str) -> Option<&str> {
    let line = line.trim();
    let line = match line.strip_prefix("<p") {
        Some(rest) => rest.split_once('>')?.1.strip_suffix("</p>")?.trim(),
        None => line,
    };
    is_address(line).then_some(line)
}

/// Tells whether a text is a web address and nothing else.
pub fn is_address(text: &str) -> bool {
    let rest = text
        .strip_prefix("https://")
        .or(text.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        !rest.is_empty()
            && !rest
                .contains(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '[' | ']'))
    })
}

#[cfg(test)]
mod tests {
    use crate::wordpress::embeds::{lead, paragraph, titled};

    #[test]
    fn videos_have_their_captions_as_titles() {
        let of = |address, caption| titled(address, caption, &mut Vec::new());
        let video = "https://www.youtube.com/watch?v=1a";
        let titled = format!("<p><a href=\"{video}\">Words</a></p>");
        assert_eq!(of(video, " Words "), titled);
        assert_eq!(of("https://www.youtube.com/embed/1a", "Words"), titled);
        assert!(of(video, "<b>Words</b>").ends_with("<p><b>Words</b></p>"));
        assert!(of("https://maps.example/1", "Words").ends_with("</a></p><p>Words</p>"));
        assert_eq!(
            paragraph("https://player.vimeo.com/video/1"),
            "<p><a href=\"https://vimeo.com/1\">https://vimeo.com/1</a></p>"
        );
    }

    #[test]
    fn addresses_alone_become_links() {
        for (text, is_led) in [
            ("https://video.example/1", true),
            ("a\n  https://video.example/1?a=b&c=d \nb", true),
            ("<p>https://video.example/1</p>", true),
            ("<p class=\"x\"> https://video.example/1 </p>", true),
            ("see https://video.example/1", false),
            ("<pre>\nhttps://video.example/1\n</pre>", false),
            ("<a\nhref=\"\nhttps://video.example/1\"\n>a</a>", false),
            ("ftp://video.example/1", false),
        ] {
            let mut lost = Vec::new();
            let read = lead(text, &mut lost);
            assert_eq!(
                read.contains("<p><a href=\"https://video.example/1"),
                is_led,
                "{read}"
            );
            assert_eq!(!lost.is_empty(), is_led, "{text}");
        }
    }
}
