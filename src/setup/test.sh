#!/usr/bin/env bash
# Runs every test and ends with a summary: test.sh [SOURCE…].
#
# The native tests and the browser tests both run even if the other failed, so
# that one run tells everything. The exit code is that of the whole.
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=/dev/null
. src/setup/lib.sh

start=$SECONDS
passed=0
failed=0
skipped=0
summary=()

# Selenium would otherwise look for drivers on the network and report its use.
export SE_OFFLINE=true SE_AVOID_STATS=true

src/setup/setup.sh test
src/setup/index.sh "$@"
mkdir -p "$LOGS"

# count NAME LOG STATUS SECONDS PASSED FAILED SKIPPED
count() {
  passed=$((passed + $5))
  failed=$((failed + $6))
  skipped=$((skipped + $7))
  # A runner that broke without a failed test must not look green.
  if [ "$3" -ne 0 ] && [ "$6" -eq 0 ]; then
    failed=$((failed + 1))
    summary+=("$(printf '%-14s did not finish (exit code %s); see %s' "$1" "$3" "$2")")
  else
    summary+=("$(printf '%-14s %4d passed, %d failed, %d skipped (%d s)' "$1" "$5" "$6" "$7" "$4")")
  fi
}

# sum LOG PATTERN: adds up the number after the pattern in all lines that have it.
sum() { sed -nE "s/.*$2.*/\1/p" "$1" | awk '{ n += $1 } END { print n + 0 }'; }

native() {
  local log=$LOGS/native-tests.log begin=$SECONDS status=0
  say "Running the native tests (the first time their build takes about a minute)"
  # The release profile: the crates are compiled for the indexer already, and
  # the tests read the whole code set.
  cargo test "${LOCKED[@]}" --release --no-fail-fast 2>&1 | tee "$log" || status=$?
  count native "$log" "$status" $((SECONDS - begin)) \
    "$(sum "$log" 'test result: .* ([0-9]+) passed')" \
    "$(sum "$log" 'test result: .* ([0-9]+) failed')" \
    "$(sum "$log" 'test result: .* ([0-9]+) ignored')"
}

browsers() {
  local log=$LOGS/browser-tests.log begin=$SECONDS status=0 files
  mapfile -t files < <(find tests/browser tests/e2e -name '*.test.mjs' -not -path '*/node_modules/*' 2>/dev/null | sort)
  if [ ${#files[@]} -eq 0 ]; then
    summary+=("browsers       no test in tests/browser")
    return 0
  fi
  say "Running the browser tests"
  # One file at a time: a browser that shares two cores with another one gives
  # timings that mean nothing.
  node --test --test-concurrency=1 --test-reporter=spec "${files[@]}" 2>&1 | tee "$log" || status=$?
  count browsers "$log" "$status" $((SECONDS - begin)) \
    "$(sum "$log" '^ℹ pass ([0-9]+)')" "$(sum "$log" '^ℹ fail ([0-9]+)')" \
    "$(sum "$log" '^ℹ skipped ([0-9]+)')"
}

native
if src/setup/site.sh; then
  browsers
else
  failed=$((failed + 1))
  summary+=("browsers       not run, because the site could not be built; see $LOGS/site.log")
fi

say ""
say "Medcode's tests, in $((SECONDS - start)) s:"
printf '  %s\n' "${summary[@]}"
say "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
