//! A host's front: HTTP/2 over TLS, as every real host has it, before a server that speaks plain HTTP/1.1. Browsers load
//! several files over one connection then, and Lighthouse's simulation of a slow network reckons with that.

use std::{
    fs,
    net::{Ipv4Addr, TcpListener, TcpStream},
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};

use crate::{process, server::Server, set_up::tools::CADDY};

/// The longest time that Caddy may take to make its certificate and to listen.
const PATIENCE: Duration = Duration::from_secs(20);

/// A running Caddy, which ends with this value, as does what it stands before.
pub struct Front {
    child: Child,
    /// `https://localhost:<port>/`
    pub address: String,
    _behind: Server,
}

impl Front {
    /// Stands before a server; what Caddy writes goes to `folder`.
    ///
    /// # Errors
    /// When Caddy is missing or does not begin to listen.
    pub fn of(behind: Server, folder: &Path) -> Result<Self> {
        let caddy = CADDY.find().context("caddy is missing")?;
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
        // Free now; nobody else on this machine is expected to take it within the next moment.
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?
            .local_addr()?
            .port();
        let address = format!("https://localhost:{port}/");
        // Nothing of it reaches the machine's own list of authorities. HTTP/3 would be used from the second visit only. Gazette's
        // pages state their policy themselves; apps in other frameworks could not run under it.
        let rules = format!(
            "{{\n\tadmin off\n\tskip_install_trust\n\tauto_https disable_redirects\n\tservers {{\n\t\tprotocols h1 h2\n\t}}\n}}\n\
             {} {{\n\tbind 127.0.0.1\n\ttls internal\n\treverse_proxy {} {{\n\t\theader_down -Content-Security-Policy\n\t}}\n}}\n",
            // With its slash it would be the start page alone.
            address.trim_end_matches('/'),
            behind
                .address
                .trim_start_matches("http://")
                .trim_end_matches('/')
        );
        let file = folder.join("Caddyfile");
        fs::write(&file, rules).with_context(|| format!("cannot write {}", file.display()))?;
        let log = folder.join("caddy.log");
        let written = fs::File::create(&log)?;
        let mut command = Command::new(caddy);
        command
            .args(["run", "--adapter", "caddyfile", "--config"])
            .arg(&file)
            .stdout(Stdio::null())
            .stderr(written);
        for variable in ["HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"] {
            command.env(variable, folder);
        }
        let child = command
            .spawn()
            .with_context(|| format!("cannot start `{}`", process::line(&command)))?;
        let mut front = Self {
            child,
            address,
            _behind: behind,
        };
        let start = Instant::now();
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
            if front.child.try_wait()?.is_some() || start.elapsed() > PATIENCE {
                bail!("caddy does not listen; see {}", log.display());
            }
            thread::sleep(Duration::from_millis(50));
        }
        Ok(front)
    }
}

impl Drop for Front {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
