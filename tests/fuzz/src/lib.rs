//! The fuzz targets' common ground: a small site, of which one file is made up.

use std::{fs, path::Path, sync::LazyLock};

use gazette_content::check::one_file::Proof;
use gazette_diagnostics::report::JsonReport;
use tempfile::TempDir;

/// 2026-06-01T00:00:00Z.
const NOW: i64 = 1_780_272_000;

/// The site of the suite's fixtures. Its folder must live as long as its files are read.
static SITE: LazyLock<(TempDir, Proof)> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folder = tempfile::tempdir().expect("a folder");
    let base = root.join("tests/suite/fixtures/base/content");
    for (from, file) in [
        (base.clone(), "site.toml"),
        (base.clone(), "pages/home.md"),
        (base.clone(), "pages/404.md"),
        (base, "media/dot.png"),
        (root.join("content"), "strings/en.toml"),
    ] {
        let to = folder.path().join(file);
        fs::create_dir_all(to.parent().expect("it is in a folder")).expect("a folder");
        fs::copy(from.join(file), to).expect("a fixture");
    }
    let proof = Proof::load(folder.path(), NOW).expect("the fixtures can be read");
    (folder, proof)
});

/// Proofreads an article. What is found lies inside of it, and is the same when it is read again.
pub fn proofread(article: &[u8]) -> JsonReport {
    let path = "news/fuzzed.md";
    let report = SITE.1.with(path, article);
    let text = String::from_utf8_lossy(article);
    // Lines end as CommonMark has them end, a lone carriage return being one as well.
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let lines: Vec<&str> = text.split('\n').collect();
    for problem in &report.problems {
        if problem.file.as_deref() != Some(path) {
            continue;
        }
        for position in problem.start.iter().chain(&problem.end) {
            let line = lines.get(position.line - 1).expect("the line is there");
            assert!(position.column <= line.chars().count() + 1, "{problem:?}");
        }
    }
    assert_eq!(report, SITE.1.with(path, article));
    report
}
