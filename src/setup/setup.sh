#!/usr/bin/env bash
# Sees to it that what a make target needs is there: setup.sh data|check|serve|test|relevance.
#
# What is there already costs nothing and prints nothing. What is not there is
# installed into .tools, .data and tests/node_modules (the browsers through
# apt-get). Whatever cannot be installed is named at the end, all of it, each
# with the command that would install it.
set -euo pipefail
cd "$(dirname "$0")/../.."
for part in versions lib system tools data; do
  # shellcheck source=/dev/null
  . "src/setup/$part.sh"
done

purpose=${1:-serve}
mkdir -p "$TOOLS"
# Two make commands at once would build the same tool twice, so one waits.
if have flock; then
  exec 9>"$TOOLS/lock"
  if ! flock -n 9; then
    say "Another set-up is running here; waiting for it."
    flock 9
  fi
fi

# First what only looks, so that a machine that lacks something hears of all of
# it at once and before a long build begins.
check_rust
compiler_packages
if [ "$purpose" != check ]; then
  python_packages
  check_node
fi
[ "$purpose" = test ] && browser_packages
install_packages
report_missing

# Then what takes seconds, and at the end what takes minutes.
[ "$purpose" = check ] && rust_components
[ "$purpose" = check ] || data_packages
if [ "$purpose" != data ] && [ "$purpose" != relevance ]; then
  wasm_target
fi
[ "$purpose" = relevance ] && test_libraries
if [ "$purpose" = serve ] || [ "$purpose" = test ]; then
  wasm_opt
  [ "$purpose" = test ] && test_libraries
  wasm_bindgen
  trunk_tool
  [ "$purpose" = test ] && geckodriver_tool
  rm -rf "$TOOLS/build"
fi
report_missing
