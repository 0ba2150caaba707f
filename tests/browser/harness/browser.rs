//! Headless Chromium under ChromeDriver.

use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, OnceLock};
use std::time::{Duration, Instant};

use fantoccini::{Client, ClientBuilder, wd::WebDriverCompatibleCommand};
use http::Method;
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

use super::setting;

/// How long the browser may take to show what a journey waits for.
const PATIENCE: Duration = Duration::from_secs(30);

/// A browser with an empty profile.
#[derive(Clone)]
pub struct Browser {
    client: Client,
    origin: String,
}

impl Browser {
    /// Starts a browser; `path`s that journeys name are below `origin`.
    pub async fn start(origin: String) -> Self {
        let options = json!({
            "goog:loggingPrefs": { "browser": "ALL" },
            "goog:chromeOptions": {
                "binary": setting("GAZETTE_CHROMIUM"),
                "args": [
                    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
                    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--window-size=1280,900",
                ],
            },
        });
        let Value::Object(capabilities) = options else {
            unreachable!("it is an object")
        };
        let driver = driver();
        let deadline = Instant::now() + PATIENCE;
        let client = loop {
            let mut builder = ClientBuilder::new(HttpConnector::new());
            match builder
                .capabilities(capabilities.clone())
                .connect(&driver)
                .await
            {
                Ok(client) => break client,
                Err(error) if Instant::now() > deadline => panic!("no browser: {error}"),
                Err(_) => tokio::time::sleep(Duration::from_millis(200)).await,
            }
        };
        Self { client, origin }
    }

    /// Ends the browser.
    pub async fn stop(self) {
        self.client.close().await.unwrap();
    }

    /// WebDriver's client, for what this type does not offer.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Loads a page.
    pub async fn open(&self, path: &str) {
        self.client
            .goto(&format!("{}{path}", self.origin))
            .await
            .unwrap();
    }

    /// Loads a page and waits until the portal runs it.
    pub async fn open_portal(&self, path: &str) {
        self.open(path).await;
        self.wait("document.documentElement.dataset.portal === 'ready'")
            .await;
    }

    /// The value of a JavaScript expression.
    pub async fn eval(&self, expression: &str) -> Value {
        self.client
            .execute(&format!("return ({expression});"), vec![])
            .await
            .unwrap_or_else(|error| panic!("{expression}: {error}"))
    }

    /// The value that a JavaScript promise resolves to.
    pub async fn resolve(&self, promise: &str) -> Value {
        let script = format!(
            "const done = arguments[arguments.length - 1]; Promise.resolve({promise}).then(done, error => done(String(error)));"
        );
        self.client.execute_async(&script, vec![]).await.unwrap()
    }

    /// The text value of a JavaScript expression.
    pub async fn text(&self, expression: &str) -> String {
        self.eval(expression)
            .await
            .as_str()
            .unwrap_or_default()
            .to_owned()
    }

    /// Waits until a JavaScript expression is true.
    pub async fn wait(&self, condition: &str) {
        let deadline = Instant::now() + PATIENCE;
        while !self
            .eval(&format!("!!({condition})"))
            .await
            .as_bool()
            .unwrap()
        {
            if Instant::now() > deadline {
                let state = self
                    .text("location.href + '\\n' + document.body.innerText")
                    .await;
                let errors = self.console_errors().await;
                panic!(
                    "waited in vain for {condition}; console: {errors:#?}; the page is\n{state}"
                );
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Closes the tab and goes on in a new one.
    pub async fn change_tab(&self) {
        let old = self.client.window().await.unwrap();
        let new = self.client.new_window(true).await.unwrap().handle;
        self.client.switch_to_window(old).await.unwrap();
        self.client.close_window().await.unwrap();
        self.client.switch_to_window(new).await.unwrap();
    }

    /// Waits until the heading of the page is this.
    pub async fn wait_for_heading(&self, heading: &str) {
        self.wait(&format!(
            "document.querySelector('h1')?.textContent === {}",
            json!(heading)
        ))
        .await;
    }

    /// Clicks the first element of a CSS selector.
    pub async fn click(&self, selector: &str) {
        self.client
            .find(fantoccini::Locator::Css(selector))
            .await
            .unwrap()
            .click()
            .await
            .unwrap();
    }

    /// Presses keys where the focus is.
    pub async fn press(&self, keys: &str) {
        self.client
            .active_element()
            .await
            .unwrap()
            .send_keys(keys)
            .await
            .unwrap();
    }

    /// Sets the size of the viewport, in CSS pixels.
    pub async fn resize(&self, width: u32, height: u32) {
        let metrics =
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", metrics)
            .await;
    }

    /// Makes readers prefer `light` or `dark`.
    pub async fn prefer(&self, scheme: &str) {
        let features = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        self.devtools("Emulation.setEmulatedMedia", features).await;
    }

    /// Switches scripts off, from the next page on.
    pub async fn without_script(&self) {
        self.devtools(
            "Emulation.setScriptExecutionDisabled",
            json!({ "value": true }),
        )
        .await;
    }

    /// Runs a script in every page before the page's own.
    pub async fn before_pages(&self, script: &str) {
        self.devtools(
            "Page.addScriptToEvaluateOnNewDocument",
            json!({ "source": script }),
        )
        .await;
    }

    /// Makes the browser ask the server for everything, from the next page on.
    pub async fn without_cache(&self) {
        self.devtools("Network.enable", json!({})).await;
        self.devtools("Network.setCacheDisabled", json!({ "cacheDisabled": true }))
            .await;
    }

    /// Runs a command of the Chrome DevTools Protocol.
    pub async fn devtools(&self, command: &str, parameters: Value) -> Value {
        let body = json!({ "cmd": command, "params": parameters });
        self.client
            .issue_cmd(Raw {
                path: "goog/cdp/execute",
                body,
            })
            .await
            .unwrap()
    }

    /// Takes the errors out of the browser's console; a policy that was violated is one, too.
    pub async fn console_errors(&self) -> Vec<String> {
        let log = self
            .client
            .issue_cmd(Raw {
                path: "se/log",
                body: json!({ "type": "browser" }),
            })
            .await
            .unwrap();
        let entries = log.as_array().cloned().unwrap_or_default();
        let severe = entries.iter().filter(|entry| {
            entry["level"] == "SEVERE"
                || entry["message"]
                    .as_str()
                    .is_some_and(|text| text.contains("Content Security Policy"))
        });
        severe
            .map(|entry| entry["message"].as_str().unwrap_or_default().to_owned())
            .collect()
    }
}

/// A command of the driver that WebDriver does not know.
#[derive(Debug)]
struct Raw {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Raw {
    fn endpoint(
        &self,
        base: &url::Url,
        session: Option<&str>,
    ) -> Result<url::Url, url::ParseError> {
        base.join(&format!(
            "session/{}/{}",
            session.unwrap_or_default(),
            self.path
        ))
    }

    fn method_and_body(&self, _: &url::Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.body.to_string()))
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
