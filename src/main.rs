//! Press's doorway.

use std::process::ExitCode;

/// Pages are made of many small pieces, and the system's allocator takes a quarter of the time for them.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    gazette_cli::main()
}
