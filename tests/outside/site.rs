//! Editions for the hosts: the demonstration site, and the mini-site in two languages, at a host's root and below it.

use std::{
    collections::BTreeMap,
    fs,
    net::SocketAddr,
    path::{Path, PathBuf},
};

use percent_encoding::percent_decode_str;

use crate::{
    fixture::{Desk, good},
    setting::setting,
};

/// An edition where a host expects it.
pub struct Site {
    /// The folder in which hosts lay out their own files; the edition may lie elsewhere.
    pub desk: Desk,
    /// The folder from which hosts serve.
    root: PathBuf,
    /// The site's name in `Host`.
    pub host: &'static str,
    /// The site's path, with slashes at both ends.
    pub base: &'static str,
    content: PathBuf,
}

/// A moment at which news of the mini-site is new.
const NEWS: &str = "2026-01-06T00:00:00Z";

/// Adds news to the mini-site, and says when they are new; by then all notes of its older article are there.
pub fn newsworthy(desk: &Desk) -> &'static str {
    let article = fs::read_to_string(desk.path("content/news/item-00.md")).unwrap();
    let article = article.replace("2024-01-01", "2026-01-05");
    fs::write(desk.path("content/news/fresh.md"), article).unwrap();
    NEWS
}

impl Site {
    /// The demonstration site, as `cargo xtask build` leaves it in `dist/`.
    pub fn demonstration() -> Self {
        Self {
            desk: Desk::new(&[]),
            root: setting("GAZETTE_DIST").into(),
            host: "gazette.example",
            base: "/",
            content: Path::new(env!("CARGO_MANIFEST_DIR")).join("content"),
        }
    }

    /// The mini-site at a path.
    pub fn mini(base: &'static str) -> Self {
        let desk = good();
        for file in ["site.toml", "news/water.md"] {
            let file = desk.path("content").join(file);
            let text = fs::read_to_string(&file).unwrap();
            fs::write(&file, text.replace("/base/", base)).unwrap();
        }
        // Long enough to be worth compressing.
        let wasm = [b"\0asm\x01\0\0\0".as_slice(), &[7; 4096]].concat();
        fs::write(desk.path("portal/portal-1a2b_bg.wasm"), wasm).unwrap();
        let root = desk.path("srv");
        newsworthy(&desk);
        let site = Self {
            root,
            host: "example.org",
            base,
            content: desk.path("content"),
            desk,
        };
        site.reprint();
        site
    }

    /// The folder of the edition.
    pub fn edition(&self) -> PathBuf {
        self.root.join(self.base.trim_matches('/'))
    }

    /// A preview for the desk, with something in every state.
    pub fn preview(&self) -> PathBuf {
        for (name, dates) in [
            ("draft", "draft = true"),
            ("embargoed", "publish_at = 2026-02-01"),
            ("expired", "published = 2025-12-01\nexpires_at = 2025-12-24"),
        ] {
            let text = format!(
                "+++\ntitle = \"{name}\"\nsummary = \"A summary.\"\n{dates}\n+++\n\nText.\n"
            );
            let file = self.content.join("news").join(name).with_extension("md");
            fs::write(file, text).unwrap();
        }
        let build = ["build", "--portal", "portal", "--drafts", "--now", NEWS];
        let outcome = self.desk.press(&build);
        assert_eq!(outcome.code, 0, "{}", outcome.text);
        self.desk.path("drafts")
    }

    /// Writes the hosts' configurations into the folder `deploy` of the desk.
    pub fn deploy(&self, listen: SocketAddr) {
        let [content, root] = [&self.content, &self.root].map(|path| path.display().to_string());
        let listen = listen.to_string();
        let deploy = [
            "deploy",
            "--content",
            &content,
            "--root",
            &root,
            "--listen",
            &listen,
        ];
        let outcome = self.desk.press(&deploy);
        assert_eq!(outcome.code, 0, "{}", outcome.text);
    }

    /// Prints the mini-site again as the content is now.
    pub fn reprint(&self) {
        let out = self.edition().display().to_string();
        let build = ["build", "--portal", "portal", "--now", NEWS, "--out", &out];
        let outcome = self.desk.press(&build);
        assert_eq!(outcome.code, 0, "{}", outcome.text);
    }

    /// A file of the edition, if it is there.
    pub fn file(&self, below: &str) -> Option<Vec<u8>> {
        fs::read(self.edition().join(below)).ok()
    }

    /// Former addresses and what has taken their place, from the edition's own rules. Each address stands there once for each
    /// form in which it is sent.
    pub fn redirects(&self) -> Vec<(String, String)> {
        let rules = fs::read_to_string(self.edition().join("_redirects")).unwrap();
        let mut redirects = BTreeMap::new();
        for line in rules.lines() {
            let [from, to, _] = line.split(' ').collect::<Vec<_>>()[..] else {
                panic!("{line}");
            };
            let path = percent_decode_str(from).decode_utf8().unwrap();
            let path = path.trim_end_matches('/').to_owned();
            redirects.insert(path, (from.to_owned(), to.to_owned()));
        }
        redirects.into_values().collect()
    }

    /// Every file that readers can ask for: path below the base, with the folder's name for its page.
    pub fn addresses(&self) -> Vec<(String, Vec<u8>)> {
        let files = crate::fixture::files(&self.edition());
        let mut files: Vec<_> = files
            .into_iter()
            .filter(|file| {
                !file.starts_with(['_', '.']) && !file.ends_with(".br") && !file.ends_with(".gz")
            })
            .map(|file| {
                let bytes = self.file(&file).unwrap();
                let address = file.strip_suffix("index.html");
                (address.map(ToOwned::to_owned).unwrap_or(file), bytes)
            })
            .collect();
        let moved = self.redirects();
        // Servers lead on from there, with or without a slash at the end.
        let bare = |path: &str| path.trim_end_matches('/').to_owned();
        let moved: Vec<String> = moved
            .iter()
            .map(|(from, _)| bare(&percent_decode_str(from).decode_utf8().unwrap()))
            .collect();
        files.retain(|(path, _)| !moved.contains(&bare(&format!("{}{path}", self.base))));
        files
    }
}

/// A file of these tests' own.
pub fn own(below: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    root.join("tests/outside").join(below)
}
