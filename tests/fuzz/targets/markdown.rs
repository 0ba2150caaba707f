//! Markdown, with any HTML in it, of any bytes.
#![no_main]

use libfuzzer_sys::fuzz_target;

const MATTER: &[u8] =
    b"+++\ntitle = \"Title\"\nsummary = \"Summary.\"\npublished = 2026-01-02\n+++\n";

fuzz_target!(|markdown: &[u8]| {
    gazette_fuzz::proofread(&[MATTER, markdown].concat());
});
