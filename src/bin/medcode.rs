//! The native command line. Everything it does is in [`medcode::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    medcode::cli::main()
}
