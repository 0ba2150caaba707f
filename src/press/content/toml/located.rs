//! Values with their places.

use std::ops::Range;

/// A value and the bytes of the file that it came from.
#[derive(Debug, Clone, Hash)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Byte range in the file.
    pub span: Range<usize>,
}
