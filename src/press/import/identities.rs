//! The names by which records of an export are known again, each of one record.

use std::collections::HashMap;

/// Names that are taken, and what the address of each is.
#[derive(Debug, Default)]
pub struct Identities(HashMap<String, String>);

impl Identities {
    /// Takes a name for what has an address. Where something with another address has it already, the address becomes
    /// part of it.
    pub fn take(&mut self, name: String, address: Option<&str>) -> String {
        let address = address.unwrap_or_default();
        let first = self
            .0
            .entry(name.clone())
            .or_insert_with(|| address.to_owned());
        if name.is_empty() || address.is_empty() || *first == address {
            name
        } else {
            format!("{name} {address}")
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::identities::Identities;

    #[test]
    fn one_name_with_two_addresses_is_two() {
        let mut taken = Identities::default();
        for (name, address, is) in [
            ("a", Some("/1"), "a"),
            ("a", Some("/1"), "a"),
            ("a", Some("/2"), "a /2"),
            ("a", None, "a"),
            ("", Some("/1"), ""),
            ("", Some("/2"), ""),
        ] {
            assert_eq!(taken.take(name.into(), address), is, "{name} {address:?}");
        }
    }
}
