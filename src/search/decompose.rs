//! Unicode's tables, for press and tests; browsers have their own.

use icu_normalizer::DecomposingNormalizerBorrowed;

/// A text's compatibility decomposition (UAX #15, NFKD), in lower case.
pub fn decompose(text: &str) -> String {
    let decomposed = DecomposingNormalizerBorrowed::new_nfkd().normalize(text);
    decomposed.to_lowercase()
}
