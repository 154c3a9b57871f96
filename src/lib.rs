//! Medcode: a reference for United States medical billing codes that runs whole
//! in the reader's browser. ARCHITECTURE.md walks through the modules.

#[cfg(not(target_arch = "wasm32"))]
pub mod cli;
pub mod code;
pub mod engine;
pub mod explain;
pub mod format;
#[cfg(not(target_arch = "wasm32"))]
pub mod indexer;
pub mod text;
pub mod ui;
#[cfg(target_arch = "wasm32")]
pub mod web;
