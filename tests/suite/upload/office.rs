//! A desk with an edition, and a store that it is uploaded to.

use std::{
    collections::BTreeMap,
    fs,
    path::Path,
    process::{Child, Command, Stdio},
    sync::LazyLock,
};

use crate::{
    fixture::{Desk, Outcome, copy, files, press_program},
    press::good,
    store::Store,
};

/// The folder of the site in the bucket.
pub const PREFIX: &str = "some/site";

/// Files by their paths.
pub type Files = BTreeMap<String, Vec<u8>>;

/// A desk and a store.
pub struct Office {
    /// The desk.
    pub desk: Desk,
    /// The store.
    pub store: Store,
}

/// Two editions, which are built once: `first`, and `second`, in which everything has changed that can.
static EDITIONS: LazyLock<Desk> = LazyLock::new(|| {
    let desk = good();
    let site = desk.path("content/site.toml");
    let text = fs::read_to_string(&site).unwrap();
    fs::write(&site, format!("share_images = \"site\"\n{text}")).unwrap();
    build(&desk, "first");
    change(&desk);
    build(&desk, "second");
    desk
});

fn build(desk: &Desk, out: &str) {
    let outcome = desk.press(&["build", "--portal", "portal", "--out", out]);
    assert_eq!(outcome.code, 0, "{}", outcome.text);
}

/// Changes the portal and so every page, and texts; one article comes, one goes.
fn change(desk: &Desk) {
    let portal = desk.path("portal");
    let mut page = fs::read_to_string(portal.join("index.html")).unwrap();
    for (old, new) in [("gazette-3c4d", "gazette-0d0d"), ("boot-7a8b", "boot-1b1b")] {
        let ending = if old.starts_with("boot") { "js" } else { "css" };
        let [old_file, new_file] = [old, new].map(|name| portal.join(format!("{name}.{ending}")));
        fs::rename(old_file, new_file).unwrap();
        page = page.replace(old, new);
    }
    fs::write(portal.join("index.html"), page).unwrap();
    let news = desk.path("content/news");
    let text = fs::read_to_string(news.join("item-00.md")).unwrap();
    for (name, title) in [("brand-new", "Brand-new"), ("item-01", "Other")] {
        let text = text.replace("title = \"", &format!("title = \"{title} "));
        fs::write(news.join(name).with_extension("md"), text).unwrap();
    }
    fs::remove_file(news.join("item-02.md")).unwrap();
}

impl Office {
    /// A desk with the first edition in `dist`, and an empty store.
    pub fn new() -> Self {
        let desk = Desk::new(&[]);
        copy(&EDITIONS.path("first"), &desk.path("dist"));
        Self {
            desk,
            store: Store::start(),
        }
    }

    /// Puts the second edition into `dist`.
    pub fn change(&self) {
        fs::remove_dir_all(self.desk.path("dist")).unwrap();
        copy(&EDITIONS.path("second"), &self.desk.path("dist"));
    }

    /// Changes what `dist` says of itself.
    pub fn say(&self, from: &str, to: &str) {
        let marker = self.desk.path("dist/edition.json");
        let text = fs::read_to_string(&marker).unwrap();
        assert!(text.contains(from), "{text}");
        fs::write(&marker, text.replace(from, to)).unwrap();
    }

    /// The address of the site in the bucket.
    pub fn address() -> String {
        format!("s3://{}/{PREFIX}", crate::store::BUCKET)
    }

    /// Uploads `dist`, with further arguments.
    pub fn upload(&self, arguments: &[&str]) -> Outcome {
        let (address, endpoint) = (Self::address(), self.store.endpoint());
        let all = ["upload", &address, "--endpoint", &endpoint];
        self.desk
            .press_with(&Store::environment(), &[&all, arguments].concat())
    }

    /// Begins to upload a folder of the desk.
    pub fn begin(&self, folder: &str, arguments: &[&str]) -> Child {
        let mut press = Command::new(press_program());
        press
            .args([
                "upload",
                &Self::address(),
                "--endpoint",
                &self.store.endpoint(),
                "--out",
                folder,
            ])
            .args(arguments)
            .envs(Store::environment())
            .current_dir(self.desk.path(""))
            .stdout(Stdio::null())
            .stderr(Stdio::piped());
        press.spawn().unwrap()
    }

    /// The files of the edition in a folder of the desk that are for readers.
    pub fn edition(&self, folder: &str) -> Files {
        let mut all = read(&self.desk.path(folder));
        all.retain(|path, _| {
            let is_copy = |end: &&str| path.ends_with(*end);
            ![".br", ".gz"].iter().any(is_copy)
                && !["_headers", "_redirects", ".nojekyll"].contains(&path.as_str())
        });
        all
    }

    /// The objects under the site's prefix, but for the records of uploads.
    pub fn objects(&self) -> Files {
        let mut all = read(&self.store.folder().join(PREFIX));
        all.retain(|path, _| !path.starts_with(".press/"));
        all
    }

    /// Asserts that the bucket holds an edition, and besides nothing but assets.
    pub fn assert_holds(&self, edition: &Files, when: &str) {
        let mut objects = self.objects();
        for (path, bytes) in edition {
            assert!(
                objects.remove(path).as_ref() == Some(bytes),
                "{when}: {path}"
            );
        }
        let is_asset = |path: &String| path.starts_with("assets/") || path.starts_with("media/");
        let other: Vec<_> = objects.keys().filter(|path| !is_asset(path)).collect();
        assert_eq!(other, [""; 0], "{when}");
    }
}

/// All files of a folder, which need not be there.
pub fn read(folder: &Path) -> Files {
    if !folder.exists() {
        return Files::new();
    }
    let paths = files(folder).into_iter();
    paths
        .map(|path| (path.clone(), fs::read(folder.join(path)).unwrap()))
        .collect()
}
