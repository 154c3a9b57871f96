# shellcheck shell=bash
# The tools of the build, into .tools/bin: the wasm target, wasm-bindgen,
# Trunk, wasm-opt and geckodriver. One that is on PATH already in a fitting
# version is used as it is.

# A build of a tool runs once for seconds, so compiling quickly matters more
# than the speed of what comes out.
LIGHT_PROFILE=(
  CARGO_PROFILE_RELEASE_LTO=off
  CARGO_PROFILE_RELEASE_CODEGEN_UNITS=256
  CARGO_PROFILE_RELEASE_DEBUG=0
  CARGO_PROFILE_RELEASE_STRIP=none
)

wasm_target() {
  local libraries
  libraries=$(rustc --print target-libdir --target wasm32-unknown-unknown 2>/dev/null || true)
  [ -d "$libraries" ] && return 0
  if have rustup; then
    step rustup 0 "Adding the WebAssembly target to Rust (a few seconds, once)" \
      rustup target add wasm32-unknown-unknown && return 0
  fi
  missing "Rust's target wasm32-unknown-unknown" "rustup target add wasm32-unknown-unknown"
}

rust_components() {
  cargo fmt --version >/dev/null 2>&1 && cargo clippy --version >/dev/null 2>&1 && return 0
  if have rustup; then
    step components 0 "Adding rustfmt and clippy to Rust (a few seconds, once)" \
      rustup component add rustfmt clippy && return 0
  fi
  missing "rustfmt and clippy" "rustup component add rustfmt clippy"
}

# cargo_tool NAME CRATE VERSION OPT_LEVEL CRATES TIME [FLAG…]
cargo_tool() {
  local name=$1 crate=$2 version=$3 level=$4 crates=$5 time=$6
  shift 6
  local command=(cargo install --force "$crate" --version "$version" "$@" --root "$TOOLS")
  # Crates that two tools share are compiled once, in a target folder of
  # .tools which setup.sh removes at the end.
  step "$name" "$crates" "Building $name $version ($time, once)" \
    env "${LIGHT_PROFILE[@]}" CARGO_PROFILE_RELEASE_OPT_LEVEL="$level" \
    CARGO_TARGET_DIR="$TOOLS/build" CARGO_TERM_COLOR=never "${command[@]}" ||
    missing "$name $version" "${command[*]}"
}

wasm_bindgen() {
  [ "$(wasm-bindgen --version 2>/dev/null | awk '{ print $2 }')" = "$WASM_BINDGEN_VERSION" ] && return 0
  # Without --locked: the lock file that the crate ships names a version of a
  # dependency that the registry does not have.
  cargo_tool wasm-bindgen wasm-bindgen-cli "$WASM_BINDGEN_VERSION" 1 "$WASM_BINDGEN_CRATES" "$WASM_BINDGEN_TIME" --bin wasm-bindgen
}

trunk_tool() {
  [ "$(trunk --version 2>/dev/null | awk '{ print $2 }')" = "$TRUNK_VERSION" ] && return 0
  cargo_tool trunk trunk "$TRUNK_VERSION" 0 "$TRUNK_CRATES" "$TRUNK_TIME" --locked --no-default-features
}

geckodriver_tool() {
  have geckodriver && return 0
  cargo_tool geckodriver geckodriver "$GECKODRIVER_VERSION" 0 "$GECKODRIVER_CRATES" "$GECKODRIVER_TIME" --locked
}

wasm_opt() {
  local version
  version=$(wasm-opt --version 2>/dev/null | awk '{ print $3 }' || true)
  version_at_least "${version:-0}" "$WASM_OPT_MINIMUM" && return 0
  mkdir -p "$TOOLS/bin"
  cp src/setup/package.json src/setup/package-lock.json "$TOOLS/"
  if npm_ci wasm-opt "wasm-opt (a few seconds, once)" "$TOOLS"; then
    ln -sf ../node_modules/.bin/wasm-opt "$TOOLS/bin/wasm-opt"
  fi
}

test_libraries() {
  # npm writes this file last, so a broken install is not taken for a whole one.
  cmp -s tests/package-lock.json tests/node_modules/.installed && return 0
  if npm_ci tests "the test libraries (a few seconds, once)" tests; then
    cp tests/package-lock.json tests/node_modules/.installed
  fi
}

# npm_ci NAME TEXT FOLDER: exactly what the folder's lock file says.
npm_ci() {
  local command=(npm ci --prefix "$3" --no-audit --no-fund --ignore-scripts --loglevel=error --fetch-retries=1)
  step "npm-$1" 0 "Installing $2" "${command[@]}" && return 0
  missing "npm packages of $3/package.json" "${command[*]}"
  return 1
}
