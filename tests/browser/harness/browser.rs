//! A browser under its driver, in whichever engine this run is of.

use std::time::{Duration, Instant};

use fantoccini::{Client, wd::WebDriverCompatibleCommand};
use http::Method;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::{
    driver::{Loading, Session, connect},
    engine::Engine,
};

/// The width below which `MiniBrowser`'s window does not go, for the buttons that it has, in pixels.
const NARROWEST: u32 = 447;

/// The most often that a window is asked for another size before its viewport has the one that is meant.
const RESIZINGS: usize = 20;

/// The longest time that the browser may take to show what a journey waits for.
const PATIENCE: Duration = Duration::from_secs(30);

/// An expression that takes the errors of pages out of Firefox' console.
const FIREFOX_ERRORS: &str = "(() => { const all = Services.console.getMessageArray(); Services.console.reset(); \
    return all.filter(it => it instanceof Ci.nsIScriptError && !(it.flags & Ci.nsIScriptError.warningFlag) && \
    (/^https?:/.test(it.sourceName) || /^CSP|CORS|Content Security/.test(it.category))) \
    .map(it => `${it.errorMessage} (${it.category}, ${it.sourceName}:${it.lineNumber})`); })()";

/// A browser with a profile of its own, empty at first.
pub struct Browser {
    session: Session,
    engine: Engine,
    origin: String,
    profile: TempDir,
    loading: Loading,
}

impl Browser {
    /// Starts a browser; `path`s that journeys name are below `origin`.
    pub async fn start(origin: String, loading: Loading) -> Self {
        let profile = tempfile::tempdir().unwrap();
        let engine = Engine::of_run();
        let session = connect(engine, profile.path(), loading).await;
        let browser = Self {
            session,
            engine,
            origin,
            profile,
            loading,
        };
        if engine != Engine::Chromium {
            browser.resize(1280, 900).await;
        }
        browser
    }

    /// Ends the browser and starts it again with what it keeps on the disk. Its console must have no errors.
    pub async fn restart(&mut self) {
        assert_eq!(self.console_errors().await, [""; 0]);
        self.session.client.clone().close().await.unwrap();
        self.session = connect(self.engine, self.profile.path(), self.loading).await;
    }

    /// Ends the browser.
    pub async fn stop(self) {
        self.session.client.close().await.unwrap();
    }

    /// WebDriver's client, for what this type does not offer.
    pub fn client(&self) -> &Client {
        &self.session.client
    }

    /// Loads a page.
    pub async fn open(&self, path: &str) {
        self.session
            .client
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
        self.session
            .client
            .execute(&format!("return ({expression});"), vec![])
            .await
            .unwrap_or_else(|error| panic!("{expression}: {error}"))
    }

    /// The value that a JavaScript promise resolves to.
    pub async fn resolve(&self, promise: &str) -> Value {
        let script = format!(
            "const done = arguments[arguments.length - 1]; Promise.resolve({promise}).then(done, error => done(String(error)));"
        );
        self.session
            .client
            .execute_async(&script, vec![])
            .await
            .unwrap()
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
            .unwrap_or_default()
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
        // WebKit finds nothing to click at a place while a page fades over.
        if self.engine == Engine::WebKit {
            self.wait("!document.documentElement.matches(':active-view-transition')")
                .await;
        }
        self.session
            .client
            .find(fantoccini::Locator::Css(selector))
            .await
            .unwrap()
            .click()
            .await
            .unwrap();
    }

    /// Has the reader do something that does nothing: WebKit skips pages on the way back that a script alone has left.
    pub async fn touch(&self) {
        self.click("h1").await;
    }

    /// Presses keys where the focus is.
    pub async fn press(&self, keys: &str) {
        self.session
            .client
            .active_element()
            .await
            .unwrap()
            .send_keys(keys)
            .await
            .unwrap();
    }

    /// Sets the size of the viewport, in CSS pixels.
    pub async fn resize(&self, width: u32, height: u32) {
        match self.engine {
            Engine::Chromium => {
                let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
                self.devtools("Emulation.setDeviceMetricsOverride", metrics)
                    .await;
            }
            Engine::Firefox => {
                let viewport = json!({ "width": width, "height": height });
                let params = json!({ "context": self.window().await, "viewport": viewport });
                self.bidi("browsingContext.setViewport", &params);
            }
            Engine::WebKit => self.resize_window(width, height).await,
        }
    }

    /// Sets the size of the window so that the viewport has a size.
    async fn resize_window(&self, width: u32, height: u32) {
        if self.engine == Engine::WebKit && width < NARROWEST {
            self.lacks("a window as narrow as a phone");
        }
        // The window follows later than the driver answers, so what its frame takes is known for certain only afterwards.
        let (mut outer_width, mut outer_height) = (width, height);
        for _ in 0..RESIZINGS {
            let client = &self.session.client;
            client
                .set_window_size(outer_width, outer_height)
                .await
                .unwrap();
            let inner = self.settled_viewport(width, height).await;
            if inner == (width, height) {
                return;
            }
            if inner == (0, 0) {
                continue;
            }
            outer_width = (outer_width + width).saturating_sub(inner.0);
            outer_height = (outer_height + height).saturating_sub(inner.1);
        }
        panic!("the window did not become {width} × {height}");
    }

    /// Width and height of the viewport, as soon as they are these, or else after half a second.
    async fn settled_viewport(&self, width: u32, height: u32) -> (u32, u32) {
        let mut inner = (0, 0);
        for _ in 0..10 {
            // A page that is still coming takes no script.
            let sizes = self
                .session
                .client
                .execute("return [innerWidth, innerHeight];", vec![])
                .await
                .unwrap_or_default();
            let size = |at: usize| u32::try_from(sizes[at].as_u64().unwrap_or_default()).unwrap();
            inner = (size(0), size(1));
            if inner == (width, height) {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        inner
    }

    /// The colours that readers can be made to prefer.
    pub fn schemes(&self) -> &'static [&'static str] {
        if self.engine == Engine::WebKit {
            self.engine
                .say("dark colours cannot be preferred: looked at in light ones alone");
            &["light"]
        } else {
            &["light", "dark"]
        }
    }

    /// Makes readers prefer `light` or `dark`.
    pub async fn prefer(&self, scheme: &str) {
        match self.engine {
            Engine::Chromium => {
                let features =
                    json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
                self.devtools("Emulation.setEmulatedMedia", features).await;
            }
            Engine::Firefox => {
                let value = u8::from(scheme == "light");
                self.privileged(&format!(
                    "Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override', {value})"
                ))
                .await;
                self.wait(&format!(
                    "matchMedia('(prefers-color-scheme: {scheme})').matches"
                ))
                .await;
            }
            Engine::WebKit if scheme == "light" => {}
            Engine::WebKit => self.lacks("a way to prefer dark colours"),
        }
    }

    /// Shows pages as they are printed on A4 within margins of 18 mm.
    pub async fn on_paper(&self) {
        self.resize(658, 987).await;
        self.devtools("Emulation.setEmulatedMedia", json!({ "media": "print" }))
            .await;
    }

    /// Switches scripts off, from the next page on.
    pub async fn without_script(&self) {
        match self.engine {
            Engine::Chromium => {
                let off = json!({ "value": true });
                self.devtools("Emulation.setScriptExecutionDisabled", off)
                    .await;
            }
            Engine::Firefox => {
                self.privileged("Services.prefs.setBoolPref('javascript.enabled', false)")
                    .await;
            }
            Engine::WebKit => self.lacks("a way to switch scripts off"),
        }
    }

    /// Runs a script in every page before the page's own.
    pub async fn before_pages(&self, script: &str) {
        match self.engine {
            Engine::Chromium => {
                let source = json!({ "source": script });
                self.devtools("Page.addScriptToEvaluateOnNewDocument", source)
                    .await;
            }
            Engine::Firefox => {
                let function = json!({ "functionDeclaration": format!("() => {{ {script} }}") });
                self.bidi("script.addPreloadScript", &function);
            }
            Engine::WebKit => self.lacks("a way to run a script before those of a page"),
        }
    }

    /// Makes the browser ask the server for everything, from the next page on.
    pub async fn without_cache(&self) {
        match self.engine {
            Engine::Chromium => {
                self.devtools("Network.enable", json!({})).await;
                self.devtools("Network.setCacheDisabled", json!({ "cacheDisabled": true }))
                    .await;
            }
            Engine::Firefox => {
                self.bidi(
                    "network.setCacheBehavior",
                    &json!({ "cacheBehavior": "bypass" }),
                );
            }
            Engine::WebKit => self.lacks("a way to switch the cache off"),
        }
    }

    async fn window(&self) -> String {
        self.session.client.window().await.unwrap().into()
    }

    /// Runs a command of `WebDriver` `BiDi`.
    fn bidi(&self, method: &str, params: &Value) -> Value {
        self.session.bidi.as_ref().unwrap().run(method, params)
    }

    /// The value of a JavaScript expression in Firefox' own world, which has its settings and its console.
    async fn privileged(&self, expression: &str) -> Value {
        self.command("moz/context", json!({ "context": "chrome" }))
            .await;
        let value = self.eval(expression).await;
        self.command("moz/context", json!({ "context": "content" }))
            .await;
        value
    }

    fn lacks(&self, what: &str) -> ! {
        panic!(
            "{:?} lacks {what}: name this journey in tests/browser/engines.toml",
            self.engine
        )
    }

    /// Runs a command of the Chrome DevTools Protocol.
    pub async fn devtools(&self, command: &str, parameters: Value) -> Value {
        if self.engine != Engine::Chromium {
            self.lacks("the Chrome DevTools Protocol");
        }
        let body = json!({ "cmd": command, "params": parameters });
        self.command("goog/cdp/execute", body).await
    }

    async fn command(&self, path: &'static str, body: Value) -> Value {
        let command = Raw { path, body };
        self.session.client.issue_cmd(command).await.unwrap()
    }

    /// Takes the errors out of the browser's console; a policy that was violated is one, too. The driver of `WebKit` shows none.
    pub async fn console_errors(&self) -> Vec<String> {
        match self.engine {
            Engine::Chromium => self.chromium_errors().await,
            Engine::Firefox => {
                let errors = self.privileged(FIREFOX_ERRORS).await;
                serde_json::from_value(errors).unwrap()
            }
            Engine::WebKit => Vec::new(),
        }
    }

    async fn chromium_errors(&self) -> Vec<String> {
        let log = self.command("se/log", json!({ "type": "browser" })).await;
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
