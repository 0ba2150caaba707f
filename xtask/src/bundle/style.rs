//! The stylesheet: `style/main.css` and what it imports, in one file that the browsers of the last three years read.

use std::{fmt, path::Path};

use anyhow::{Result, anyhow};
use lightningcss::{
    bundler::{Bundler, FileProvider},
    printer::PrinterOptions,
    stylesheet::{MinifyOptions, ParserOptions},
    targets::{Browsers, Targets},
};

use super::trunk;

/// The file in which index.html expects it.
const OUT: &str = "target/style/gazette.css";

/// The oldest browsers served: those of autumn 2023.
const BROWSERS: Browsers = Browsers {
    android: Some(version(119, 0)),
    chrome: Some(version(119, 0)),
    edge: Some(version(119, 0)),
    firefox: Some(version(115, 0)),
    ie: None,
    ios_saf: Some(version(17, 0)),
    opera: Some(version(105, 0)),
    safari: Some(version(17, 0)),
    samsung: Some(version(23, 0)),
};

/// Bundles `style/main.css`.
///
/// # Errors
/// When a file is missing or wrong; the message has file, line and column.
pub fn run() -> Result<()> {
    let css = bundle(Path::new("style/main.css"), trunk::is_release())?;
    trunk::lay_out(Path::new(OUT), &css)
}

fn bundle(main: &Path, minify: bool) -> Result<String> {
    let files = FileProvider::new();
    let targets = Targets::from(BROWSERS);
    let mut sheet = Bundler::new(&files, None, ParserOptions::default())
        .bundle(main)
        .map_err(placed)?;
    sheet
        .minify(MinifyOptions {
            targets,
            ..MinifyOptions::default()
        })
        .map_err(placed)?;
    let printed = sheet.to_css(PrinterOptions {
        minify,
        targets,
        ..PrinterOptions::default()
    });
    Ok(printed.map_err(placed)?.code)
}

/// The error with its place, whose lines lightningcss counts from zero.
fn placed<T: fmt::Display>(error: lightningcss::error::Error<T>) -> anyhow::Error {
    match error.loc {
        Some(at) => anyhow!(
            "{}:{}:{}: {}",
            at.filename,
            at.line + 1,
            at.column,
            error.kind
        ),
        None => anyhow!("{}", error.kind),
    }
}

const fn version(major: u32, minor: u32) -> u32 {
    (major << 16) | (minor << 8)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn bundled(files: &[(&str, &str)]) -> Result<String> {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, text) in files {
            fs::write(folder.path().join(name), text).expect("written");
        }
        bundle(&folder.path().join("main.css"), true)
    }

    #[test]
    fn imports_become_one_file_without_nesting() {
        let css = bundled(&[
            ("main.css", "@import 'a.css';"),
            ("a.css", ".card { a { color: red } }"),
        ]);
        assert_eq!(css.expect("bundled"), ".card a{color:red}");
    }

    #[test]
    fn mistakes_have_a_place() {
        let error = bundled(&[("main.css", "@import 'a.css';"), ("a.css", "a {}\n}")])
            .expect_err("must fail");
        assert!(error.to_string().contains("a.css:2:"), "{error}");
        let error = bundled(&[("main.css", "\n@import 'none.css';")]).expect_err("must fail");
        assert!(error.to_string().contains("main.css:2:"), "{error}");
    }
}
