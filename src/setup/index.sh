#!/usr/bin/env bash
# Builds assets/index from the pinned packages and the folders that are named:
# index.sh [SOURCE…]. setup.sh has run before.
#
# Nothing is built when neither the indexer, nor a source, nor the list of
# sources has changed since the last time.
set -euo pipefail
cd "$(dirname "$0")/../.."
for part in lib data; do
  # shellcheck source=/dev/null
  . "src/setup/$part.sh"
done

indexer=${CARGO_TARGET_DIR:-target}/release/medcode
output=assets/index
stamp=$DATA/index.stamp

repeat_step indexer 0 "Building the indexer (about a minute the first time)" \
  env CARGO_TERM_COLOR=never cargo build "${LOCKED[@]}" --release --bin medcode ||
  exit 1

mapfile -t sources < <(data_folders)
sources+=(assets/lexicon "$@")
for source in "${sources[@]}"; do
  if [ ! -e "$source" ]; then
    say "There is no source $source. SOURCES takes files and folders of official files."
    exit 1
  fi
done

# What decides the index: the indexer's own bytes, and name, size and time of
# every source. The files that were written are part of it too, so that an index
# that somebody deleted or changed is built again.
state() {
  sha256sum <"$indexer"
  find "${sources[@]}" -type f -printf '%p %s %T@\n' | sort
  find "$output" -type f -printf '%p %s %T@\n' 2>/dev/null | sort
}

if [ -d "$output" ] && [ "$(state)" = "$(cat "$stamp" 2>/dev/null)" ]; then
  exit 0
fi
rm -f "$stamp"
say "Building the code index from: ${sources[*]}"
"$indexer" index --out "$output" "${sources[@]}"
state >"$stamp"
