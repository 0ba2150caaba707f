//! The portal's doorway.

fn main() {}
