//! Records that a build leaves for the next one, fingerprints and atomic writes. Values go in and come out as they were, or not at
//! all: a record that is damaged or of another press is as good as none.

pub mod atomic;
pub mod fingerprint;
pub mod store;
