#!/usr/bin/env bash
# Makes the pictures of README anew: the built bot plays the scenes of
# tests/it/pictures.rs on a Discord on loopback, and what it sent is drawn as
# Discord draws it. Needs cargo, npm with node 18 or later, and a Chromium or
# Chrome in the path (or named by CHROMIUM). Nothing but npm's packages is fetched.
set -euo pipefail
cd "$(dirname "$0")"

scenes=$(mktemp -d)
trap 'rm -rf "$scenes"' EXIT
(cd ../.. && PICTURES=$scenes cargo test --locked --test it -- pictures)
npm ci --ignore-scripts --no-audit --no-fund
node draw.mjs "$scenes" .
