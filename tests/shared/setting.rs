//! Settings that `cargo xtask test` hands to the tests.

/// A setting that it makes in the environment.
pub fn setting(name: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| panic!("{name} is not set: run `cargo xtask test`"))
}
