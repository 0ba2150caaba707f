//! Gazette's chores: set-up, build, serve, test, size, lint. `cargo xtask --help` lists them.

mod build;
mod cli;
mod install;
mod lint;
mod lock;
mod press;
mod process;
mod references;
mod serve;
mod set_up;
mod size;
mod style;
mod test;
mod tools;
mod trunk;
mod wasm;
mod wasm_cargo;

fn main() -> anyhow::Result<()> {
    if wasm_cargo::is_called() {
        wasm_cargo::stand_in()
    } else {
        cli::run()
    }
}
