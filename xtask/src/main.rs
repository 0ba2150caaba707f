//! Gazette's chores: set-up, build, serve, test, fuzz, size, lint, bench. `cargo xtask --help` lists them.

mod bench;
mod build;
mod bundle;
mod cli;
mod dist;
mod fuzz;
mod lint;
mod press;
mod process;
mod serve;
mod server;
mod set_up;
mod size;
mod table;
mod test;

use std::{env, path::PathBuf, process::ExitCode};

use bundle::{wasm_cargo, wasm_linker};

fn main() -> ExitCode {
    let name = env::args_os().next().map(PathBuf::from);
    let name = name.as_ref().and_then(|path| path.file_stem()?.to_str());
    let result = match name {
        Some(wasm_cargo::NAME) => wasm_cargo::stand_in(),
        Some(wasm_linker::NAME) => wasm_linker::stand_in(),
        _ => cli::run(),
    };
    if let Err(error) = &result {
        eprintln!("\nError: {error:#}");
    }
    ExitCode::from(u8::from(result.is_err()))
}
