//! The linker that the compiler calls for a release's WebAssembly: xtask under the linker's name, which has the real one link
//! nothing that only JavaScript could call and none does. After linking it would be too late: what such functions refer to
//! stays in the program's table, where nobody can tell whether it is used.

use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result};

use crate::process as programs;

/// The name under which the compiler takes xtask for a linker of WebAssembly.
pub const NAME: &str = "wasm-ld";

/// The path of the real linker.
const REAL: &str = "GAZETTE_WASM_LINKER";

/// Cargo's variable for the linker.
const CARGO_VARIABLE: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER";

/// Classes that libraries export to JavaScript: streams of Leptos' server functions, which no static host has.
const UNWANTED: [&str; 3] = [
    "intounderlyingbytesource",
    "intounderlyingsink",
    "intounderlyingsource",
];

/// The environment of a cargo that links with this; `stand_in` is the path of xtask under the linker's name.
///
/// # Errors
/// When the compiler does not say which linker it has.
pub fn variables(rustc: &Path, stand_in: &Path) -> Result<[(&'static str, String); 2]> {
    let real = real(rustc)?.display().to_string();
    Ok([
        (REAL, real),
        (CARGO_VARIABLE, stand_in.display().to_string()),
    ])
}

/// Links what is wanted.
///
/// # Errors
/// When the real linker cannot be started; otherwise the process ends with its exit code.
pub fn stand_in() -> Result<()> {
    let real = env::var_os(REAL)
        .with_context(|| format!("{REAL} is not set: only `cargo xtask` may call this linker"))?;
    let mut command = Command::new(real);
    command.args(["-flavor", "wasm"]);
    let arguments: Vec<String> = env::args().skip(1).collect();
    command.args(wanted(&arguments));
    programs::stand_in(&mut command)
}

/// The arguments without the exports of unwanted classes, and without the flavour, which the real linker is told anyway.
fn wanted(arguments: &[String]) -> Vec<&str> {
    let mut wanted = Vec::new();
    let mut left = arguments.iter().map(String::as_str);
    while let Some(argument) = left.next() {
        match argument {
            "-flavor" => drop(left.next()),
            "--export" => {
                let name = left.next().unwrap_or_default();
                if !UNWANTED.iter().any(|class| name.contains(class)) {
                    wanted.extend([argument, name]);
                }
            }
            _ => wanted.push(argument),
        }
    }
    wanted
}

/// The linker of a compiler: rustup's lies beside its libraries, Debian's beside the compiler.
fn real(rustc: &Path) -> Result<PathBuf> {
    const LINKER: &str = "rust-lld";
    let libraries = programs::read(Command::new(rustc).arg("--print=target-libdir"))?;
    let beside = Path::new(&libraries).with_file_name("bin").join(LINKER);
    if beside.is_file() {
        return Ok(beside);
    }
    which::which(LINKER)
        .with_context(|| format!("{LINKER} is neither {} nor on the PATH", beside.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn streams_are_not_exported() {
        let line = "-flavor wasm --export main --export intounderlyingsink_close --export \
                    __wbindgen_describe_intounderlyingsink_close --export __wbg_intounderlyingsource_free a.o --gc-sections";
        let arguments: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        assert_eq!(
            wanted(&arguments),
            ["--export", "main", "a.o", "--gc-sections"]
        );
    }
}
