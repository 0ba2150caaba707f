//! One run of Lighthouse, and what its report says.

use std::{fs, path::Path, process::Command};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::median;
use crate::{
    process,
    set_up::tools::{BENCH_NPM, CHROMIUM},
};

/// A way to have a slow network and a slow processor.
pub const THROTTLING: [(&str, &str); 2] = [("devtools", "applied"), ("simulate", "simulated")];

/// For machines without a display, in a container too; nothing that the browser does for itself disturbs, and
/// a certificate need not be anybody's.
const CHROMIUM_FLAGS: &str = "--no-sandbox --headless=new --disable-gpu --disable-dev-shm-usage \
     --disable-background-networking --no-first-run --ignore-certificate-errors";

/// Categories that have a score; the performance score sums up what is shown in detail.
const CATEGORIES: [&str; 3] = ["accessibility", "best-practices", "seo"];

/// Measurements of a page.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PageMeasurements {
    /// Largest contentful paint, in milliseconds.
    pub lcp: f64,
    /// First contentful paint, in milliseconds.
    pub fcp: f64,
    /// Total blocking time, in milliseconds.
    pub tbt: f64,
    /// Cumulative layout shift.
    pub cls: f64,
    /// Transferred, with headers.
    pub bytes: f64,
    /// Category and score of 100.
    pub scores: Vec<(&'static str, f64)>,
    /// Audits that cost a score something: name, what they ask for.
    pub lost: Vec<String>,
}

/// Columns of [`medians`].
pub const MEASURED: [&str; 5] = ["LCP, ms", "FCP, ms", "TBT, ms", "CLS", "bytes"];

/// The middle of a measurement of a page.
pub fn middle(reports: &[PageMeasurements], of: impl Fn(&PageMeasurements) -> f64) -> f64 {
    median(reports.iter().map(of).collect()).unwrap_or(f64::NAN)
}

/// The middle of each measurement of a page, as a table shows it.
pub fn medians(reports: &[PageMeasurements]) -> [String; MEASURED.len()] {
    [
        format!("{:.0}", middle(reports, |it| it.lcp)),
        format!("{:.0}", middle(reports, |it| it.fcp)),
        format!("{:.0}", middle(reports, |it| it.tbt)),
        format!("{:.3}", middle(reports, |it| it.cls)),
        format!("{:.0}", middle(reports, |it| it.bytes)),
    ]
}

/// The number of times that Lighthouse may lose the trace of a load before the measurement is given up. It does so now and then.
const ATTEMPTS: usize = 3;

/// Loads an address as a phone would (Lighthouse's mobile preset); the whole report goes to `file`.
///
/// # Errors
/// When Lighthouse cannot be run, or could not load the page several times.
pub fn run(address: &str, throttling: &str, file: &Path) -> Result<PageMeasurements> {
    let mut attempt = 1;
    loop {
        match load(address, throttling, file) {
            Err(error) if attempt < ATTEMPTS => eprintln!("once more, since {error:#}"),
            outcome => return outcome,
        }
        attempt += 1;
    }
}

fn load(address: &str, throttling: &str, file: &Path) -> Result<PageMeasurements> {
    let program = BENCH_NPM
        .root()?
        .join("node_modules/lighthouse/cli/index.js");
    let chromium = CHROMIUM.find().context("chromium is missing")?;
    let mut command = Command::new("node");
    command
        .arg(program)
        .arg(address)
        .args(["--quiet", "--no-enable-error-reporting", "--output=json"])
        .arg(format!(
            "--only-categories=performance,{}",
            CATEGORIES.join(",")
        ))
        .arg(format!("--throttling-method={throttling}"))
        .arg(format!("--chrome-flags={CHROMIUM_FLAGS}"))
        .arg("--output-path")
        .arg(file)
        .env("CHROME_PATH", chromium);
    process::run(&mut command)?;
    let text =
        fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    let report = serde_json::from_str(&text)?;
    PageMeasurements::read(&report).with_context(|| format!("{address}: {}", file.display()))
}

impl PageMeasurements {
    fn read(report: &Value) -> Result<Self> {
        if let Some(message) = report.pointer("/runtimeError/message") {
            bail!("Lighthouse says: {message}");
        }
        let metric = |name: &str| {
            report["audits"][name]["numericValue"]
                .as_f64()
                .with_context(|| format!("the report has no {name}"))
        };
        let mut scores = Vec::new();
        let mut lost = Vec::new();
        for name in CATEGORIES {
            let category = &report["categories"][name];
            let score = category["score"].as_f64();
            let score = score.with_context(|| format!("the report has no score of {name}"))?;
            scores.push((name, score * 100.0));
            lost.extend(lost_by(category, &report["audits"]));
        }
        Ok(Self {
            lcp: metric("largest-contentful-paint")?,
            fcp: metric("first-contentful-paint")?,
            tbt: metric("total-blocking-time")?,
            cls: metric("cumulative-layout-shift")?,
            bytes: metric("total-byte-weight")?,
            scores,
            lost,
        })
    }
}

fn lost_by(category: &Value, audits: &Value) -> Vec<String> {
    let weighs = |audit: &&Value| audit["weight"].as_f64().is_some_and(|weight| weight > 0.0);
    let names = category["auditRefs"].as_array().into_iter().flatten();
    let names = names
        .filter(weighs)
        .filter_map(|audit| audit["id"].as_str());
    names
        .filter(|name| {
            audits[*name]["score"]
                .as_f64()
                .is_some_and(|score| score < 1.0)
        })
        .map(|name| {
            format!(
                "{name}: {}",
                audits[name]["title"].as_str().unwrap_or_default()
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn report() -> Value {
        let number = |value: f64| json!({ "numericValue": value });
        let refs = json!([{ "id": "canonical", "weight": 1 }, { "id": "hints", "weight": 0 }]);
        json!({
            "audits": {
                "largest-contentful-paint": number(970.5), "first-contentful-paint": number(800.0),
                "total-blocking-time": number(12.0), "cumulative-layout-shift": number(0.0),
                "total-byte-weight": number(80_000.0),
                "canonical": { "score": 0, "title": "No valid canonical" }, "hints": { "score": 0 },
            },
            "categories": {
                "accessibility": { "score": 1 }, "best-practices": { "score": 1 },
                "seo": { "score": 0.92, "auditRefs": refs },
            },
        })
    }

    #[test]
    fn reads_metrics_scores_and_what_cost_them() {
        let read = PageMeasurements::read(&report()).expect("a report");
        let expected = PageMeasurements {
            lcp: 970.5,
            fcp: 800.0,
            tbt: 12.0,
            cls: 0.0,
            bytes: 80_000.0,
            scores: vec![
                ("accessibility", 100.0),
                ("best-practices", 100.0),
                ("seo", 92.0),
            ],
            lost: vec!["canonical: No valid canonical".into()],
        };
        assert_eq!(read, expected);
    }

    #[test]
    fn a_page_that_did_not_load_is_an_error() {
        let mut report = report();
        report["runtimeError"] = json!({ "message": "NO_FCP" });
        let error = PageMeasurements::read(&report)
            .expect_err("must fail")
            .to_string();
        assert_eq!(error, "Lighthouse says: \"NO_FCP\"");
    }
}
