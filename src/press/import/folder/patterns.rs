//! Patterns for paths, as generators have them.

use globset::{GlobBuilder, GlobMatcher};

/// A pattern for paths; `None` where it is none.
pub fn glob(pattern: &str, stops_at_slashes: bool) -> Option<GlobMatcher> {
    let glob = GlobBuilder::new(pattern)
        .literal_separator(stops_at_slashes)
        .case_insensitive(true)
        .build();
    glob.ok().map(|glob| glob.compile_matcher())
}
