//! Files for hosts: compressed copies, headers, redirects, configurations.

use std::{fs, os::unix::fs::MetadataExt, path::Path};

use serde_json::Value;

use super::press::good;

#[test]
fn large_files_have_compressed_copies_and_keep_them() {
    let desk = good();
    desk.build();
    let inode = |file: &str| fs::metadata(desk.path("dist").join(file)).map(|found| found.ino());
    for file in ["news/water/index.html", "news/water/index.json"] {
        for ending in ["br", "gz"] {
            assert!(inode(&format!("{file}.{ending}")).is_ok(), "{file}");
        }
    }
    assert!(inode("assets/icon-5e6f.svg.br").is_err());
    let before = inode("news/water/index.html.br").unwrap();
    let other = inode("news/item-00/index.html.br").unwrap();
    let article = desk.path("content/news/item-00.md");
    let text = fs::read_to_string(&article).unwrap();
    fs::write(&article, text.replace("title = \"", "title = \"New ")).unwrap();
    desk.build();
    assert_eq!(inode("news/water/index.html.br").unwrap(), before);
    assert_ne!(inode("news/item-00/index.html.br").unwrap(), other);
}

#[test]
fn former_addresses_lead_on() {
    let desk = good();
    desk.build();
    insta::assert_snapshot!("headers", desk.read("_headers"));
    insta::assert_snapshot!("redirects", desk.read("_redirects"));
    insta::assert_snapshot!("redirect_page", desk.read("old/news.asp/index.html"));
    assert_eq!(desk.read("old.html"), desk.read("old/news.asp/index.html"));
}

/// Whatever press writes, no former address may take its place.
#[test]
fn no_alias_is_an_address_of_the_edition() {
    let desk = good();
    desk.build();
    let is_former = |file: &String| {
        desk.path("dist").join(file).is_file() && {
            let bytes = fs::read(desk.path("dist").join(file)).unwrap();
            String::from_utf8_lossy(&bytes).contains("http-equiv=\"refresh\"")
        }
    };
    let mut files = desk.files();
    files.retain(|file| !is_former(file));
    assert!(files.len() > 300, "{}", files.len());
    let written: Vec<String> = files
        .iter()
        .map(|file| format!("\"/base/{file}\""))
        .collect();
    let article = format!(
        "+++\ntitle = \"T\"\nsummary = \"S\"\npublished = 2026-01-02\naliases = [{}]\n+++\n\nText.\n",
        written.join(", ")
    );
    fs::write(desk.path("content/news/thief.md"), article).unwrap();
    let outcome = desk.press(&["check", "--format", "json"]);
    let report: Value = serde_json::from_str(&outcome.text).unwrap();
    let problems = report["problems"].as_array().unwrap().iter();
    let taken = problems.filter(|problem| problem["rule"] == "front-matter::taken-alias");
    let taken: Vec<&str> = taken.map(|it| it["message"].as_str().unwrap()).collect();
    let free = files.iter().filter(|file| {
        let message = format!("the alias /base/{file} is an address of this edition");
        !taken.contains(&message.as_str())
    });
    assert_eq!(free.collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn configurations_know_base_languages_and_redirects() {
    let desk = good();
    let outcome = desk.press(&["deploy"]);
    assert_eq!(outcome.text, "deploy: nginx.conf, Caddyfile");
    for file in ["nginx.conf", "Caddyfile"] {
        let text = fs::read_to_string(desk.path("deploy").join(file)).unwrap();
        insta::assert_snapshot!(format!("deploy_{file}"), text);
    }
}

#[test]
fn committed_configurations_are_up_to_date() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let desk = good();
    let content = root.join("content").display().to_string();
    let outcome = desk.press(&["deploy", "--content", &content]);
    assert_eq!(outcome.code, 0, "{}", outcome.text);
    for file in ["nginx.conf", "Caddyfile"] {
        let made = fs::read_to_string(desk.path("deploy").join(file)).unwrap();
        let committed = fs::read_to_string(root.join("deploy").join(file)).unwrap_or_default();
        assert!(
            made == committed,
            "deploy/{file}: run `cargo run --bin press -- deploy`"
        );
    }
}
