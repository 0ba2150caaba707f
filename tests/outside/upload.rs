//! Objects that `press upload` has put into a bucket, read back by s3cmd; and rsync as the guide has it.

use std::{
    collections::BTreeMap,
    fs,
    path::Path,
    process::{Command, Output},
};

use crate::{
    fixture::{Desk, files, good},
    setting::setting,
    store::{BUCKET, KEY, Store},
};

/// Files by their paths.
fn read(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let paths = files(folder).into_iter();
    paths
        .map(|path| (path.clone(), fs::read(folder.join(path)).unwrap()))
        .collect()
}

/// Runs s3cmd, which finds no settings of this machine.
fn s3cmd(store: &Store, folder: &Path, arguments: &[&str]) -> String {
    let host = store.endpoint().trim_start_matches("http://").to_owned();
    let Output {
        status,
        stdout,
        stderr,
    } = Command::new(setting("GAZETTE_S3CMD"))
        .args([
            "--config",
            "/dev/null",
            "--no-ssl",
            "--host",
            &host,
            "--host-bucket",
            &host,
        ])
        .args(["--access_key", KEY[0], "--secret_key", KEY[1]])
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap();
    let (told, errors) = (
        String::from_utf8(stdout).unwrap(),
        String::from_utf8_lossy(&stderr),
    );
    assert!(status.success(), "{arguments:?}: {told}{errors}");
    told
}

fn upload(desk: &Desk, store: &Store) {
    let (place, endpoint) = (format!("s3://{BUCKET}/site"), store.endpoint());
    let upload = ["upload", &place, "--endpoint", &endpoint];
    let outcome = desk.press_with(&Store::environment(), &upload);
    assert_eq!(outcome.code, 0, "{}", outcome.text);
}

#[test]
fn s3cmd_reads_back_every_object_and_its_headers() {
    let (desk, store) = (good(), Store::start());
    assert_eq!(desk.build().code, 0);
    upload(&desk, &store);
    let place = format!("s3://{BUCKET}/site/");
    fs::create_dir(desk.path("back")).unwrap();
    s3cmd(
        &store,
        &desk.path(""),
        &["get", "--recursive", &place, "back/"],
    );
    let mut back = read(&desk.path("back"));
    back.retain(|path, _| !path.starts_with(".press/"));
    let mut edition = read(&desk.path("dist"));
    edition.retain(|path, _| {
        let is_copy = path.ends_with(".br") || path.ends_with(".gz");
        !is_copy && !["_headers", "_redirects", ".nojekyll"].contains(&path.as_str())
    });
    assert!(
        back == edition,
        "{:?} for {:?}",
        back.keys(),
        edition.keys()
    );
    for path in edition.keys() {
        let told = s3cmd(&store, &desk.path(""), &["info", &format!("{place}{path}")]);
        let kind = match path.rsplit('.').next().unwrap() {
            "json" => "application/json",
            "xml" => "text/xml; charset=utf-8",
            "js" => "text/javascript; charset=utf-8",
            "css" => "text/css; charset=utf-8",
            "txt" => "text/plain; charset=utf-8",
            "wasm" => "application/wasm",
            "bin" => "application/octet-stream",
            "svg" => "image/svg+xml",
            "png" => "image/png",
            "webp" => "image/webp",
            "avif" => "image/avif",
            "pdf" => "application/pdf",
            "webmanifest" => "application/manifest+json",
            _ => "text/html; charset=utf-8",
        };
        let value = |name: &str| {
            let line = told.lines().find_map(|line| line.trim().strip_prefix(name));
            line.unwrap_or_else(|| panic!("{path}: {name}: {told}"))
                .trim()
                .to_owned()
        };
        assert_eq!(value("MIME type:"), kind, "{path}");
        assert_eq!(
            value("File size:"),
            edition[path].len().to_string(),
            "{path}"
        );
    }
}

/// The commands of a section of the guide that call a program.
fn commands(section: &str, program: &str) -> Vec<String> {
    let guide = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/pages/hosting.md");
    let guide = fs::read_to_string(guide).unwrap();
    let (_, section) = guide.split_once(section).unwrap();
    let lines = section.lines().take_while(|line| !line.starts_with("## "));
    let commands = lines.filter(|line| line.starts_with(program));
    commands.map(ToOwned::to_owned).collect()
}

#[test]
fn the_guides_rsync_leaves_old_assets_for_old_pages() {
    let desk = good();
    assert_eq!(desk.build().code, 0);
    let server = desk.path("srv");
    fs::create_dir(&server).unwrap();
    let copy = || {
        let commands = commands("{#rsync}", "rsync ");
        assert_eq!(commands.len(), 2);
        for command in commands {
            let command =
                command.replace("server:/srv/gazette/", &format!("{}/", server.display()));
            let mut words = command.split(' ');
            words.next();
            let rsync = Command::new(setting("GAZETTE_RSYNC"))
                .args(words)
                .current_dir(desk.path(""))
                .status();
            assert!(rsync.unwrap().success(), "{command}");
        }
    };
    copy();
    assert_eq!(read(&server), read(&desk.path("dist")));
    let before = read(&server);
    let portal = desk.path("portal");
    let page = fs::read_to_string(portal.join("index.html")).unwrap();
    fs::write(
        portal.join("index.html"),
        page.replace("gazette-3c4d", "gazette-0d0d"),
    )
    .unwrap();
    fs::rename(
        portal.join("gazette-3c4d.css"),
        portal.join("gazette-0d0d.css"),
    )
    .unwrap();
    fs::remove_file(desk.path("content/news/item-02.md")).unwrap();
    assert_eq!(desk.build().code, 0);
    copy();
    let (mut there, after) = (read(&server), read(&desk.path("dist")));
    for (path, bytes) in &after {
        assert!(there.remove(path).as_ref() == Some(bytes), "{path}");
    }
    let is_asset = |path: &String| path.starts_with("assets/") || path.starts_with("media/");
    assert!(
        !there.is_empty() && there.keys().all(is_asset),
        "{:?}",
        there.keys()
    );
    for (path, bytes) in before.iter().filter(|(path, _)| is_asset(path)) {
        assert_eq!(&fs::read(server.join(path)).unwrap(), bytes, "{path}");
    }
}
