//! Cargo.lock, asked for the version of a package.

use std::fs;

use anyhow::{Context, Result};

/// The locked version of a package.
///
/// # Errors
/// When Cargo.lock cannot be read or does not have the package exactly once.
pub fn version(package: &str) -> Result<String> {
    let text = fs::read_to_string("Cargo.lock").context("cannot read Cargo.lock")?;
    version_in(&text, package)
}

fn version_in(lock: &str, package: &str) -> Result<String> {
    let lock: toml::Table = lock.parse().context("Cargo.lock is not TOML")?;
    let mut versions = lock
        .get("package")
        .and_then(toml::Value::as_array)
        .into_iter()
        .flatten()
        .filter(|entry| entry.get("name").and_then(toml::Value::as_str) == Some(package))
        .filter_map(|entry| entry.get("version").and_then(toml::Value::as_str));
    match (versions.next(), versions.next()) {
        (Some(version), None) => Ok(version.to_owned()),
        (None, _) => anyhow::bail!("Cargo.lock has no package {package}"),
        (Some(one), Some(other)) => {
            anyhow::bail!("Cargo.lock has {package} twice: {one} and {other}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = r#"
        version = 4
        [[package]]
        name = "wasm-bindgen"
        version = "0.2.127"
        [[package]]
        name = "wasm-bindgen-macro"
        version = "0.2.1"
        [[package]]
        name = "hashbrown"
        version = "0.14.5"
        [[package]]
        name = "hashbrown"
        version = "0.15.0"
    "#;

    #[test]
    fn finds_the_package_of_just_that_name() {
        assert_eq!(
            version_in(LOCK, "wasm-bindgen").expect("is there"),
            "0.2.127"
        );
    }

    #[test]
    fn says_what_is_missing_or_twice() {
        let message = |package| {
            version_in(LOCK, package)
                .expect_err("must fail")
                .to_string()
        };
        assert_eq!(message("leptos"), "Cargo.lock has no package leptos");
        assert_eq!(
            message("hashbrown"),
            "Cargo.lock has hashbrown twice: 0.14.5 and 0.15.0"
        );
    }
}
