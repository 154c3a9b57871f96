# shellcheck shell=bash disable=SC2034
# What every set-up script shares: quiet steps with progress, and one list of
# everything that is missing.
#
# A step prints one line and keeps its full output in .tools/log/NAME.log. A
# step that fails does not end the script; it is noted with `missing`, so that
# `report_missing` can name all of it at once.

TOOLS=.tools
LOGS=$TOOLS/log

# The project's own tools come first; rustup's folder last, for a shell that was
# opened before Rust was installed.
export PATH="$PWD/.tools/bin:$PATH:${HOME:-}/.cargo/bin"
# In CI a lock file that does not fit Cargo.toml is an error.
LOCKED=()
[ -z "${CI:-}" ] || LOCKED=(--locked)
missing_items=()

say() { printf '%s\n' "$*"; }
have() { command -v "$1" >/dev/null 2>&1; }

# Whether dotted version $1 is at least $2.
version_at_least() {
  [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]
}

# missing WHAT COMMAND: notes a prerequisite and the command that installs it.
missing() { missing_items+=("$1"$'\t'"$2"); }

report_missing() {
  [ ${#missing_items[@]} -eq 0 ] && return 0
  local item
  say ""
  say "Medcode cannot go on, because this is missing:"
  for item in "${missing_items[@]}"; do
    say "  - ${item%%$'\t'*}"
    say "      install it with: ${item#*$'\t'}"
  done
  say "Then run the same make command again; what is done already is kept."
  exit 1
}

# ticker LOG EXPECTED TEXT PARENT: shows how far a step is, until it is killed.
# On a terminal it redraws one line each second; elsewhere it says a line each
# half minute, so that a log stays short and a watcher sees life. TEXT, if any,
# is said first, once the step has lasted long enough to be worth a word.
ticker() {
  local log=$1 expected=$2 text=$3 parent=$4 start=$SECONDS seconds units
  while sleep 1 && kill -0 "$parent" 2>/dev/null; do
    seconds=$((SECONDS - start))
    if [ -n "$text" ]; then
      [ "$seconds" -lt 2 ] && continue
      say "$text"
      text=
    fi
    units=$(progress "$log" "$expected")
    if [ -t 1 ]; then
      printf '\r    %s%d:%02d \033[K' "$units" $((seconds / 60)) $((seconds % 60))
    elif [ $((seconds % 30)) -eq 0 ]; then
      say "    $units$seconds s"
    fi
  done
}

# Crates compiled or packages set up so far, as the log tells.
progress() {
  local crates packages
  crates=$(grep -cE '^ *Compiling ' "$1" || true)
  packages=$(grep -cE '^(Unpacking|Setting up) ' "$1" || true)
  if [ "$crates" -gt 0 ] && [ "$2" -gt 0 ]; then
    printf '%s of about %s crates, ' "$crates" "$2"
  elif [ "$crates" -gt 0 ]; then
    printf '%s crates, ' "$crates"
  elif [ "$packages" -gt 0 ]; then
    printf '%s packages unpacked or set up, ' "$packages"
  fi
}

# step NAME EXPECTED TEXT COMMAND…: says the text and runs the command quietly.
step() {
  say "$3"
  run_step "$1" "$2" "" "${@:4}"
}

# repeat_step: the same for what runs every time and is mostly done in no time;
# its text is said only when it is not.
repeat_step() { run_step "$@"; }

# The command stays in the foreground and the ticker goes to the background, so
# that Ctrl-C reaches the command. Descriptor 9 is setup.sh's lock, which no
# child may hold longer than setup.sh itself.
run_step() {
  local name=$1 expected=$2 text=$3 log=$LOGS/$1.log start=$SECONDS status=0 tick
  shift 3
  mkdir -p "$LOGS"
  : >"$log"
  ticker "$log" "$expected" "$text" $$ 9>&- &
  tick=$!
  "$@" >>"$log" 2>&1 </dev/null 9>&- || status=$?
  kill "$tick" 2>/dev/null || true
  wait "$tick" 2>/dev/null || true
  [ -t 1 ] && printf '\r\033[K'
  if [ "$status" -ne 0 ]; then
    # A step that failed at once has not said what it is.
    [ $((SECONDS - start)) -gt 2 ] || [ -z "$text" ] || say "$text"
    failed_step "$log"
    return "$status"
  fi
  [ $((SECONDS - start)) -lt 5 ] || say "    done in $((SECONDS - start)) s"
}

# failed_step LOG
failed_step() {
  if looks_offline "$1"; then
    say "    failed: the network or the package registry could not be reached (all of it in $1)"
    tail -n 3 "$1" | sed 's/^/    | /'
  else
    say "    failed; the end of $1:"
    tail -n 40 "$1" | sed 's/^/    | /'
  fi
}

looks_offline() {
  grep -qiE 'could not (resolve|connect)|couldn.t (resolve|connect)|connection (refused|timed out|reset)|temporary failure|network (is )?unreachable|network error|ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|NewConnectionError|ProxyError|failed to (connect|download)|failed to fetch' "$1"
}

# The page's program names source files where it could fail; not where they lie
# on this machine.
unnamed_paths() {
  local folder flags=""
  for folder in "${CARGO_HOME:-$HOME/.cargo}"/registry/src/*/; do
    flags+=" --remap-path-prefix=$folder="
  done
  export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="${flags# }"
}
