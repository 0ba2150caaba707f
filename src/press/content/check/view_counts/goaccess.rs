//! GoAccess's JSON report of an access log (`goaccess access.log -o report.json`).

use std::{fs, path::Path};

use anyhow::{Context, Result, anyhow};
use serde_json::Value;

/// Help text with the command that produces such a report.
const HELP: &str = "have GoAccess write it: goaccess access.log --log-format=COMBINED --ignore-status=301 --max-items=1000000 -o report.json";

/// Requests that a GoAccess report lists.
pub struct AccessReport {
    /// Paths from the host's root as they were asked for, and how often; a path may be there more than once.
    pub requests: Vec<(String, u64)>,
    /// Number of requests that the report omits because it has reached its item limit.
    pub left_out: u64,
}

/// Reads the report's section of requested pages: what was asked for by `GET`, and was there.
///
/// # Errors
/// If it cannot be read, or is no such report.
pub fn read(file: &Path) -> Result<AccessReport> {
    let name = file.display();
    let bytes = fs::read(file).with_context(|| format!("{name}: cannot be read"))?;
    // Whoever asks may write what they want, and GoAccess hands bytes on as they were.
    let text = String::from_utf8_lossy(&bytes);
    let report: Value = serde_json::from_str(&text)
        .map_err(|error| anyhow!("{name}: this is not JSON ({error}); {HELP}"))?;
    let section = &report["requests"];
    let items = section["data"].as_array().with_context(|| {
        format!("{name}: this is no report of GoAccess, or one without its requests; {HELP}")
    })?;
    let mut requests = Vec::new();
    for (index, item) in items.iter().enumerate() {
        let wrong = |what| {
            format!(
                "{name}: requests.data[{index}].{what}, so this is no report of GoAccess; {HELP}"
            )
        };
        let path = item["data"]
            .as_str()
            .with_context(|| wrong("data is no text"))?;
        let hits = item["hits"]["count"]
            .as_u64()
            .with_context(|| wrong("hits.count is no whole number"))?;
        // A report may be made without methods.
        if item["method"].as_str().is_none_or(|method| method == "GET") {
            requests.push((path.to_owned(), hits));
        }
    }
    let all = section["metadata"]["data"]["total"]["value"].as_u64();
    let all = all.unwrap_or_default();
    Ok(AccessReport {
        requests,
        left_out: all.saturating_sub(items.len() as u64),
    })
}
