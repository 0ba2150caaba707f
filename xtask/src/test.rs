//! Every test, against a release build.

use std::{
    env, fs,
    path::PathBuf,
    time::{Duration, Instant},
};

use anyhow::{Context, Result};

use crate::{
    build, fuzz, press, process,
    set_up::{
        self,
        tools::{TEST_NPM, TEST_PROGRAMS},
    },
    size,
};

/// One part of the tests, with its name.
type TestStep = (&'static str, fn() -> Result<()>);

/// Seconds that each fuzz target runs.
const FUZZING: u64 = 10;

/// Runs every test.
///
/// # Errors
/// When a tool is missing or a test fails.
pub fn run() -> Result<()> {
    let steps: [TestStep; 5] = [
        ("set-up", || set_up::run(&set_up::TESTS)),
        ("release build", build::run),
        ("cargo test --workspace", cargo_test),
        ("fuzzing", || fuzz::run(FUZZING, fuzz::Seed::Same, &[])),
        ("size", size::run),
    ];
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

/// Unit, property and golden tests, then the journeys in a browser, which find their tools in the environment.
fn cargo_test() -> Result<()> {
    let mut cargo = process::cargo();
    // One run tells of all that fails.
    cargo.args(["test", "--workspace", "--no-fail-fast"]);
    cargo.env("GAZETTE_DIST", absolute(build::DIST.into())?);
    cargo.env("GAZETTE_PRESS", absolute(press::release()?)?);
    cargo.env("GAZETTE_NPM", absolute(TEST_NPM.root()?)?);
    for program in TEST_PROGRAMS {
        let path = program
            .find()
            .with_context(|| format!("{} is missing ({})", program.debian, program.why))?;
        cargo.env(program.variable, path);
    }
    process::run(&mut cargo)
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
