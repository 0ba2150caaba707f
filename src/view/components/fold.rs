//! A line that folds what comes after it, on narrow screens alone.

use crate::components::element::{Element, element};

/// A disclosure for the rest of its parent. That stands after it, not within it, so that wide screens and pages without
/// style show it all; one opens at a time. `chosen` is named on the line: it holds although it is folded.
pub fn fold(label: &str, chosen: Option<String>) -> Element {
    let chosen = chosen.map(|chosen| element("span").class("fold__chosen").text(&chosen));
    let line = element("summary").class("fold__line").text(label);
    element("details")
        .class("fold")
        .set("name", "fold")
        .child(line.children(chosen))
}

#[cfg(test)]
mod tests {
    use leptos::prelude::RenderHtml;

    use super::*;

    #[test]
    fn the_line_names_what_holds_although_it_is_folded() {
        assert_eq!(
            fold("Narrow", Some("News · 2017".to_owned())).to_html(),
            r#"<details class="fold" name="fold"><summary class="fold__line">Narrow<span class="fold__chosen">News · 2017</span></summary></details>"#
        );
    }
}
