//! Failures on a reader's side.

/// Why a file could not be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The server did not answer in time.
    Timeout,
    /// The server could not be reached.
    Network,
    /// There is no such file.
    NotFound,
    /// The server answered with this HTTP status.
    Status(u16),
    /// The file is not JSON, or not of its kind.
    Malformed,
    /// The file is of a version that this portal does not know.
    Schema,
}
