//! `hubs` of `site.toml`: WebSub hubs, which tell feed readers at once what is new.

use gazette_diagnostics::{problem::Problems, rule};
use url::Url;

use crate::toml::Fields;

/// Reads `hubs`.
pub fn read(fields: &mut Fields<'_, '_>, problems: &mut Problems) -> Vec<String> {
    let mut hubs = Vec::new();
    for hub in fields.texts("hubs", problems) {
        if is_hub(&hub.value) {
            if !hubs.contains(&hub.value) {
                hubs.push(hub.value);
            }
            continue;
        }
        let problem = fields.area.problem(
            &rule::SITE_BAD_URL,
            "this is not the address of a hub",
            hub.span,
            "not an address",
        );
        problems.push(
            problem.help("Write the whole address, such as \"https://pubsubhubbub.appspot.com/\"."),
        );
    }
    hubs
}

fn is_hub(text: &str) -> bool {
    Url::parse(text).is_ok_and(|url| {
        matches!(url.scheme(), "http" | "https")
            && url.has_host()
            && url.username().is_empty()
            && url.fragment().is_none()
    })
}
