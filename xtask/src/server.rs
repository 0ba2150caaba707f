//! `press preview` or `press serve`, for as long as something is measured or tried.

use std::{
    io::{BufRead, BufReader, Write},
    net::TcpStream,
    path::Path,
    process::{Child, Command, Stdio},
    time::Duration,
};

use anyhow::{Context, Result, ensure};

use crate::process;

/// The longest time that an answer may take.
const PATIENCE: Duration = Duration::from_mins(1);

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

    /// Runs a command that serves, on a free port.
    ///
    /// # Errors
    /// When it cannot be started or does not say where it serves.
    pub fn start(command: &mut Command) -> Result<Self> {
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

    /// Asks for a path; the answer follows on the connection, which ends with it.
    ///
    /// # Errors
    /// When the server cannot be reached.
    pub fn ask(&self, path: &str) -> Result<TcpStream> {
        let host = self
            .address
            .trim_start_matches("http://")
            .trim_end_matches('/');
        let mut stream =
            TcpStream::connect(host).with_context(|| format!("cannot reach {host}"))?;
        stream.set_read_timeout(Some(PATIENCE))?;
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
        )?;
        Ok(stream)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
