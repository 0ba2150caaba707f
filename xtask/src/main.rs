//! Gazette's chores: set-up, build, serve, test, fuzz, size, lint, bench. `cargo xtask --help` lists them.

mod bench;
mod build;
mod cli;
mod fuzz;
mod install;
mod lint;
mod lock;
mod minify;
mod press;
mod process;
mod references;
mod scripts;
mod serve;
mod set_up;
mod shrink;
mod size;
mod style;
mod table;
mod test;
mod tools;
mod trunk;
mod wasm;
mod wasm_cargo;

use std::process::ExitCode;

fn main() -> ExitCode {
    let result = if wasm_cargo::is_called() {
        wasm_cargo::stand_in()
    } else if fuzz::is_called() {
        fuzz::stand_in()
    } else {
        cli::run()
    };
    if let Err(error) = &result {
        eprintln!("\nError: {error:#}");
    }
    ExitCode::from(u8::from(result.is_err()))
}
