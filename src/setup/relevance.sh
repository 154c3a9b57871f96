#!/usr/bin/env bash
# Measures how good the search's answers are, beside other engines:
# relevance.sh [SOURCE…]. tests/benches/relevance.mjs does the measuring.
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=/dev/null
. src/setup/lib.sh

src/setup/setup.sh relevance
src/setup/index.sh "$@"
say "Asking all engines all queries (3 to 5 minutes)"
exec node tests/benches/relevance.mjs
