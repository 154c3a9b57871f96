#!/usr/bin/env bash
# Measures the built site beside other search engines in headless Chromium:
# bench.sh [SOURCE…]. tests/benches/run.mjs does the measuring.
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=/dev/null
. src/setup/lib.sh
export SE_OFFLINE=true SE_AVOID_STATS=true

src/setup/setup.sh test
src/setup/index.sh "$@"
src/setup/site.sh
exec node tests/benches/run.mjs
