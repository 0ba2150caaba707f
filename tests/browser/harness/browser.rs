//! Headless Chromium under ChromeDriver.

use std::time::{Duration, Instant};

use fantoccini::{Client, wd::WebDriverCompatibleCommand};
use http::Method;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::{Loading, driver::connect};

/// The longest time that the browser may take to show what a journey waits for.
const PATIENCE: Duration = Duration::from_secs(30);

/// A browser with a profile of its own, empty at first.
pub struct Browser {
    client: Client,
    origin: String,
    profile: TempDir,
    loading: Loading,
}

impl Browser {
    /// Starts a browser; `path`s that journeys name are below `origin`.
    pub async fn start(origin: String, loading: Loading) -> Self {
        let profile = tempfile::tempdir().unwrap();
        let client = connect(profile.path(), loading).await;
        Self {
            client,
            origin,
            profile,
            loading,
        }
    }

    /// Ends the browser and starts it again with what it keeps on the disk. Its console must have no errors.
    pub async fn restart(&mut self) {
        assert_eq!(self.console_errors().await, [""; 0]);
        self.client.clone().close().await.unwrap();
        self.client = connect(self.profile.path(), self.loading).await;
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
        self.wait_for_portal().await;
    }

    /// Waits until the portal runs the page.
    pub async fn wait_for_portal(&self) {
        self.wait("document.documentElement.dataset.portal === 'ready'")
            .await;
    }

    /// Follows a link to a page of the site that is put into the page for that.
    pub async fn follow(&self, path: &str) {
        let link = format!("Object.assign(document.createElement('a'), {{ href: '{path}' }})");
        self.eval(&format!(
            "(link => (document.querySelector('main').append(link), link.click(), 1))({link})"
        ))
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

    /// Waits until a JavaScript promise, made again and again, resolves to true.
    pub async fn wait_for_promise(&self, promise: &str) {
        let deadline = Instant::now() + Duration::from_secs(20);
        while self.resolve(promise).await != true {
            assert!(Instant::now() < deadline, "waited in vain for {promise}");
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
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

    /// Shows pages as they are printed on A4 within margins of 18 mm.
    pub async fn on_paper(&self) {
        self.resize(658, 987).await;
        self.devtools("Emulation.setEmulatedMedia", json!({ "media": "print" }))
            .await;
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
        let texts = entries.iter().filter_map(|entry| {
            let text = entry["message"].as_str()?;
            let counts = entry["level"] == "SEVERE" || text.contains("Content Security Policy");
            counts.then(|| text.to_owned())
        });
        texts.collect()
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
