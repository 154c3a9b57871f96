#!/usr/bin/env bash
# Serves the site and rebuilds it on change: serve.sh ADDRESS PORT [SOURCE…].
#
# It says plainly when the port is taken, before any long work, and prints the
# address when the first page can be had. The headers are in Trunk.toml.
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=/dev/null
. src/setup/lib.sh

address=$1
port=$2
shift 2

answers() { (exec 3<>"/dev/tcp/$address/$port") 2>/dev/null; }

if ! [[ $port =~ ^[0-9]+$ ]] || [ "$port" -lt 1 ] || [ "$port" -gt 65535 ]; then
  say "PORT=$port is no port number; it must be 1 to 65535, as in: make serve PORT=8081"
  exit 1
fi
if answers; then
  say "Port $port of $address is taken by another program. Choose another one: make serve PORT=$((port % 65535 + 1))"
  exit 1
fi

src/setup/setup.sh serve
src/setup/index.sh "$@"
unnamed_paths
# Built here first, so that it is one quiet line with progress and an error ends
# the command; Trunk would go on and serve the last page.
repeat_step page 0 "Building the page (about a minute the first time)" \
  env CARGO_TERM_COLOR=never cargo build "${LOCKED[@]}" --profile web --target wasm32-unknown-unknown --bin medcode-web ||
  exit 1

announce() {
  until answers; do
    kill -0 $$ 2>/dev/null || return 0
    sleep 0.2
  done
  say "Medcode is ready at http://$address:$port/ and is rebuilt when a file changes. Ctrl-C stops it."
}
announce &

# Trunk says when a build starts and ends; cargo says only what is wrong.
export CARGO_TERM_QUIET=true TRUNK_SKIP_VERSION_CHECK=true TRUNK_OFFLINE=true RUST_LIB_BACKTRACE=0
exec trunk --log error,trunk::build=info serve --address "$address" --port "$port"
