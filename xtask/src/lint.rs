//! Formatting, clippy and documentation.

use anyhow::Result;

/// Checks everything.
///
/// # Errors
/// When there is a warning.
pub fn run() -> Result<()> {
    Ok(())
}
