# shellcheck shell=bash
# What comes from the system: a compiler, Python, Node, and for the tests the
# browsers with their drivers. Root gets missing Debian packages installed;
# everyone else is told the one command.

wanted_packages=()

# need_package COMMAND[|COMMAND] PACKAGE…: wants one of the commands on PATH.
need_package() {
  local command
  for command in ${1//|/ }; do
    have "$command" && return 0
  done
  shift
  wanted_packages+=("$@")
}

compiler_packages() { need_package cc gcc libc6-dev; }

# Python with pip fetches and unpacks the data.
python_packages() {
  need_package python3 python3
  if have python3 && ! python3 -m pip --version >/dev/null 2>&1; then
    wanted_packages+=(python3-pip)
  elif ! have python3; then
    wanted_packages+=(python3-pip)
  fi
}

# The three engines. A driver package brings its browser, or names it here. The
# fonts are for screenshots: Debian's Chromium only recommends them.
browser_packages() {
  need_package chromium chromium fonts-liberation
  need_package chromedriver chromium-driver
  need_package 'firefox-esr|firefox' firefox-esr
  need_package WebKitWebDriver webkit2gtk-driver
  need_package Xvfb xvfb
}

# Node is not taken from apt: Debian 12 has version 18 only.
check_node() {
  local version
  version=$(node --version 2>/dev/null || true)
  if ! version_at_least "${version#v}" "$NODE_MINIMUM" || ! have npm; then
    missing "Node $NODE_MINIMUM or newer with npm (found: ${version:-none})" \
      "sudo apt-get install nodejs npm (Debian 13 and newer; for older systems see the Node site's own packages)"
  fi
}

# Rust comes from rustup, whose owner is the user; only its additions are ours.
check_rust() {
  local version
  local install="rustup toolchain install stable"
  if ! have cargo; then
    missing "Rust $RUST_MINIMUM or newer" "the command at rustup.rs, or with Debian 13 and newer: sudo apt-get install rustup && $install"
    return 0
  fi
  # rustup may fetch the toolchain at the first call, which is not instant.
  repeat_step rust 0 "Fetching Rust's stable toolchain (about a minute, once)" rustc --version || true
  version=$(rustc --version 2>/dev/null | awk '{ print $2 }' || true)
  if ! version_at_least "${version:-0}" "$RUST_MINIMUM"; then
    missing "Rust $RUST_MINIMUM or newer (found: ${version:-none})" "$install"
  fi
}

install_packages() {
  [ ${#wanted_packages[@]} -gt 0 ] || return 0
  local list="${wanted_packages[*]}"
  if ! have apt-get; then
    missing "the programs of these Debian packages: $list" "your system's package manager (there is no apt-get here)"
  elif [ "$(id -u)" -ne 0 ]; then
    missing "Debian packages, which only root may install: $list" "sudo apt-get update && sudo apt-get install $list"
  else
    # The rest of a broken set-up is checked first, so that nobody waits for
    # browsers only to hear that Rust is missing.
    report_missing
    step apt 0 "Installing Debian packages: $list (about 2 minutes, once)" apt_install "${wanted_packages[@]}" ||
      missing "Debian packages: $list" "apt-get update && apt-get install $list"
  fi
}

apt_install() {
  export DEBIAN_FRONTEND=noninteractive
  # Another apt may be running on a machine that has just started.
  local wait=(-o DPkg::Lock::Timeout=300)
  # An error of one mirror is only a warning to apt, and the install below
  # decides whether what it has is enough.
  apt-get "${wait[@]}" update || true
  apt-get "${wait[@]}" install --yes --no-install-recommends "$@"
}
