//! A server for development, with live reload.

use anyhow::Result;

use crate::{
    bundle::trunk,
    press, process,
    set_up::{self, wasm::Profile},
};

/// Builds, watches and serves until it is stopped.
///
/// # Errors
/// When something is missing, or Trunk stops by itself.
pub fn run(port: u16) -> Result<()> {
    set_up::run(&set_up::PORTAL)?;
    let address = format!("http://127.0.0.1:{port}/");
    eprintln!("\n  Gazette will be at {address} as soon as it is built. Ctrl+C stops it.\n");
    let mut trunk = trunk::command(Profile::Dev)?;
    trunk
        .args(["serve", "--port", &port.to_string()])
        .env(press::ADDRESS, address);
    process::run(&mut trunk)
}
