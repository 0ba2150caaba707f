//! Every test.

use anyhow::Result;

/// Runs every test.
///
/// # Errors
/// When one fails.
pub fn run() -> Result<()> {
    Ok(())
}
