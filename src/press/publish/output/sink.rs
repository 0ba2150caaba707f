//! The one way in which files of an edition are put anywhere: into its folder, or into memory where it is only shown.

use std::hash::Hash;

use anyhow::Result;

/// Destination of an edition's files, by their paths from its root, with slashes.
pub trait OutputSink: Sync {
    /// Puts a file there.
    ///
    /// # Errors
    /// If the disk refuses.
    fn put(&self, path: &str, bytes: &[u8]) -> Result<()>;

    /// Makes files and puts them there. Those that an earlier build made of the same inputs may be left as they are, so `make`
    /// sees the inputs alone: it is a function that captures nothing.
    ///
    /// # Errors
    /// If they cannot be made or the disk refuses.
    fn memo<Inputs: Hash, const N: usize>(
        &self,
        paths: &[String; N],
        inputs: &Inputs,
        make: fn(&Inputs) -> Result<[Vec<u8>; N]>,
    ) -> Result<()> {
        let mut made = paths.iter().zip(make(inputs)?);
        made.try_for_each(|(path, bytes)| self.put(path, &bytes))
    }
}
