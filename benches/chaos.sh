#!/usr/bin/env bash
# The chaos test of trivia in full: 40 rounds at once, 400 players, 200 kills of the built bot, with
# faults of REST and of the gateway mixed in. Every acknowledged answer must count once, and every round end.
# usage: benches/chaos.sh    (CHAOS_ROUNDS, CHAOS_PLAYERS and CHAOS_KILLS set other numbers)
set -euo pipefail
cd "$(dirname "$0")/.."
export CHAOS_ROUNDS=${CHAOS_ROUNDS:-40} CHAOS_PLAYERS=${CHAOS_PLAYERS:-400} CHAOS_KILLS=${CHAOS_KILLS:-200}
exec cargo test --release --locked --test it -- --nocapture discord_chaos
