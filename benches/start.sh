#!/usr/bin/env bash
# What one answer from a cold start costs: median wall time and peak memory of
# RUNS runs of `ask`, and how many claims were read and indexed for it.
# usage: benches/start.sh [QUESTION]    (BIN names another binary, RUNS another number)
set -euo pipefail
cd "$(dirname "$0")/.."
bin=${BIN:-target/release/tarkovsky-bot}
[ -x "$bin" ] || { echo "$bin is not built: cargo build --release" >&2; exit 2; }
claims=$(cat knowledge/claims/*.toml | grep -c '^\[\[claim\]\]')

python3 - "$bin" "${1:-how long is stalker}" "${RUNS:-20}" "$claims" <<'PY'
import os, statistics, subprocess, sys, time
binary, question, runs, claims = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]
times, peak = [], 0
for _ in range(runs + 1):
    start = time.perf_counter()
    process = subprocess.Popen([binary, "ask", question], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    times.append((time.perf_counter() - start) * 1000)
    if status != 0:
        sys.exit(f"the run ended with status {status}")
    # Kibibytes, but bytes on macOS.
    peak = max(peak, usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1024 * 1024))
times = times[1:]  # The first run only brings the binary into memory.
print(f"median {statistics.median(times):.1f} ms ({min(times):.1f} to {max(times):.1f}), "
      f"peak {peak:.1f} MiB, {claims} claims, {runs} runs")
PY
