//! The one ChromeDriver of a test run, and the sessions that it begins.

use std::{
    net::TcpListener,
    path::Path,
    process::{Child, Command, Stdio},
    sync::{Mutex, OnceLock},
    time::{Duration, Instant},
};

use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

use super::{Loading, setting};

/// The longest time that a browser may take to start.
const PATIENCE: Duration = Duration::from_secs(30);

/// A session of a browser that has everything in this folder.
pub async fn connect(profile: &Path, loading: Loading) -> Client {
    let strategy = match loading {
        Loading::Waited => "normal",
        Loading::Unwaited => "none",
    };
    let options = json!({
        "pageLoadStrategy": strategy,
        "goog:loggingPrefs": { "browser": "ALL" },
        "goog:chromeOptions": {
            "binary": setting("GAZETTE_CHROMIUM"),
            "args": [
                "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync", "--window-size=1280,900",
                format!("--user-data-dir={}", profile.display()),
            ],
        },
    });
    let Value::Object(capabilities) = options else {
        unreachable!("it is an object")
    };
    let driver = driver();
    let deadline = Instant::now() + PATIENCE;
    loop {
        let mut builder = ClientBuilder::new(HttpConnector::new());
        match builder
            .capabilities(capabilities.clone())
            .connect(&driver)
            .await
        {
            Ok(client) => {
                leave_start_page(&client, deadline).await;
                return client;
            }
            Err(error) if Instant::now() > deadline => panic!("no browser: {error}"),
            Err(_) => tokio::time::sleep(Duration::from_millis(200)).await,
        }
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

/// The address of the one ChromeDriver of this test run. It ends with the run: its standard input closes.
fn driver() -> String {
    static DRIVER: OnceLock<(String, Mutex<Child>)> = OnceLock::new();
    let (address, _) = DRIVER.get_or_init(|| {
        let port = TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap()
            .port();
        // ChromeDriver has no parent to watch, so a shell does: it ends the driver when this process is gone.
        let script =
            r#""$0" --port="$1" >/dev/null 2>&1 & driver=$!; cat >/dev/null; kill $driver"#;
        let child = Command::new("sh")
            .args([
                "-c",
                script,
                &setting("GAZETTE_CHROMEDRIVER"),
                &port.to_string(),
            ])
            .stdin(Stdio::piped())
            .spawn()
            .unwrap();
        (format!("http://127.0.0.1:{port}"), Mutex::new(child))
    });
    address.clone()
}
