//! Fuzzing: inputs that are made up, for a bounded time, out of those in `tests/fuzz/corpus/`.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail};

use crate::process;

/// The crate of the fuzz targets.
const FOLDER: &str = "tests/fuzz";

/// The compiler, whose sanitizers are not in stable Rust.
const TOOLCHAIN: &str = "nightly";

/// Gazette's own crates that the targets run through. None has a build script, which could not be linked with [`FLAGS`].
const OWN: [&str; 7] = [
    "gazette-search",
    "gazette-model",
    "gazette-diagnostics",
    "gazette-cache",
    "gazette-image",
    "gazette-content",
    "gazette-import",
];

/// Flags of these crates alone, so that the fuzzer knows which branches and comparisons an input has reached. Other people's
/// crates do without: with all of them the build would take an hour, and each try ten times as long. There is no sanitizer of
/// addresses, since Gazette forbids unsafe code.
const FLAGS: [&str; 5] = [
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
];

/// The beginning of made-up inputs.
#[derive(Clone, Copy)]
pub enum Seed {
    /// At the same inputs in every run, so that a test tells of a change and not of the day.
    Same,
    /// At others each time.
    Other,
}

/// Lets each target run for so many seconds; all targets if none is named. Without a nightly compiler it says so, and
/// nothing runs.
///
/// # Errors
/// When a target finds something: the message of the run says what, and in which file the input is.
pub fn run(seconds: u64, seed: Seed, names: &[String]) -> Result<()> {
    let Some(host) = host() else {
        eprintln!(
            "\n*** FUZZING IS SKIPPED: there is no nightly compiler here. `rustup toolchain install {TOOLCHAIN}` installs it. ***\n"
        );
        return Ok(());
    };
    let known = targets(Path::new(FOLDER))?;
    if let Some(name) = names.iter().find(|name| !known.contains(name)) {
        bail!(
            "there is no fuzz target {name}; choose from: {}",
            known.join(", ")
        );
    }
    let folder = process::target_dir().join("fuzz");
    build(&host, &folder)?;
    let programs = folder.join(host).join("release");
    for target in if names.is_empty() { &known } else { names } {
        eprintln!("\n== fuzzing {target} for {seconds} s");
        fuzz(&programs.join(target), target, &folder, seconds, seed)?;
    }
    Ok(())
}

/// The kind of this machine, if there is a nightly compiler for it.
fn host() -> Option<String> {
    let mut rustc = nightly("rustc");
    let version = process::read(rustc.arg("-vV")).ok()?;
    let host = version.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(ToOwned::to_owned)
}

fn nightly(program: &str) -> Command {
    let mut command = Command::new("rustup");
    command.args(["run", TOOLCHAIN, program]);
    command
}

/// The names of all targets of the crate.
fn targets(own: &Path) -> Result<Vec<String>> {
    let folder = own.join("targets");
    let entries = fs::read_dir(&folder).with_context(|| format!("{}", folder.display()))?;
    let mut names = Vec::new();
    for entry in entries {
        let path = entry?.path();
        names.extend(path.file_stem().map(|it| it.to_string_lossy().into_owned()));
    }
    names.sort();
    Ok(names)
}

fn build(host: &str, folder: &Path) -> Result<()> {
    // With the crates that press is made of, in their versions.
    fs::copy("Cargo.lock", Path::new(FOLDER).join("Cargo.lock"))?;
    let mut cargo = nightly("cargo");
    cargo
        .args(["build", "--release", "--bins", "--target", host])
        .arg("--manifest-path")
        .arg(Path::new(FOLDER).join("Cargo.toml"))
        .arg("--target-dir")
        .arg(folder)
        .arg("-Zprofile-rustflags")
        .env("RUSTFLAGS", "--cfg fuzzing");
    for package in OWN {
        cargo.args([
            "--config",
            &format!("profile.release.package.{package}.rustflags = {FLAGS:?}"),
        ]);
    }
    process::run(&mut cargo)
}

/// Runs a target. New inputs go to the target folder, beside those that find something, and other runs begin with them; a run
/// from the same seed begins with those of the repository alone.
fn fuzz(program: &Path, target: &str, folder: &Path, seconds: u64, seed: Seed) -> Result<()> {
    let own = Path::new(FOLDER).join("corpus").join(target);
    let artifacts = made(folder.join("artifacts").join(target))?;
    let mut command = Command::new(program);
    let new = match seed {
        Seed::Same => {
            command.arg("-seed=1");
            emptied(folder.join("repeated").join(target))?
        }
        Seed::Other => made(folder.join("corpus").join(target))?,
    };
    command
        .arg(format!("-artifact_prefix={}/", artifacts.display()))
        .arg(format!("-max_total_time={seconds}"))
        .args(["-timeout=10", "-rss_limit_mb=4096", "-max_len=4096"])
        .args(["-detect_leaks=0", "-verbosity=0", "-print_final_stats=1"])
        .args([new, own]);
    process::run(&mut command)
}

fn emptied(folder: PathBuf) -> Result<PathBuf> {
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| format!("{}", folder.display()))?;
    }
    made(folder)
}

fn made(folder: PathBuf) -> Result<PathBuf> {
    fs::create_dir_all(&folder).with_context(|| format!("{}", folder.display()))?;
    Ok(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Cargo gives a package's flags to its build script too, which they break, and a misspelt name is only a warning.
    #[test]
    fn own_crates_are_there_and_have_no_build_script() -> Result<()> {
        let root = Path::new("..");
        let manifest: toml::Table = fs::read_to_string(root.join("Cargo.toml"))?.parse()?;
        for package in OWN {
            let dependency = &manifest["workspace"]["dependencies"][package];
            let folder = dependency["path"].as_str().context(package)?;
            let manifest = fs::read_to_string(root.join(folder).join("Cargo.toml"))?;
            let manifest: toml::Table = manifest.parse()?;
            assert!(
                !manifest["package"]
                    .as_table()
                    .context(package)?
                    .contains_key("build"),
                "{package}"
            );
            assert!(!root.join(folder).join("build.rs").exists(), "{package}");
        }
        Ok(())
    }

    /// The inputs that a target starts with decide what it finds in a short time.
    #[test]
    fn every_target_has_a_corpus() -> Result<()> {
        let own = Path::new("..").join(FOLDER);
        let targets = targets(&own)?;
        assert!(targets.len() >= 4);
        let manifest = fs::read_to_string(own.join("Cargo.toml"))?;
        for target in targets {
            assert!(
                manifest.contains(&format!("name = \"{target}\"")),
                "{target}"
            );
            let corpus = fs::read_dir(own.join("corpus").join(&target))?;
            assert!(corpus.count() >= 5, "{target}");
        }
        Ok(())
    }
}
