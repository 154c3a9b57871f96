#!/usr/bin/env bash
# Builds the production site into dist/ with Trunk, and lists its bytes.
# setup.sh and index.sh have run before.
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=/dev/null
. src/setup/lib.sh

unnamed_paths
# Everything that Trunk calls is in place, so it may not fetch a tool itself.
repeat_step site 0 "Building the site (about a minute the first time)" \
  env CARGO_TERM_COLOR=never TRUNK_SKIP_VERSION_CHECK=true TRUNK_OFFLINE=true trunk --color never build ||
  exit 1

say "The site is in dist/; bytes as stored:"
(cd dist && find . -type f -printf '%s %P\n' | sort -k 2) |
  awk '{ printf "  %9d  %s\n", $1, $2; sum += $1 } END { printf "  %9d  in all\n", sum }'
