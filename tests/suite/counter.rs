//! `[counter]` of `site.toml`: what an edition has of it, and that it has nothing of it without.

use std::fs;

use super::fixture::{Desk, good};

/// The mini-site with a counter.
fn counting() -> Desk {
    let desk = good();
    let site = desk.path("content/site.toml");
    let text = fs::read_to_string(&site).unwrap();
    let counter = "[counter]\ngoatcounter = \"https://example.goatcounter.com/\"\n\n[access_keys]";
    fs::write(&site, text.replace("[access_keys]", counter)).unwrap();
    desk
}

/// Files of a folder of the desk with a text in them.
fn with(desk: &Desk, folder: &str, text: &str) -> Vec<String> {
    let has = |path: &String| {
        let bytes = fs::read(desk.path(folder).join(path)).unwrap();
        let mut parts = bytes.windows(text.len());
        path.contains(text) || parts.any(|part| part == text.as_bytes())
    };
    super::fixture::files(&desk.path(folder))
        .into_iter()
        .filter(has)
        .collect()
}

#[test]
fn pages_name_the_counter_and_the_policy_lets_it_be_asked() {
    let desk = counting();
    let outcome = desk.build();
    assert_eq!(outcome.code, 0, "{}", outcome.text);
    let page = desk.read("zh-hant-tw/news/water/index.html");
    assert!(page.contains(" data-goatcounter=\"https://example.goatcounter.com\""));
    assert!(page.contains(" data-views=\"Number of Views:\""));
    let (_, rest) = page.split_once(" data-counter=\"/base/").unwrap();
    let (module, _) = rest.split_once('"').unwrap();
    assert_eq!(desk.read(module), "// counter\n");
    // It is fetched when it is needed, not with the page.
    assert_eq!(page.matches(module).count(), 1);

    desk.press(&["deploy"]);
    let policy = "connect-src 'self' https://example.goatcounter.com; ";
    for host in ["deploy/nginx.conf", "deploy/Caddyfile", "dist/_headers"] {
        let text = fs::read_to_string(desk.path(host)).unwrap();
        assert_eq!(text.matches(policy).count(), 1, "{host}");
    }
}

#[tokio::test]
async fn the_preview_has_the_policy_of_its_edition() {
    use axum::{body::Body, http::Request};
    use gazette_cli::preview;
    use tower::ServiceExt;

    let desk = counting();
    desk.build();
    let router = preview::router(&desk.path("dist")).unwrap();
    let request = Request::get("/base/").body(Body::empty()).unwrap();
    let answer = router.oneshot(request).await.unwrap();
    let policy = answer.headers()["content-security-policy"]
        .to_str()
        .unwrap();
    assert!(policy.contains("connect-src 'self' https://example.goatcounter.com; "));
}

#[test]
fn without_a_counter_there_is_nothing_of_one() {
    let desk = good();
    assert_eq!(desk.build().code, 0);
    desk.press(&["deploy"]);
    for folder in ["dist", "deploy"] {
        for text in ["goatcounter", "counter-", "data-counter", "data-views"] {
            assert_eq!(with(&desk, folder, text), [""; 0], "{text}");
        }
    }
}

#[test]
fn whoever_writes_is_not_counted() {
    let desk = counting();
    let outcome = desk.press(&["build", "--portal", "portal", "--drafts", "--out", "dist"]);
    assert_eq!(outcome.code, 0, "{}", outcome.text);
    for text in ["goatcounter", "data-counter", "data-views"] {
        assert_eq!(with(&desk, "dist", text), [""; 0], "{text}");
    }
}
