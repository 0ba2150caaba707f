//! Fingerprints: hashes of everything that something is made of. They are never listed by hand: what a thing is made of derives
//! [`Hash`], so that nothing can be forgotten.

use std::{
    fmt,
    hash::{Hash, Hasher},
    io,
    ops::Deref,
};

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::Xxh3;

/// A hash of 128 bits: two things with the same are taken for the same.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
pub struct Fingerprint(u128);

/// The fingerprint of a value, the same on every machine.
pub fn of<T: Hash + ?Sized>(value: &T) -> Fingerprint {
    let mut writer = StableHasher(Xxh3::new());
    value.hash(&mut writer);
    Fingerprint(writer.0.digest128())
}

/// The fingerprint of everything that can be read, piece by piece; `read` fills a buffer and says how far.
///
/// # Errors
/// If it cannot be read.
pub fn of_all(mut read: impl FnMut(&mut [u8]) -> io::Result<usize>) -> io::Result<Fingerprint> {
    let mut hash = Xxh3::new();
    let mut bytes = vec![0; 1 << 16];
    loop {
        match read(&mut bytes) {
            Ok(0) => return Ok(Fingerprint(hash.digest128())),
            Ok(length) => hash.update(&bytes[..length]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

impl Fingerprint {
    /// One of so many parts, in which what has this fingerprint belongs.
    pub fn part(self, parts: u8) -> u8 {
        self.0.to_le_bytes()[0] % parts.max(1)
    }

    /// It as a number, to be added up where order does not matter.
    pub fn number(self) -> u128 {
        self.0
    }

    /// The seal of something with this fingerprint, by a writer with another one.
    pub fn sealed_by(self, other: Self) -> [u8; 16] {
        (self.0 ^ other.0).to_le_bytes()
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:032x}", self.0)
    }
}

/// Hashes numbers as the same bytes whatever the machine is.
struct StableHasher(Xxh3);

macro_rules! little_endian {
    ($($write:ident $number:ty),*) => {
        $(fn $write(&mut self, number: $number) {
            self.0.update(&number.to_le_bytes());
        })*
    };
}

impl Hasher for StableHasher {
    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    little_endian!(write_u16 u16, write_u32 u32, write_u64 u64, write_u128 u128);

    fn write_usize(&mut self, number: usize) {
        self.write_u64(number as u64);
    }

    fn write_isize(&mut self, number: isize) {
        self.write_i64(number as i64);
    }

    fn finish(&self) -> u64 {
        self.0.digest()
    }
}

/// A value with its fingerprint, for what goes into many things and would be hashed for each of them.
#[derive(Debug, Clone)]
pub struct Hashed<T> {
    value: T,
    fingerprint: Fingerprint,
}

impl<T: Hash> Hashed<T> {
    /// Hashes a value, once.
    pub fn new(value: T) -> Self {
        let fingerprint = of(&value);
        Self { value, fingerprint }
    }

    /// Changes the value, and hashes it again.
    pub fn change(&mut self, change: impl FnOnce(&mut T)) {
        change(&mut self.value);
        self.fingerprint = of(&self.value);
    }
}

impl<T> Hashed<T> {
    /// The value's fingerprint.
    pub fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }
}

impl<T> Deref for Hashed<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T> Hash for Hashed<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.fingerprint.hash(state);
    }
}

/// A value that is made of what stands beside it, such as a result that is remembered, and so adds nothing to a fingerprint.
#[derive(Debug, Clone, Copy, Default)]
pub struct Derived<T>(pub T);

impl<T> Hash for Derived<T> {
    fn hash<H: Hasher>(&self, _: &mut H) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_do_not_run_into_each_other() {
        assert_ne!(of(&("ab", "c")), of(&("a", "bc")));
        assert_ne!(
            of(&(vec!["a"], vec!["b"])),
            of(&(vec!["a", "b"], Vec::<&str>::new()))
        );
        assert_ne!(of(&Some("")), of(&None::<&str>));
    }

    #[test]
    fn numbers_are_written_alike_by_every_machine() {
        let mut expected = Xxh3::new();
        expected.update(&[1, 2, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0]);
        let found = of(&(1_u8, 2_u32, 3_usize));
        assert_eq!(found, Fingerprint(expected.digest128()));
    }

    #[test]
    fn a_hashed_value_stands_for_itself() {
        let [one, same, other] = ["one", "one", "other"].map(Hashed::new);
        assert_eq!(of(&one), of(&same));
        assert_ne!(of(&one), of(&other));
        assert_eq!((one.fingerprint(), one.len()), (of("one"), 3));
        let mut changed = Hashed::new("other");
        changed.change(|it| *it = "one");
        assert_eq!(of(&changed), of(&one));
        assert_eq!(of(&("a", Derived(1))), of(&("a", Derived(2))));
    }
}
