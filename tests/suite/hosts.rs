//! Files for hosts: compressed copies, headers, redirects, configurations.

use std::{fs, os::unix::fs::MetadataExt, path::Path};

use gazette_content::{
    check::check,
    source::load::load,
    visibility::{AsOf, Audience},
};
use gazette_publish::host::{limits, limits::Size};
use serde_json::Value;

use super::{fixture::Desk, press::good};

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
    // With everything that a site can have made besides.
    let site = desk.path("content/site.toml");
    let more = "\n[newsletter]\nform = \"https://lists.example/form\"\n";
    let text = fs::read_to_string(&site).unwrap() + more;
    fs::write(site, text).unwrap();
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
    let newsletter = "zh-hant-tw/feeds/newsletter.xml";
    assert!(files.iter().any(|file| file == newsletter), "{files:?}");
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

/// Files that only some hosts read, beside the pages.
fn own_files(desk: &Desk) -> Vec<String> {
    let mut files = desk.files();
    files.retain(|file| {
        let name = file.rsplit('/').next().unwrap();
        ["_headers", "_redirects", ".nojekyll", "CNAME"].contains(&name)
            || file == "news/water/index.html.br"
            || name == "old.html"
            || file == "404.html"
    });
    files.retain(|file| !file.contains('/') || file.starts_with("news/water/"));
    files
}

/// Names a host in a site's configuration.
fn name_host(desk: &Desk, kind: &str) {
    let file = desk.path("content/site.toml");
    let text = fs::read_to_string(&file).unwrap();
    let text = text.lines().filter(|line| !line.starts_with("host = "));
    let text = text.collect::<Vec<_>>().join("\n");
    fs::write(&file, format!("host = {{ kind = \"{kind}\" }}\n{text}")).unwrap();
}

#[test]
fn each_host_has_what_it_reads_and_nothing_else() {
    let desk = good();
    let page = "news/water/index.html.br";
    for (kind, wanted) in [
        (
            "server",
            &[
                ".nojekyll",
                "404.html",
                "_headers",
                "_redirects",
                page,
                "old.html",
            ][..],
        ),
        ("bucket", &["404.html", "old.html"]),
        ("cloudflare", &["404.html", "_headers", "_redirects"]),
        ("netlify", &["404.html", "_headers", "_redirects"]),
        (
            "github-pages",
            &[".nojekyll", "404.html", "CNAME", "old.html"],
        ),
    ] {
        name_host(&desk, kind);
        let outcome = desk.build();
        assert_eq!(outcome.code, 0, "{}", outcome.text);
        assert_eq!(own_files(&desk), wanted, "{kind}");
        let rules = desk.path("dist/_redirects");
        if let Ok(rules) = fs::read_to_string(rules) {
            let ends = |end: &str| rules.lines().filter(|rule| rule.ends_with(end)).count();
            let (forced, plain) = (ends(" 301!"), ends(" 301"));
            match kind {
                "cloudflare" => assert!(forced == 0 && plain > 0, "{rules}"),
                "netlify" => assert!(forced > 0 && plain == 0, "{rules}"),
                _ => assert!(forced > 0 && plain > 0, "{rules}"),
            }
        }
    }
    assert_eq!(desk.read("CNAME"), "example.org\n");
    let site = desk.path("content/site.toml");
    let text = fs::read_to_string(&site).unwrap();
    fs::write(
        &site,
        text.replace("https://example.org/", "https://agency.github.io/"),
    )
    .unwrap();
    desk.build();
    assert!(!desk.path("dist/CNAME").exists());
}

#[test]
fn former_addresses_beyond_a_hosts_rules_have_pages() {
    let desk = good();
    name_host(&desk, "cloudflare");
    let aliases: Vec<String> = (0..2_100)
        .map(|at| format!("\"/base/former/{at}\""))
        .collect();
    let article = format!(
        "+++\ntitle = \"T\"\nsummary = \"S\"\npublished = 2026-01-02\naliases = [{}]\n+++\n\nText.\n",
        aliases.join(", ")
    );
    fs::write(desk.path("content/news/moved.md"), article).unwrap();
    let outcome = desk.build();
    assert_eq!(outcome.code, 0, "{}", outcome.text);
    let rules = desk.read("_redirects");
    let led_on: Vec<&str> = rules
        .lines()
        .map(|rule| rule.split(' ').next().unwrap())
        .collect();
    assert_eq!(led_on.len(), 2_000);
    for at in 0..2_100 {
        let is_ruled = led_on.contains(&format!("/base/former/{at}").as_str());
        let is_paged = desk.path(&format!("dist/former/{at}/index.html")).is_file();
        assert!(is_ruled != is_paged, "{at}");
    }
    assert!(
        outcome.text.contains("site::host-limit"),
        "{}",
        outcome.text
    );
    assert!(
        outcome
            .text
            .contains("Cloudflare Pages takes 2000 redirects: "),
        "{}",
        outcome.text
    );
}

#[test]
fn sites_are_told_before_they_outgrow_their_host() {
    let desk = good();
    let told = |kind: &str, size: Size| {
        name_host(&desk, kind);
        let sources = load(&desk.path("content")).unwrap();
        let as_of = AsOf {
            now: "2026-01-06T00:00:00Z".parse().unwrap(),
            audience: Audience::Readers,
        };
        let Ok(checked) = check(sources, as_of) else {
            panic!("{kind}");
        };
        let problems = limits::near(&checked.site, size);
        let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
        (told, checked.site.articles() as u64)
    };
    let size = |files| Size { files, bytes: None };
    assert_eq!(told("cloudflare", size(15_999)).0, [""; 0]);
    let near = told("cloudflare", size(16_000)).0;
    assert_eq!(
        near,
        [
            "the edition has about 16000 files, and Cloudflare Pages takes 20000: 1142 more articles fit"
        ]
    );
    let beyond = told("cloudflare", size(20_035)).0;
    assert!(
        beyond[0].ends_with("takes 20000: 10 articles too many"),
        "{beyond:?}"
    );
    for kind in ["server", "bucket", "netlify", "github-pages"] {
        assert_eq!(told(kind, size(1_000_000)).0, [""; 0], "{kind}");
    }
    let bytes = |bytes| Size {
        files: 1,
        bytes: Some(bytes),
    };
    assert_eq!(told("github-pages", bytes(799_999_999)).0, [""; 0]);
    let (near, articles) = told("github-pages", bytes(900_000_000));
    let room = 100_000_000 / 900_000_000_u64.div_ceil(articles);
    let message =
        format!("the edition has 900 MB, and GitHub Pages takes 1000 MB: {room} more articles fit");
    assert_eq!(near, [message]);
}

#[test]
fn an_estimate_is_near_the_edition() {
    let desk = good();
    desk.multiply("item-00.md", 200);
    for kind in ["server", "bucket", "cloudflare"] {
        name_host(&desk, kind);
        let outcome = desk.build();
        assert_eq!(outcome.code, 0, "{}", outcome.text);
        let Ok(checked) = check(
            load(&desk.path("content")).unwrap(),
            AsOf {
                now: jiff::Timestamp::now(),
                audience: Audience::Readers,
            },
        ) else {
            panic!("{kind}");
        };
        let (estimate, files) = (
            limits::estimate(&checked.site).files,
            desk.files().len() as u64,
        );
        // These articles are alike and short: they share images and have fewer copies than real ones, so the estimate may be
        // half as much again. Too low by a fifth would warn too late.
        assert!(
            estimate * 5 >= files * 4 && estimate * 2 <= files * 3,
            "{kind}: {estimate} for {files}"
        );
    }
}

#[test]
fn sizes_are_told_by_kind() {
    let desk = good();
    name_host(&desk, "bucket");
    let build = ["build", "--portal", "portal", "--sizes"];
    for run in ["made", "unchanged"] {
        let outcome = desk.press(&build);
        assert_eq!(outcome.code, 0, "{}", outcome.text);
        let row = |name: &str| -> usize {
            let line = outcome.text.lines().find(|line| line.starts_with(name));
            let line = line.unwrap_or_else(|| panic!("{run}: {name}: {}", outcome.text));
            line[name.len()..]
                .split_whitespace()
                .next()
                .unwrap()
                .parse()
                .unwrap()
        };
        let files = desk.files();
        let ends = |end: &str| files.iter().filter(|file| file.ends_with(end)).count();
        assert_eq!(row("all"), files.len());
        assert_eq!(row("pages"), ends(".html"));
        let shared = files.iter().filter(|file| file.starts_with("media/share-"));
        assert_eq!(row("share images"), shared.count());
        assert!(!outcome.text.contains("compressed copies"));
    }
}

#[test]
fn articles_share_the_sites_picture_if_it_says_so() {
    let desk = good();
    let site = desk.path("content/site.toml");
    let text = fs::read_to_string(&site).unwrap();
    desk.build();
    let images = |desk: &Desk| {
        let files = desk.files().into_iter();
        files
            .filter(|file| file.starts_with("media/share-"))
            .filter(|file| Path::new(file).extension().is_some_and(|it| it == "png"))
            .count()
    };
    assert!(images(&desk) > 20);
    fs::write(&site, format!("share_images = \"site\"\n{text}")).unwrap();
    desk.build();
    assert_eq!(images(&desk), 2);
    let page = desk.read("news/water/index.html");
    let home = desk.read("index.html");
    let image = |page: &str| {
        let (_, after) = page.split_once("og:image\" content=\"").unwrap();
        after.split('"').next().unwrap().to_owned()
    };
    assert_eq!(image(&page), image(&home));
}

#[test]
fn a_bucket_has_a_function_and_a_policy_before_it() {
    let desk = good();
    name_host(&desk, "bucket");
    let outcome = desk.press(&["deploy"]);
    assert_eq!(
        outcome.text,
        "deploy: cloudfront-request.js, cloudfront-headers.json"
    );
    for file in ["cloudfront-request.js", "cloudfront-headers.json"] {
        let text = fs::read_to_string(desk.path("deploy").join(file)).unwrap();
        // The limit of such functions.
        assert!(text.len() < 10 * 1024);
        insta::assert_snapshot!(format!("deploy_{file}"), text);
    }
}

#[test]
fn the_function_before_a_bucket_has_room_for_some_addresses_alone() {
    let desk = good();
    name_host(&desk, "bucket");
    // Files have these endings as well, so that each address has to be told apart.
    let aliases: Vec<String> = (0..1_000)
        .map(|at| format!("\"/base/former/a{at}.json\""))
        .collect();
    let article = format!(
        "+++\ntitle = \"T\"\nsummary = \"S\"\npublished = 2026-01-02\naliases = [{}]\n+++\n\nText.\n",
        aliases.join(", ")
    );
    fs::write(desk.path("content/news/moved.md"), article).unwrap();
    for at in 0..1_000 {
        let file = desk.path(&format!("content/static/files/{at}"));
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, "A file without an ending.").unwrap();
    }
    let outcome = desk.press(&["deploy"]);
    assert_eq!(outcome.code, 0, "{}", outcome.text);
    let text = fs::read_to_string(desk.path("deploy/cloudfront-request.js")).unwrap();
    assert!(text.len() < 10 * 1024, "{}", text.len());
    assert!(text.contains("\"/base/files/0\"") && !text.contains("\"/base/files/999\""));
}
