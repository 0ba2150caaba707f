//! Routes and slugs, whatever they are made of.

use gazette_model::{Route, Slug};
use proptest::prelude::*;

fn slug() -> impl Strategy<Value = Slug> {
    "[a-z0-9]{1,12}(-[a-z0-9]{1,12}){0,3}".prop_map(|text| Slug::parse(&text).unwrap())
}

fn route() -> impl Strategy<Value = Route> {
    prop_oneof![
        Just(Route::Home),
        Just(Route::News),
        (1..u32::MAX).prop_map(Route::NewsPage),
        slug().prop_map(Route::Article),
        Just(Route::Topics),
        slug().prop_map(Route::Topic),
        (slug(), 1..u32::MAX).prop_map(|(topic, page)| Route::TopicPage(topic, page)),
        Just(Route::Archive),
        (slug(), 0..10_000_u16).prop_map(|(topic, year)| Route::TopicYear(topic, year)),
        (0..10_000_u16).prop_map(Route::Year),
        (0..10_000_u16, 1..=12_u8).prop_map(|(year, month)| Route::Month(year, month)),
        Just(Route::Search),
        Just(Route::Subscribe),
        slug().prop_map(Route::Page),
        Just(Route::NotFound),
    ]
}

proptest! {
    #[test]
    fn every_path_leads_back(route in route()) {
        let path = route.path();
        // Words that press uses itself name no article or page, and press refuses them.
        let is_taken = matches!(&route, Route::Article(slug) if slug.as_str() == "page")
            || matches!(&route, Route::Page(_)) && Route::parse(&path).as_ref() != Some(&route);
        prop_assume!(!is_taken);
        prop_assert_eq!(Route::parse(&path), Some(route.clone()));
        prop_assert_eq!(Route::parse(&route.html_path()), Some(route));
    }

    #[test]
    fn parsing_never_invents_a_path(path in ".{0,40}") {
        if let Some(route) = Route::parse(&path) {
            prop_assert_eq!(Route::parse(&route.path()), Some(route));
        }
    }

    #[test]
    fn slugs_are_safe_in_addresses_and_file_names(text in ".{0,100}") {
        if let Ok(slug) = Slug::parse(&text) {
            prop_assert_eq!(slug.as_str(), &text);
            prop_assert!(text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'));
            prop_assert!(!text.is_empty() && text.len() <= Slug::MAX);
        }
    }
}
