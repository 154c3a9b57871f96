#!/usr/bin/env bash
# Takes comments and indentation out of the scripts that Trunk has put together,
# because every page pays for them. Only whole lines go, so that no string is
# ever touched: a comment to keep out of the site has a line of its own.
set -euo pipefail
cd "${TRUNK_STAGING_DIR:?is set by Trunk}"
sed -E -i '/^[[:space:]]*(\/\/|\/\*|\*[[:space:]/]|\*$)/d; s/^[[:space:]]+//; /^$/d' ./*.js
