#!/usr/bin/env bash
# Formatting, lints for both targets, and the quick native tests. All of them
# run even if an earlier one failed.
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=/dev/null
. src/setup/lib.sh

src/setup/setup.sh check
failures=()
run() {
  say "$*"
  "$@" || failures+=("$*")
}

run cargo fmt --check
run cargo clippy --quiet "${LOCKED[@]}" --all-targets -- -D warnings
# The library again for the page: half of it exists on this target only.
run cargo clippy --quiet "${LOCKED[@]}" --target wasm32-unknown-unknown --lib --bin medcode-web -- -D warnings
run cargo test --quiet "${LOCKED[@]}" --release --lib

if [ ${#failures[@]} -gt 0 ]; then
  say "These failed:"
  printf '  %s\n' "${failures[@]}"
  exit 1
fi
say "Formatting, lints and quick tests are in order."
