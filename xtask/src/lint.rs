//! Formatting, clippy and documentation, with warnings denied.

use std::{path::Path, process::Command};

use anyhow::{Result, bail};

use crate::{
    process,
    set_up::{
        self,
        wasm::{self, Library, Profile},
    },
};

/// Checks everything and reports every check that fails, not only the first.
///
/// # Errors
/// When there is a warning anywhere.
pub fn run() -> Result<()> {
    set_up::run(&set_up::LINT)?;
    let checks: [(&str, Command); 5] = [
        ("formatting", format()),
        ("formatting of the fuzz targets", format_fuzz()),
        ("clippy, native", clippy()),
        ("clippy, wasm32", clippy_for_wasm()?),
        ("documentation", documentation()),
    ];
    let mut failed = Vec::new();
    for (name, mut command) in checks {
        eprintln!("\n== {name}: {}", process::line(&command));
        if let Err(error) = process::run(&mut command) {
            eprintln!("{error:#}");
            failed.push(name);
        }
    }
    if !failed.is_empty() {
        bail!("not in order: {}", failed.join("; "));
    }
    println!("Formatting, clippy (native and wasm32) and documentation are in order.");
    Ok(())
}

fn format() -> Command {
    let mut cargo = process::cargo();
    cargo.args(["fmt", "--all", "--check"]);
    cargo
}

/// They are a workspace of their own.
fn format_fuzz() -> Command {
    let mut cargo = process::cargo();
    cargo.args(["fmt", "--check", "--manifest-path", "tests/fuzz/Cargo.toml"]);
    cargo
}

fn clippy() -> Command {
    let mut cargo = process::cargo();
    cargo.args(["clippy", "--workspace", "--all-targets", "--", "-Dwarnings"]);
    cargo
}

fn clippy_for_wasm() -> Result<Command> {
    let compiler = wasm::compiler(Profile::Dev)?;
    let is_there = match compiler.library {
        Library::Installed => true,
        Library::FromSource => Path::new(wasm::DEBIAN_CLIPPY).exists(),
    };
    if !is_there {
        eprintln!(
            "\nNo clippy for wasm32 here (Debian: rust-web-clippy). FALLING BACK to cargo check."
        );
    }
    let mut command = match compiler.library {
        // Debian's cargo would find rustup's clippy, which knows another version's libraries.
        Library::FromSource if is_there => Command::new(wasm::DEBIAN_CLIPPY),
        _ => Command::new(&compiler.cargo),
    };
    command
        .arg(if is_there { "clippy" } else { "check" })
        .args([
            "--target",
            wasm::TARGET,
            "--package",
            "gazette-portal",
            "--package",
            "gazette-view",
            "--package",
            "gazette-model",
            "--package",
            "gazette-search",
            "--lib",
            "--bin",
            "portal",
            "--bin",
            "search",
        ])
        .env("CARGO", &compiler.cargo)
        .envs(compiler.variables(Profile::Dev)?);
    if is_there {
        command.args(["--", "-Dwarnings"]);
    } else {
        command.env("RUSTFLAGS", "-Dwarnings");
    }
    Ok(command)
}

fn documentation() -> Command {
    let mut cargo = process::cargo();
    cargo
        .args([
            "doc",
            "--workspace",
            "--no-deps",
            "--document-private-items",
        ])
        .env("RUSTDOCFLAGS", "-Dwarnings");
    cargo
}
