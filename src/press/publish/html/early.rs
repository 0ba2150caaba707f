//! The script that stands in the head of every page: what must be done before the first paint, or where nothing else comes.
//! As part of the page it costs no request, and none of it can be late.

use std::sync::LazyLock;

use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};

/// The script as pages have it: without comments, blank lines and what its lines begin with.
static SCRIPT: LazyLock<String> = LazyLock::new(|| {
    let source = include_str!("../../../../public/early.js");
    let lines = source.lines().map(str::trim);
    let lines = lines.filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
});

/// The script as an element.
pub fn element() -> String {
    format!("<script>{}</script>", *SCRIPT)
}

/// The source by which a policy lets it pass (CSP Level 3, hash sources).
pub fn source() -> String {
    digest(&SCRIPT)
}

/// The source by which a policy lets an inline block pass.
pub fn digest(block: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(block)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_has_no_comments_and_does_not_end_early() {
        for wrong in ["//", "/*", "</", "<!--"] {
            assert!(!SCRIPT.contains(wrong), "{wrong}");
        }
        assert!(SCRIPT.starts_with("(() => {") && SCRIPT.ends_with("})();"));
    }
}
