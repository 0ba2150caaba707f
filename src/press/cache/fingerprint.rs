//! Fingerprints: hashes of everything that something is made of.

use xxhash_rust::xxh3::Xxh3;

/// A hash of parts, none of which runs into the next.
#[derive(Default)]
pub struct Hasher(Xxh3);

impl Hasher {
    /// Adds a part.
    pub fn add(&mut self, part: &[u8]) {
        self.0.update(&part.len().to_le_bytes());
        self.0.update(part);
    }

    /// The key of all parts.
    pub fn key(&self) -> u128 {
        self.0.digest128()
    }
}

/// A hash of parts, none of which runs into the next.
pub fn key(parts: &[&[u8]]) -> u128 {
    let mut hash = Hasher::default();
    for part in parts {
        hash.add(part);
    }
    hash.key()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_do_not_run_into_each_other() {
        assert_ne!(key(&[b"ab", b"c"]), key(&[b"a", b"bc"]));
    }
}
