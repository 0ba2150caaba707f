//! The portal's doorway: boots it in the reader's browser.

#[cfg(target_arch = "wasm32")]
fn main() {
    gazette_portal::boot();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("The portal runs in a browser: try `cargo xtask serve`.");
}
