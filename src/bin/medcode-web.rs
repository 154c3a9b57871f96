//! The WebAssembly program behind `<medical-codes>`.
fn main() {}
