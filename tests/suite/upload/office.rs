//! A desk with an edition, and a store that it is uploaded to.

use std::{
    collections::BTreeMap,
    fs,
    path::Path,
    process::{Child, Command, Stdio},
};

use crate::{
    fixture::{Desk, Outcome, files},
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

impl Office {
    /// A desk with the edition of the mini-site, and an empty store.
    pub fn new() -> Self {
        let desk = good();
        let outcome = desk.build();
        assert_eq!(outcome.code, 0, "{}", outcome.text);
        Self {
            desk,
            store: Store::start(),
        }
    }

    /// Changes everything that can be changed: the portal and so every page, texts, a picture; one article comes, one goes.
    pub fn change(&self) {
        let portal = self.desk.path("portal");
        let page = fs::read_to_string(portal.join("index.html")).unwrap();
        for (old, new) in [
            ("gazette-3c4d.css", "gazette-0d0d.css"),
            ("boot-7a8b.js", "boot-1b1b.js"),
        ] {
            fs::rename(portal.join(old), portal.join(new)).unwrap();
        }
        let page = page
            .replace("gazette-3c4d", "gazette-0d0d")
            .replace("boot-7a8b", "boot-1b1b");
        fs::write(portal.join("index.html"), page).unwrap();
        let news = self.desk.path("content/news");
        let text = fs::read_to_string(news.join("item-00.md")).unwrap();
        fs::write(
            news.join("brand-new.md"),
            text.replace("title = \"", "title = \"Brand-new "),
        )
        .unwrap();
        fs::write(
            news.join("item-01.md"),
            text.replace("title = \"", "title = \"Other "),
        )
        .unwrap();
        fs::remove_file(news.join("item-02.md")).unwrap();
        let outcome = self.desk.build();
        assert_eq!(outcome.code, 0, "{}", outcome.text);
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
            .press_with(&self.store.environment(), &[&all, arguments].concat())
    }

    /// Begins to upload a folder of the desk.
    pub fn begin(&self, folder: &str, arguments: &[&str]) -> Child {
        let mut press = Command::new(env!("CARGO_BIN_EXE_press"));
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
            .envs(self.store.environment())
            .current_dir(self.desk.path(""))
            .stdout(Stdio::null())
            .stderr(Stdio::piped());
        press.spawn().unwrap()
    }

    /// The files of the edition in a folder of the desk that are for readers.
    pub fn edition(&self, folder: &str) -> Files {
        let mut all = read(&self.desk.path(folder));
        all.retain(|path, _| {
            let is_copy = path.ends_with(".br") || path.ends_with(".gz");
            !is_copy && !["_headers", "_redirects", ".nojekyll"].contains(&path.as_str())
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

/// All files of a folder.
pub fn read(folder: &Path) -> Files {
    let paths = files(folder).into_iter();
    paths
        .map(|path| (path.clone(), fs::read(folder.join(path)).unwrap()))
        .collect()
}
