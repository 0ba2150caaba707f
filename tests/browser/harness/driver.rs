//! Drivers of browsers, and the sessions that they begin.

use std::{
    net::TcpListener,
    path::Path,
    process::{Child, Command, Stdio},
    sync::OnceLock,
    time::{Duration, Instant},
};

use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

use super::{bidi::Bidi, engine::Engine, setting};

/// The longest time that a browser may take to start.
const PATIENCE: Duration = Duration::from_mins(1);

/// Tells whether the browser waits with the next step until a page has loaded.
#[derive(Clone, Copy)]
pub enum Loading {
    Waited,
    Unwaited,
}

/// A browser's session.
pub struct Session {
    /// The WebDriver client.
    pub client: Client,
    /// The bidirectional connection; Firefox alone needs one.
    pub bidi: Option<Bidi>,
    /// The driver, where each session has its own.
    _driver: Option<Driver>,
}

/// A driver's process. It ends with its handle, or with the test run: the shell that watches it reads the end of its input.
struct Driver {
    address: String,
    process: Child,
}

impl Drop for Driver {
    fn drop(&mut self) {
        drop(self.process.stdin.take());
        let _ = self.process.wait();
    }
}

/// A session of a browser that has everything in this folder.
pub async fn connect(engine: Engine, profile: &Path, loading: Loading) -> Session {
    // ChromeDriver serves many sessions, the others one each.
    let own = (engine != Engine::Chromium).then(|| Driver::start(engine));
    let address = own.as_ref().map_or_else(shared, |it| it.address.clone());
    let strategy = match loading {
        Loading::Waited => "normal",
        Loading::Unwaited => "none",
    };
    let mut capabilities = capabilities(engine, profile);
    capabilities["pageLoadStrategy"] = json!(strategy);
    let Value::Object(capabilities) = capabilities else {
        unreachable!("it is an object")
    };
    let deadline = Instant::now() + PATIENCE;
    let client = loop {
        let mut builder = ClientBuilder::new(HttpConnector::new());
        let builder = builder.capabilities(capabilities.clone());
        match builder.connect(&address).await {
            Ok(client) => break client,
            Err(error) if Instant::now() > deadline => panic!("no browser: {error}"),
            Err(_) => tokio::time::sleep(Duration::from_millis(200)).await,
        }
    };
    leave_start_page(&client, deadline).await;
    let bidi = client.capabilities().and_then(|all| {
        let address = all.get("webSocketUrl")?.as_str()?;
        Some(Bidi::connect(address))
    });
    Session {
        client,
        bidi,
        _driver: own,
    }
}

fn capabilities(engine: Engine, profile: &Path) -> Value {
    match engine {
        Engine::Chromium => json!({
            "goog:loggingPrefs": { "browser": "ALL" },
            "goog:chromeOptions": {
                "binary": setting("GAZETTE_CHROMIUM"),
                "args": [
                    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
                    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--window-size=1280,900",
                    format!("--user-data-dir={}", profile.display()),
                ],
            },
        }),
        Engine::Firefox => json!({
            "webSocketUrl": true,
            "moz:firefoxOptions": {
                "binary": setting("GAZETTE_FIREFOX"),
                "args": ["-headless", "-profile", profile, "-width", "1280", "-height", "985"],
                "prefs": {
                    // Else a slash that no page answers opens a field that gets all that is typed after it.
                    "accessibility.typeaheadfind.manual": false,
                    // Nothing is asked of anybody but the test's server.
                    "app.normandy.enabled": false,
                    "browser.safebrowsing.malware.enabled": false,
                    "browser.safebrowsing.phishing.enabled": false,
                    "datareporting.policy.dataSubmissionEnabled": false,
                    "network.captive-portal-service.enabled": false,
                    "network.connectivity-service.enabled": false,
                    // Other origins that journeys name are on this machine as well.
                    "network.proxy.type": 0,
                },
            },
        }),
        Engine::WebKit => json!({
            "browserName": "MiniBrowser",
            "webkitgtk:browserOptions": {
                "binary": setting("GAZETTE_MINIBROWSER"),
                "args": ["--automation"],
            },
        }),
    }
}

/// The browser's own start page may still be loading, and its end must not be taken for that of the first page of a journey.
async fn leave_start_page(client: &Client, deadline: Instant) {
    const BLANK: &str = "about:blank";
    client.goto(BLANK).await.unwrap();
    while client.current_url().await.unwrap().as_str() != BLANK {
        assert!(Instant::now() < deadline, "the start page does not go");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// The address of the one ChromeDriver of this test run.
fn shared() -> String {
    static DRIVER: OnceLock<Driver> = OnceLock::new();
    let driver = DRIVER.get_or_init(|| Driver::start(Engine::Chromium));
    driver.address.clone()
}

impl Driver {
    fn start(engine: Engine) -> Self {
        let [port, second] = [(); 2].map(|()| free_port());
        let (port, second) = (port.to_string(), second.to_string());
        let command: Vec<String> = match engine {
            Engine::Chromium => vec![setting("GAZETTE_CHROMEDRIVER"), format!("--port={port}")],
            Engine::Firefox => vec![
                setting("GAZETTE_GECKODRIVER"),
                "--port".to_owned(),
                port.clone(),
                "--websocket-port".to_owned(),
                second,
                "--allow-system-access".to_owned(),
            ],
            Engine::WebKit => vec![
                setting("GAZETTE_XVFB_RUN"),
                "-a".to_owned(),
                // Room for the widest viewport and the frame around it.
                "--server-args=-screen 0 2048x1536x24 -nolisten tcp".to_owned(),
                setting("GAZETTE_WEBKITDRIVER"),
                format!("--port={port}"),
            ],
        };
        // Drivers have no parent to watch, so a shell does: it ends the driver and its browser when this process is gone.
        let script = "setsid \"$@\" >/dev/null 2>&1 & driver=$!; cat >/dev/null; kill -- -$driver";
        let process = Command::new("sh")
            .args(["-c", script, "sh"])
            .args(command)
            .stdin(Stdio::piped())
            .spawn()
            .unwrap();
        Self {
            address: format!("http://127.0.0.1:{port}"),
            process,
        }
    }
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().port()
}
