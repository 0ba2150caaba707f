//! Runs press on fixtures, in a folder of its own, so that paths in reports are the same everywhere.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use tempfile::TempDir;
use walkdir::WalkDir;

/// The folder of fixtures.
pub fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/fixtures")
}

/// The press to try: the release that `cargo xtask test` has built, which operators get, or else cargo's own.
pub fn press_program() -> PathBuf {
    env::var_os("GAZETTE_PRESS").map_or_else(|| env!("CARGO_BIN_EXE_press").into(), PathBuf::from)
}

/// A working folder with `content/`, `portal/` and whatever press writes.
pub struct Desk(TempDir);

/// The output of press and its exit code.
pub struct Outcome {
    /// The exit code.
    pub code: i32,
    /// Its output, with the time it took taken out.
    pub text: String,
}

impl Desk {
    /// Lays out folders of fixtures, later ones over earlier ones; `x.absent` takes `x` away, and `x.changed` changes it.
    pub fn new(layers: &[&str]) -> Self {
        let desk = Self(tempfile::tempdir().unwrap());
        let strings = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/strings");
        copy(&strings, &desk.path("content/strings"));
        copy(&fixtures().join("portal"), &desk.path("portal"));
        for layer in layers {
            copy(&fixtures().join(layer), &desk.path(""));
        }
        desk
    }

    /// Lays out a site's content.
    pub fn lay_out(&self, content: &Path) {
        copy(content, &self.path("content"));
    }

    /// A path on the desk.
    pub fn path(&self, below: &str) -> PathBuf {
        self.0.path().join(below)
    }

    /// Runs press on the desk.
    pub fn press(&self, arguments: &[&str]) -> Outcome {
        self.press_with(&[], arguments)
    }

    /// Runs press on the desk in an environment.
    pub fn press_with(&self, environment: &[(&str, &str)], arguments: &[&str]) -> Outcome {
        let output = Command::new(press_program())
            .args(arguments)
            .envs(environment.iter().copied())
            .current_dir(self.0.path())
            .output()
            .unwrap();
        let text = [output.stdout, output.stderr].concat();
        let text = String::from_utf8(text).unwrap();
        let timeless = text.lines().map(|line| match line.rsplit_once(", ") {
            Some((before, time)) if time.ends_with(" ms") => before.to_owned(),
            _ => line.trim_end().to_owned(),
        });
        Outcome {
            code: output.status.code().unwrap(),
            text: timeless.collect::<Vec<_>>().join("\n"),
        }
    }

    /// Builds the edition into `dist`.
    pub fn build(&self) -> Outcome {
        self.press(&["build", "--portal", "portal"])
    }

    /// Lays out copies of an article, so that its feed has archives.
    pub fn multiply(&self, article: &str, copies: usize) {
        let folder = self.path("content/news");
        for number in 0..copies {
            let copy = folder.join(format!("more-{number}.md"));
            fs::copy(folder.join(article), copy).unwrap();
        }
    }

    /// Builds the edition of a moment into `dist`, which must go well, and returns what was said.
    pub fn build_at(&self, now: &str) -> String {
        let outcome = self.press(&["build", "--portal", "portal", "--now", now]);
        assert_eq!(outcome.code, 0, "{}", outcome.text);
        outcome.text
    }

    /// A file of the edition.
    pub fn read(&self, below: &str) -> String {
        fs::read_to_string(self.path("dist").join(below)).unwrap()
    }

    /// Every file of the edition.
    pub fn files(&self) -> Vec<String> {
        files(&self.path("dist"))
    }
}

/// Every file of a folder, by its path below that.
pub fn files(folder: &Path) -> Vec<String> {
    WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let below = entry.path().strip_prefix(folder).unwrap();
            below.display().to_string()
        })
        .collect()
}

/// Copies a folder over another one; `x.absent` takes `x` away, and `x.changed` changes it.
pub fn copy(from: &Path, to: &Path) {
    for entry in WalkDir::new(from) {
        let entry = entry.unwrap();
        let target = to.join(entry.path().strip_prefix(from).unwrap());
        if entry.file_type().is_dir() {
            fs::create_dir_all(&target).unwrap();
        } else if target.extension().is_some_and(|ext| ext == "absent") {
            fs::remove_file(target.with_extension("")).unwrap();
        } else if target.extension().is_some_and(|ext| ext == "changed") {
            change(&target.with_extension(""), entry.path());
        } else {
            fs::copy(entry.path(), &target).unwrap();
        }
    }
}

/// Changes keys of a TOML file: `key = …` stands in the place of the key's line, and `-key` takes it away. The changes come
/// first in the file, so that a line that it gets later moves none of them.
fn change(file: &Path, changes: &Path) {
    let [text, changes] = [file, changes].map(|path| fs::read_to_string(path).unwrap());
    let key = |line: &str| line.split([' ', '=']).next().unwrap().to_owned();
    let replaced: Vec<String> = changes
        .lines()
        .map(|line| key(line.trim_start_matches('-')))
        .collect();
    let new = changes.lines().filter(|line| !line.starts_with('-'));
    let old = text.lines().filter(|line| !replaced.contains(&key(line)));
    fs::write(file, new.chain(old).collect::<Vec<_>>().join("\n")).unwrap();
}

/// The mini-site in two languages.
pub fn good() -> Desk {
    let desk = Desk::new(&["good"]);
    fs::create_dir_all(desk.path("content/media")).unwrap();
    let base = fixtures().join("base/content");
    for file in ["media/dot.png", "pages/home.md", "pages/404.md"] {
        fs::copy(base.join(file), desk.path("content").join(file)).unwrap();
    }
    let strings = desk.path("content/strings");
    fs::copy(strings.join("en.toml"), strings.join("zh-Hant-TW.toml")).unwrap();
    desk
}

/// A newsroom that writes from right to left, in Arabic, with everything that leads and reaches readers: a start page of
/// blocks, notices, lead images, recordings, a video elsewhere and news by e-mail.
pub fn newsroom() -> Desk {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let desk = Desk::new(&[]);
    let strings = desk.path("content/strings");
    fs::rename(strings.join("en.toml"), strings.join("ar.toml")).unwrap();
    fs::remove_file(strings.join("zh-Hant-TW.toml")).unwrap();
    let media = desk.path("content/media");
    fs::create_dir_all(&media).unwrap();
    for (file, name) in [
        ("day-and-night.png", "day-and-night.png"),
        ("archive-shelves.png", "archive-shelves.png"),
        ("manuscript-film.mp4", "manuscript-film.mp4"),
        ("manuscript-film.png", "manuscript-film.png"),
        ("alt-text-spoken-en.mp3", "talk.mp3"),
    ] {
        fs::copy(root.join("content/media").join(file), media.join(name)).unwrap();
    }
    copy(&fixtures().join("newsroom"), &desk.path(""));
    desk
}
