//! A title whose lines end between words, in scripts that have no spaces.

use crate::components::element::{Element, element};

/// Fills a heading, or a link in one: with the title's words and an opportunity to break between each two, or with the title
/// where there are none. What is copied or read out is the title.
pub fn titled(heading: Element, title: &str, words: &[String]) -> Element {
    let Some((first, rest)) = words.split_first() else {
        return heading.text(title);
    };
    // The style sheet lets lines end nowhere else.
    let heading = heading.set("data-words", "").text(first);
    rest.iter().fold(heading, |heading, word| {
        heading.child(element("wbr")).text(word)
    })
}

#[cfg(test)]
mod tests {
    use leptos::prelude::RenderHtml;

    use super::*;

    #[test]
    fn lines_may_end_between_words() {
        let words = ["臺灣".to_owned(), "與".to_owned(), "法國".to_owned()];
        assert_eq!(
            titled(element("h1"), "臺灣與法國", &words).to_html(),
            r#"<h1 data-words="">臺灣<wbr>與<wbr>法國</h1>"#
        );
        assert_eq!(
            titled(element("h1"), "Plain words", &[]).to_html(),
            "<h1>Plain words</h1>"
        );
    }
}
