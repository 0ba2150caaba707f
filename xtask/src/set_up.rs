//! The tools and compilers that this machine lacks, and the ways to get them.

mod install;
pub mod lock;
pub mod musl;
pub mod tools;
pub mod wasm;

use std::process::Command;

use anyhow::{Context, Result};

use self::{
    install::{Step, Urgency},
    tools::{NpmPackages, Program},
};
use crate::process;

/// A need of a command.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// A compiler for wasm32.
    Compiler,
    /// Trunk, wasm-bindgen and Binaryen.
    Bundler,
    /// A clippy for wasm32.
    Clippy,
    /// Browsers with their drivers, web servers and checkers.
    Tests,
    /// A browser and Lighthouse.
    Benches,
    /// Apps in other frameworks.
    Peers,
    /// Another search engine.
    SearchBench,
    /// A compiler of programs that need no other file, and a way to try them.
    Dist,
}

/// The needs of building the portal.
pub const PORTAL: [Need; 2] = [Need::Compiler, Need::Bundler];
/// The needs of checking the code.
pub const LINT: [Need; 2] = [Need::Compiler, Need::Clippy];
/// The needs of testing.
pub const TESTS: [Need; 3] = [Need::Compiler, Need::Bundler, Need::Tests];
/// The needs of measuring.
pub const BENCHES: [Need; 1] = [Need::Benches];
/// The needs of making what agencies download.
pub const DIST: [Need; 1] = [Need::Dist];
/// The needs of comparing with other apps.
pub const PEER_BENCHES: [Need; 2] = [Need::Benches, Need::Peers];
/// The needs of measuring search.
pub const SEARCH_BENCH: [Need; 1] = [Need::SearchBench];
/// The needs of everything.
pub const ALL: [Need; 4] = [Need::Compiler, Need::Bundler, Need::Clippy, Need::Tests];

/// Installs what is missing of the needs.
///
/// # Errors
/// When something cannot be installed.
pub fn run(needs: &[Need]) -> Result<()> {
    if needs.contains(&Need::Compiler) {
        // Only a compiler that is there can tell what it lacks for a small portal.
        install::all(wasm::missing().into_iter().collect())?;
    }
    let mut steps = Vec::new();
    for need in needs {
        match need {
            Need::Compiler => steps.extend(wasm::missing_source()),
            Need::Bundler => steps.extend(bundler()?),
            Need::Clippy => steps.extend(wasm::missing_clippy()),
            Need::Tests => {
                steps.extend(programs(tools::TEST_PROGRAMS, &tools::TEST_NPM)?);
                let version = tools::GECKODRIVER.version;
                steps.extend(missing_crate(&tools::GECKODRIVER, version)?);
            }
            Need::Benches => steps.extend(programs(tools::BENCH_PROGRAMS, &tools::BENCH_NPM)?),
            Need::Peers => steps.extend(missing_folder(&tools::PEERS)?),
            Need::SearchBench => steps.extend(programs(&[tools::NPM], &tools::SEARCH_NPM)?),
            Need::Dist => {
                steps.extend(missing_programs(tools::DIST_PROGRAMS));
                steps.extend(musl::missing()?);
            }
        }
    }
    install::all(steps)?;
    if needs.contains(&Need::Compiler) {
        fetch()?;
    }
    Ok(())
}

fn bundler() -> Result<Vec<Step>> {
    let bindgen = lock::version("wasm-bindgen")?;
    let trunk = missing_crate(&tools::TRUNK, tools::TRUNK.version)?;
    let bindgen = missing_crate(&tools::WASM_BINDGEN, &bindgen)?;
    let binaryen = programs(tools::BUNDLE_PROGRAMS, &tools::BINARYEN)?;
    Ok(trunk.into_iter().chain(bindgen).chain(binaryen).collect())
}

fn missing_crate(tool: &tools::Crate, version: &str) -> Result<Option<Step>> {
    if tool.path(version)?.exists() {
        return Ok(None);
    }
    from_crate(tool, version).map(Some)
}

fn from_crate(tool: &tools::Crate, version: &str) -> Result<Step> {
    let mut command = process::cargo();
    command
        .args(["install", "--locked", "--root"])
        .arg(tool.root(version)?)
        .arg(format!("{}@{version}", tool.name))
        // Trunk's own profile asks for fat LTO, which takes ten minutes for its last crate alone.
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
    Ok(Step {
        what: format!("{} {version}", tool.name),
        why: tool.why,
        takes: tool.takes,
        ways: vec![vec![command]],
        weight: Urgency::Needed,
    })
}

fn programs(programs: &[Program], packages: &NpmPackages) -> Result<Vec<Step>> {
    let mut steps = missing_programs(programs);
    if !packages.are_installed()? {
        steps.push(from_npm(packages)?);
    }
    Ok(steps)
}

fn missing_programs(programs: &[Program]) -> Vec<Step> {
    let missing = programs.iter().filter(|program| program.find().is_none());
    let step = |program: &Program| Step {
        what: program.debian.to_owned(),
        why: program.why,
        takes: "about a minute",
        ways: vec![install::apt(&[program.debian])],
        weight: Urgency::Needed,
    };
    missing.map(step).collect()
}

fn from_npm(packages: &tools::NpmPackages) -> Result<Step> {
    let mut command = Command::new("npm");
    command
        .args(["install", "--no-audit", "--no-fund", "--prefix"])
        .arg(packages.root()?)
        .args(packages.specifications());
    Ok(Step {
        what: packages.specifications().join(", "),
        why: packages.why,
        takes: "under a minute",
        ways: vec![vec![command]],
        weight: Urgency::Needed,
    })
}

fn missing_folder(folder: &tools::NpmFolder) -> Result<Option<Step>> {
    if folder.is_installed()? {
        return Ok(None);
    }
    let root = folder.root()?;
    let mut make = Command::new("mkdir");
    make.arg("-p").arg(&root);
    let mut copy = Command::new("cp");
    copy.args(
        ["package.json", "package-lock.json"].map(|name| format!("{}/{name}", folder.sources)),
    );
    copy.arg(&root);
    let mut install = Command::new("npm");
    install
        .args([
            "ci",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            "--prefix",
        ])
        .arg(&root);
    Ok(Some(Step {
        what: folder.what.to_owned(),
        why: folder.why,
        takes: "a minute or two",
        ways: vec![vec![make, copy, install]],
        weight: Urgency::Needed,
    }))
}

/// Trunk builds offline, so that it downloads no tools; the crates must be there before.
fn fetch() -> Result<()> {
    let compiler = wasm::compiler(wasm::Profile::Release)?;
    let mut command = Command::new(&compiler.cargo);
    command.args(["fetch", "--quiet", "--locked", "--target", wasm::TARGET]);
    command.envs(compiler.variables(wasm::Profile::Release)?);
    process::run(&mut command).context("the crates of the portal cannot be fetched")
}
