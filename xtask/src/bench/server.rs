//! `press preview` or `press serve`, for as long as something is measured.

use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
};

use anyhow::{Context, Result, ensure};

use crate::process;

/// A running server, which ends with this value.
pub struct Server {
    child: Child,
    /// `http://127.0.0.1:<port>/`
    pub address: String,
}

impl Server {
    /// Serves an edition on a free port.
    ///
    /// # Errors
    /// When press cannot be started or does not say where it serves.
    pub fn preview(press: &Path, folder: &Path) -> Result<Self> {
        Self::start(Command::new(press).args(["preview", "--out"]).arg(folder))
    }

    /// Serves a site that is being written on a free port.
    ///
    /// # Errors
    /// When press cannot be started or does not say where it serves.
    pub fn serve(press: &Path, content: &Path) -> Result<Self> {
        let mut command = Command::new(press);
        command.args(["serve", "--content"]).arg(content);
        Self::start(command.stderr(Stdio::null()))
    }

    fn start(command: &mut Command) -> Result<Self> {
        let command = command.args(["--port", "0"]);
        let mut child = command
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("cannot start `{}`", process::line(command)))?;
        let mut address = String::new();
        let said = child.stdout.take().context("press has no output")?;
        BufReader::new(said).read_line(&mut address)?;
        let address = address.trim().to_owned();
        let server = Self { child, address };
        ensure!(
            server.address.starts_with("http://"),
            "`{}` does not say where it serves",
            process::line(command)
        );
        Ok(server)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
