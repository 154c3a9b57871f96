//! The WebAssembly program behind `<medical-codes>`. All that it does is in
//! `medcode::web`, which exports what the page's script calls.

use medcode as _;

fn main() {}
