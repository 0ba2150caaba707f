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

use std::process::ExitCode;

use bundle::wasm_cargo;

fn main() -> ExitCode {
    let result = if wasm_cargo::is_called() {
        wasm_cargo::stand_in()
    } else {
        cli::run()
    };
    if let Err(error) = &result {
        eprintln!("\nError: {error:#}");
    }
    ExitCode::from(u8::from(result.is_err()))
}
