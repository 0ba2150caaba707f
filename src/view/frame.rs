//! The whole page: the landmarks around the current view.

use std::sync::Arc;

use gazette_model::{Document, Route, Site, UiText, search::Found};
use leptos::{html, prelude::*};

use crate::{
    components::{
        FILTERS, RETRY, breadcrumb,
        element::{Element, element},
        failed, fold, footer, landmark, language_switch, masthead, navigation, placeholder,
    },
    pages,
    state::{Shown, View},
};

/// `id` of the button on a failed page that fetches it again.
pub const RETRY_BUTTON: &str = RETRY;

/// `id` of the group of filters on the search page.
pub const SEARCH_FILTERS: &str = FILTERS;

/// The page as the portal runs it. Only what lies inside `main` and the marks in the navigation change as the reader
/// moves.
pub fn app(site: Arc<Site>, view: RwSignal<View>) -> impl IntoView {
    let navigation = {
        let site = Arc::clone(&site);
        move || view.with(|view| bar(&site, &view.route, view.shown.document()))
    };
    let shown = {
        let site = Arc::clone(&site);
        move || view.with(|view| shown(&site, &view.shown))
    };
    frame(&site, navigation, shown)
}

/// The page from the masthead to the footer.
pub fn frame<Navigation, Content>(
    site: &Site,
    navigation: Navigation,
    shown: Content,
) -> impl IntoView + use<Navigation, Content>
where
    Navigation: RenderHtml,
    Content: RenderHtml,
{
    let mark = landmark(
        "main",
        &site.access_keys.main,
        site.strings.get(UiText::LandmarkMain),
    );
    let main = html::main()
        .class("main")
        .id("main")
        .tabindex("-1")
        .child((mark, shown));
    (masthead(site, navigation), main, footer(site))
}

/// The main navigation and the language switch, which follow the reader.
pub fn bar(site: &Site, route: &Route, document: Option<&Document>) -> Element {
    let alternates = document.map_or(&[][..], |document| &document.head.alternates);
    element("div")
        .class("bar")
        .child(fold(site.strings.get(UiText::Menu), None))
        .child(navigation(site, route))
        .children(language_switch(site, route, alternates))
}

fn shown(site: &Site, shown: &Shown) -> Element {
    match shown {
        Shown::Waiting => element("div").class("view").child(placeholder(site)),
        Shown::Failed(failure) => element("div").class("view").child(failed(site, *failure)),
        Shown::Ready(document, found) => ready(site, document, found.as_ref()),
    }
}

pub fn ready(site: &Site, document: &Document, found: Option<&Found>) -> Element {
    element("div")
        .class("view")
        .set("id", "portal-view")
        .children(breadcrumb(site, &document.trail))
        .child(pages::show(site, &document.content, found))
}

#[cfg(test)]
mod tests {
    use gazette_model::{Content, Failure, Head, Listing, Page, SCHEMA};

    use super::*;
    use crate::print;

    fn site() -> Site {
        let strings = UiText::KEYS
            .iter()
            .map(|key| ((*key).to_owned(), format!("[{key}]")))
            .collect::<std::collections::BTreeMap<_, _>>();
        let json = serde_json::json!({
            "schema": SCHEMA, "lang": "en", "dir": "ltr", "root": "/", "name": "Name", "tagline": "Tagline",
            "navigation": [{ "text": "Home", "href": "/" }, { "text": "News", "href": "/news/" }],
            "access_keys": { "header": "U", "main": "C", "footer": "Z", "search": "S" },
            "footer": { "facts": [], "organization": "Organization", "notes": [] },
            "languages": [], "strings": strings,
        });
        serde_json::from_value(json).expect("a site")
    }

    fn document(content: Content) -> Document {
        Document {
            schema: SCHEMA,
            head: Head::default(),
            trail: Vec::new(),
            content,
        }
    }

    #[test]
    fn each_failure_says_what_is_wrong_and_offers_another_try() {
        for (failure, words) in [
            (Failure::Timeout, "[failed_timeout]"),
            (Failure::Network, "[failed_network]"),
            (Failure::Status(503), "[failed_status]"),
            (Failure::Malformed, "[failed_malformed]"),
            (Failure::Schema, "[failed_schema]"),
        ] {
            let html = shown(&site(), &Shown::Failed(failure)).to_html();
            assert!(
                html.contains(words)
                    && html.contains("id=\"retry\"")
                    && html.contains("[try_again]"),
                "{html}"
            );
        }
    }

    #[test]
    fn waiting_is_said_politely() {
        let html = shown(&site(), &Shown::Waiting).to_html();
        assert_eq!(
            html,
            r#"<div class="view"><p class="placeholder" role="status">[loading]</p></div>"#
        );
    }

    #[test]
    fn an_empty_list_says_so() {
        let listing = serde_json::from_str::<Listing>(r#"{"heading":"News"}"#).expect("a listing");
        let html = print(&site(), &Route::News, &document(Content::Listing(listing)));
        assert!(html.contains("[list_empty]"), "{html}");
    }

    #[test]
    fn the_navigation_marks_where_the_reader_is() {
        use gazette_model::Slug;
        let marked = |route: Route| navigation(&site(), &route).to_html();
        assert!(marked(Route::Home).contains(r#"href="/" aria-current="page""#));
        assert!(marked(Route::News).contains(r#"href="/news/" aria-current="page""#));
        let article = marked(Route::Article(Slug::parse("a").expect("a slug")));
        assert!(
            article.contains(r#"href="/news/" aria-current="true""#)
                && !article.contains(r#"href="/" aria-current"#)
        );
    }

    #[test]
    fn the_skip_link_comes_first_and_landmarks_have_their_keys() {
        let page = Page {
            heading: "About".into(),
            words: Vec::new(),
            body: Vec::new(),
        };
        let html = print(&site(), &Route::Home, &document(Content::Page(page)));
        assert!(
            html.starts_with(
                r##"<header id="header" class="masthead"><a class="skip-link" href="#main">"##
            ),
            "{html}"
        );
        for (id, key) in [
            ("header", "U"),
            ("search", "S"),
            ("main", "C"),
            ("footer", "Z"),
        ] {
            assert!(
                html.contains(&format!(r##"href="#{id}" accesskey="{key}""##)),
                "{html}"
            );
            assert!(html.contains(&format!(r#"id="{id}""#)), "{html}");
        }
    }

    #[test]
    fn menu_and_search_stand_after_the_lines_that_open_them() {
        let page = Page {
            heading: "About".into(),
            words: Vec::new(),
            body: Vec::new(),
        };
        let html = print(&site(), &Route::Home, &document(Content::Page(page)));
        for opened in [
            r#"[menu]</summary></details><nav class="navigation""#,
            r#"[search_submit]</summary></details><form class="search__form""#,
        ] {
            assert!(html.contains(opened), "{opened} in {html}");
        }
    }
}
