# shellcheck shell=bash disable=SC2034
# The tools that the build needs, each pinned to the version that was tried.
#
# Data packages are pinned in packages.txt, npm packages in the lock files of
# src/setup and tests, crates in Cargo.lock. The numbers of crates and seconds
# are only for the progress line; they were measured on two cores.

TRUNK_VERSION=0.21.14
TRUNK_CRATES=367
TRUNK_TIME="about 2 minutes"

GECKODRIVER_VERSION=0.37.1
GECKODRIVER_CRATES=161
GECKODRIVER_TIME="about 1 minute"

# The command line must equal the locked wasm-bindgen exactly, because the two
# share an unstable format. So it is read from Cargo.lock and never written here.
WASM_BINDGEN_VERSION=$(awk '
  /^name = "wasm-bindgen"$/ { found = 1; next }
  found && /^version = / { gsub(/"/, "", $3); print $3; exit }' Cargo.lock)
WASM_BINDGEN_CRATES=161
WASM_BINDGEN_TIME="about 1 minute and a half"

# Debian 12's wasm-opt 108 rejects what Rust 1.95 emits; 123 and later read it.
WASM_OPT_MINIMUM=123

NODE_MINIMUM=20
RUST_MINIMUM=$(awk -F'"' '/^rust-version = /{ print $2; exit }' Cargo.toml)
