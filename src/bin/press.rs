//! Press's doorway.

use std::process::ExitCode;

fn main() -> ExitCode {
    gazette::press::main()
}
