//! Front matter of any bytes.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|matter: &[u8]| {
    gazette_fuzz::proofread(&[b"+++\n", matter, b"\n+++\n\nText.\n"].concat());
});
