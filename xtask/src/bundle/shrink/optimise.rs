//! Binaryen's optimiser, which finds what LLVM leaves.

use std::{fs, process::Command};

use anyhow::{Context, Result};

use crate::{
    process,
    set_up::tools::{BINARYEN, NODE},
};

/// What the browsers know that the portal is made for, and what makes its WebAssembly smallest once it is compressed.
const ARGUMENTS: [&str; 14] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--flatten",
    "--rereloop",
    "-Oz",
    "-Oz",
    "--generate-global-effects",
    // The stack ends there: nothing else lies in the first KiB.
    "--low-memory-unused",
    "-Oz",
    "--output",
];

/// Makes a WebAssembly smaller.
///
/// # Errors
/// When Binaryen is not there, or cannot read it.
pub fn optimise(bytes: &[u8]) -> Result<Vec<u8>> {
    let folder = tempfile::tempdir()?;
    let [before, after] = ["before.wasm", "after.wasm"].map(|name| folder.path().join(name));
    fs::write(&before, bytes)?;
    let node = NODE
        .find()
        .context("node is missing: run cargo xtask set-up")?;
    let program = BINARYEN.root()?.join("node_modules/binaryen/bin/wasm-opt");
    let mut command = Command::new(node);
    command
        .arg(program)
        .args(ARGUMENTS)
        .arg(&after)
        .arg(&before);
    process::run(&mut command)?;
    Ok(fs::read(after)?)
}
