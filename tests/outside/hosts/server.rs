//! Hosts on free ports of the loopback interface, which end with the value that stands for them.

use std::{
    fs::{self, File},
    net::{SocketAddr, TcpListener, TcpStream},
    path::Path,
    process::{Child, Command},
    thread,
    time::{Duration, Instant},
};

use axum::Router;
use gazette_cli::preview;
use tokio::task::JoinHandle;

use super::models::Model;
use crate::{setting::setting, site::Site};

/// The longest time that a host may take to start.
const PATIENCE: Duration = Duration::from_secs(20);

/// A host that serves an edition.
pub struct Server {
    /// In messages.
    pub name: &'static str,
    /// The address at which it answers.
    pub address: SocketAddr,
    /// True if it has the smallest copies.
    pub brotli: bool,
    _process: Process,
}

enum Process {
    Child(Child),
    Task(JoinHandle<()>),
}

impl Server {
    /// Debian's nginx, with or without its module for brotli.
    pub fn nginx(site: &Site, brotli: bool) -> Self {
        let address = free_address();
        site.deploy(address);
        Self::nginx_with(&site.desk.path(""), address, brotli)
    }

    /// Debian's nginx with the configuration that lies in `deploy/` of a folder.
    pub fn nginx_with(desk: &Path, address: SocketAddr, brotli: bool) -> Self {
        let own = desk.join("nginx");
        fs::create_dir_all(own.join("gazette.d")).unwrap();
        let mut module = String::new();
        if brotli {
            module = format!("load_module {};\n", setting("GAZETTE_NGINX_BROTLI"));
            fs::write(own.join("gazette.d/brotli.conf"), "brotli_static on;\n").unwrap();
        }
        let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            .map(|kind| format!("    {kind}_temp_path {kind};\n"))
            .concat();
        let main = format!(
            "{module}daemon off;\nmaster_process off;\npid nginx.pid;\nerror_log stderr;\nevents {{}}\n\
             http {{\n    access_log off;\n{temporary}    include /etc/nginx/mime.types;\n    include {};\n}}\n",
            desk.join("deploy/nginx.conf").display()
        );
        fs::write(own.join("nginx.conf"), main).unwrap();
        let mut nginx = Command::new(setting("GAZETTE_NGINX"));
        nginx
            .arg("-p")
            .arg(&own)
            .arg("-c")
            .arg(own.join("nginx.conf"));
        let name = if brotli {
            "nginx"
        } else {
            "nginx without brotli"
        };
        Self::child(name, address, brotli, &mut nginx, &own)
    }

    /// Debian's Caddy.
    pub fn caddy(site: &Site) -> Self {
        let address = free_address();
        site.deploy(address);
        let own = site.desk.path("caddy");
        fs::create_dir_all(&own).unwrap();
        // Its administration would listen on a port that is the same for all.
        let main = format!(
            "{{\n\tadmin off\n}}\nimport {}\n",
            site.desk.path("deploy/Caddyfile").display()
        );
        fs::write(own.join("Caddyfile"), main).unwrap();
        let mut caddy = Command::new(setting("GAZETTE_CADDY"));
        caddy.args(["run", "--adapter", "caddyfile", "--config"]);
        caddy.arg(own.join("Caddyfile"));
        for variable in ["HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"] {
            caddy.env(variable, &own);
        }
        Self::child("Caddy", address, true, &mut caddy, &own)
    }

    /// `press preview`, in this process.
    pub async fn preview(site: &Site) -> Self {
        let router = preview::router(&site.edition()).unwrap();
        Self::task("the preview", true, router).await
    }

    /// A model of a kind of host for the edition on a desk, in this process.
    pub async fn model(kind: &'static str, desk: &Path, base: &'static str) -> Self {
        Self::task(kind, false, Model::new(kind, desk, base).router()).await
    }

    async fn task(name: &'static str, brotli: bool, router: Router) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let task = tokio::spawn(async move {
            axum::serve(preview::at_once(listener), router)
                .await
                .unwrap();
        });
        Self {
            name,
            address,
            brotli,
            _process: Process::Task(task),
        }
    }

    fn child(
        name: &'static str,
        address: SocketAddr,
        brotli: bool,
        command: &mut Command,
        own: &Path,
    ) -> Self {
        let log = own.join("log");
        let mut child = command.stderr(File::create(&log).unwrap()).spawn().unwrap();
        let deadline = Instant::now() + PATIENCE;
        while TcpStream::connect(address).is_err() {
            let has_ended = child.try_wait().unwrap().is_some();
            if has_ended || Instant::now() > deadline {
                let _ = child.kill();
                panic!(
                    "{name} does not start: {}",
                    fs::read_to_string(log).unwrap()
                );
            }
            thread::sleep(Duration::from_millis(20));
        }
        Self {
            name,
            address,
            brotli,
            _process: Process::Child(child),
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        match self {
            Self::Child(child) => {
                let _ = child.kill();
                let _ = child.wait();
            }
            Self::Task(task) => task.abort(),
        }
    }
}

/// An address that nobody has.
pub fn free_address() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap()
}
