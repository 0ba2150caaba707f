//! The preview server answers as a host should.

use std::{fs, path::Path};

use axum::{
    body::Body,
    http::{Request, Response},
};
use gazette_cli::preview;
use gazette_publish::host::headers;
use tower::ServiceExt;

fn edition() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("edition.json", r#"{"base":"/"}"#);
    write("index.html", "home");
    write("404.html", "not found");
    write("zh-hant-tw/404.html", "找不到");
    write("news/a/index.html", "an article");
    write("assets/portal-1_bg.wasm", "wasm");
    write("assets/portal-1.js", "plain");
    write("assets/portal-1.js.br", "small");
    folder
}

async fn get(folder: &Path, path: &str, header: (&str, &str)) -> (Response<()>, String) {
    let request = Request::get(path).header(header.0, header.1);
    let response = preview::router(folder)
        .unwrap()
        .oneshot(request.body(Body::empty()).unwrap())
        .await;
    let (parts, body) = response.unwrap().into_parts();
    let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap();
    (
        Response::from_parts(parts, ()),
        String::from_utf8(bytes.to_vec()).unwrap(),
    )
}

#[tokio::test]
async fn every_answer_has_the_security_headers() {
    let folder = edition();
    for (path, status) in [
        ("/", 200),
        ("/news/a/", 200),
        ("/nothing/", 404),
        ("/assets/nothing.js", 404),
        ("/../x", 404),
    ] {
        let (response, _) = get(folder.path(), path, ("accept", "*/*")).await;
        assert_eq!(response.status(), status, "{path}");
        for (name, value) in headers::security(headers::Elsewhere::default()) {
            assert_eq!(response.headers()[name], *value, "{path}");
        }
    }
}

#[tokio::test]
async fn only_hashed_files_that_are_there_are_kept() {
    let folder = edition();
    for (path, kept) in [
        ("/assets/portal-1.js", true),
        ("/assets/nothing.js", false),
        ("/news/a/", false),
        ("/", false),
    ] {
        let (response, _) = get(folder.path(), path, ("accept", "*/*")).await;
        let cache = response.headers()["cache-control"].to_str().unwrap();
        assert_eq!(cache.contains("immutable"), kept, "{path}: {cache}");
    }
}

#[tokio::test]
async fn what_is_not_there_is_said_in_the_readers_language() {
    let folder = edition();
    assert_eq!(
        get(folder.path(), "/x", ("accept", "*/*")).await.1,
        "not found"
    );
    assert_eq!(
        get(folder.path(), "/zh-hant-tw/x", ("accept", "*/*"))
            .await
            .1,
        "找不到"
    );
    assert_eq!(
        get(folder.path(), "/%2e%2e/x", ("accept", "*/*")).await.1,
        "not found"
    );
}

#[tokio::test]
async fn types_ranges_and_compressed_copies_are_right() {
    let folder = edition();
    let (wasm, _) = get(folder.path(), "/assets/portal-1_bg.wasm", ("accept", "*/*")).await;
    assert_eq!(wasm.headers()["content-type"], "application/wasm");
    let (small, body) = get(
        folder.path(),
        "/assets/portal-1.js",
        ("accept-encoding", "br"),
    )
    .await;
    assert_eq!(
        (&small.headers()["content-encoding"], body.as_str()),
        (&"br".parse().unwrap(), "small")
    );
    assert_eq!(small.headers()["content-type"], "text/javascript");
    let (part, body) = get(folder.path(), "/news/a/index.html", ("range", "bytes=3-9")).await;
    assert_eq!((part.status().as_u16(), body.as_str()), (206, "article"));
}
