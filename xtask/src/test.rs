//! Every test, against a release build.

use std::{
    env, fs,
    path::PathBuf,
    process::Command,
    time::{Duration, Instant},
};

use anyhow::{Context, Result};

use crate::{
    build, fuzz, press, process,
    set_up::{
        self,
        tools::{GECKODRIVER, Program, TEST_NPM, TEST_PROGRAMS},
    },
    size,
};

/// One part of the tests, with its name.
type TestStep = (&'static str, fn() -> Result<()>);

/// Seconds that each fuzz target runs.
const FUZZING: u64 = 10;

/// Modules of journeys that every run makes in engines other than Chromium as well: reading, moving about, coming back,
/// pictures and searching, on which engines differ most.
const SAMPLE: &[&str] = &[
    "article::",
    "keyboard::",
    "moving::",
    "pictures::",
    "places::",
    "search::",
];

/// The journeys alone. With the features of the whole workspace the binary of [`cargo_test`] is used again.
const BROWSER: &[&str] = &["test", "--workspace", "--test", "browser"];

/// Runs every test; with `all` every journey in every engine and the whole fault matrix as well.
///
/// # Errors
/// When a tool is missing or a test fails.
pub fn run(all: bool) -> Result<()> {
    let mut steps: Vec<TestStep> = vec![
        ("set-up", || set_up::run(&set_up::TESTS)),
        ("release build", build::run),
        ("cargo test --workspace, journeys in Chromium", cargo_test),
    ];
    if all {
        steps.push(("journeys in Firefox", || journeys("firefox", &[])));
        steps.push(("journeys in WebKitGTK", || journeys("webkit", &[])));
        steps.push(("every fault in Chromium", every_fault));
    } else {
        steps.push(("a sample in Firefox", || journeys("firefox", SAMPLE)));
        steps.push(("a sample in WebKitGTK", || journeys("webkit", SAMPLE)));
    }
    steps.push(("fuzzing", || fuzz::run(FUZZING, fuzz::Seed::Same, &[])));
    steps.push(("size", size::run));
    let mut times = Vec::new();
    for (name, step) in steps {
        eprintln!("\n== {name}");
        let start = Instant::now();
        step().with_context(|| format!("tests stopped at: {name}"))?;
        times.push((name, start.elapsed()));
    }
    println!("\nAll passed:\n{}", summary(&times));
    Ok(())
}

/// Unit, property and golden tests, then the journeys in Chromium.
fn cargo_test() -> Result<()> {
    // One run tells of all that fails.
    process::run(&mut with_tools(&["test", "--workspace", "--no-fail-fast"])?)
}

/// The journeys of some modules, or all, in another engine; those that its driver cannot make are named as they are left out.
fn journeys(engine: &str, modules: &[&str]) -> Result<()> {
    let mut cargo = with_tools(BROWSER)?;
    cargo.arg("--").args(modules);
    let driver = GECKODRIVER.path(GECKODRIVER.version)?;
    cargo.env("GAZETTE_GECKODRIVER", absolute(driver)?);
    process::run(cargo.env("GAZETTE_ENGINE", engine))
}

/// The whole fault matrix; every fourth case is part of all other runs.
fn every_fault() -> Result<()> {
    let mut cargo = with_tools(BROWSER)?;
    cargo.args(["--", "matrix::"]);
    process::run(cargo.env("GAZETTE_MATRIX", "all"))
}

/// A cargo whose tests find their tools in the environment.
fn with_tools(arguments: &[&str]) -> Result<Command> {
    let mut cargo = process::cargo();
    cargo.args(arguments);
    cargo.env("GAZETTE_DIST", absolute(build::DIST.into())?);
    cargo.env("GAZETTE_PRESS", absolute(press::release()?)?);
    cargo.env("GAZETTE_NPM", absolute(TEST_NPM.root()?)?);
    name_programs(&mut cargo, TEST_PROGRAMS)?;
    Ok(cargo)
}

fn name_programs(cargo: &mut Command, programs: &[Program]) -> Result<()> {
    for program in programs {
        let path = program
            .find()
            .with_context(|| format!("{} is missing ({})", program.debian, program.why))?;
        cargo.env(program.variable, path);
    }
    Ok(())
}

fn absolute(path: PathBuf) -> Result<PathBuf> {
    let path = env::current_dir()?.join(path);
    fs::metadata(&path).with_context(|| format!("{} is missing", path.display()))?;
    Ok(path)
}

fn summary(times: &[(&str, Duration)]) -> String {
    let line =
        |(name, time): &(&str, Duration)| format!("  {:>6.1} s  {name}\n", time.as_secs_f64());
    times.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_has_a_line_per_step() {
        let times = [
            ("set-up", Duration::from_millis(123)),
            ("size", Duration::from_secs(61)),
        ];
        assert_eq!(summary(&times), "     0.1 s  set-up\n    61.0 s  size\n");
    }
}
