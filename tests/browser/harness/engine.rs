//! The browser engines that journeys run in, and the list of journeys that one of them cannot make.

use std::{collections::BTreeMap, env, io::Write};

use serde::Deserialize;

/// Journeys that an engine's driver cannot make, with reasons.
const EXCEPTIONS: &str = include_str!("../engines.toml");

/// A browser engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Blink, under ChromeDriver.
    Chromium,
    /// Gecko, under geckodriver.
    Firefox,
    /// `MiniBrowser`, under `WebKitWebDriver` and Xvfb.
    WebKit,
}

/// Reasons by journey.
type Reasons = BTreeMap<String, String>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Exceptions {
    firefox: Reasons,
    webkit: Reasons,
}

fn exceptions() -> Exceptions {
    toml::from_str(EXCEPTIONS).unwrap()
}

impl Engine {
    /// The engine of this run: `GAZETTE_ENGINE`, or else Chromium.
    pub fn of_run() -> Self {
        match env::var("GAZETTE_ENGINE").as_deref() {
            Err(_) | Ok("chromium") => Self::Chromium,
            Ok("firefox") => Self::Firefox,
            Ok("webkit") => Self::WebKit,
            Ok(other) => panic!("GAZETTE_ENGINE is {other:?}: chromium, firefox or webkit"),
        }
    }

    /// Tells whether this run leaves a journey out, and says so on the terminal even where the test passes.
    pub fn leaves_out(self, journey: &str) -> bool {
        let exceptions = exceptions();
        let reasons = match self {
            Self::Chromium => return false,
            Self::Firefox => exceptions.firefox,
            Self::WebKit => exceptions.webkit,
        };
        let reason = reasons.get(journey);
        if let Some(reason) = reason {
            self.say(&format!("{journey}: {reason}"));
        }
        reason.is_some()
    }

    /// Says on the terminal what this run does not try, even where the test passes.
    pub fn say(self, what: &str) {
        // The test harness captures `eprintln!`, but not this.
        let _ = writeln!(std::io::stderr(), "NOT RUN in {self:?}: {what}");
    }
}

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    use super::*;

    #[test]
    fn exceptions_are_journeys_and_have_reasons() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser");
        let all = exceptions();
        for (journey, reason) in all.firefox.iter().chain(&all.webkit) {
            let (module, name) = journey.split_once("::").unwrap();
            let text = fs::read_to_string(folder.join(module).with_extension("rs")).unwrap();
            assert!(text.contains(&format!("fn {name}()")), "{journey}");
            assert!(reason.len() > 20, "{journey}: {reason}");
        }
    }
}
