#!/usr/bin/env bash
# The classic federation workload through exchange federate, beside @graphql-hive/gateway and @apollo/gateway, and beside an endpoint that makes
# the same calls and nothing else: the same subgraphs, the same supergraph, one machine, one run; prints a table. Takes about three minutes.
#   SECONDS_EACH (default 15) and CONNECTIONS (default 16) say how long and over how many connections each gateway is asked;
#   PREPARED=1 leaves out installing and building.
set -euo pipefail
cd "$(dirname "$0")"
seconds=${SECONDS_EACH:-15}
connections=${CONNECTIONS:-16}

if [[ -z ${PREPARED:-} ]]; then
  (cd beside-federation-gateways && npm ci --no-audit --no-fund --loglevel=error >&2)
  dotnet build . -c Release -v q -p:Console=false >&2
fi
bench=(dotnet exec "$PWD/bin/Release/net10.0/Exchange.Benchmarks.dll" federation)
exchange=(dotnet exec "$PWD/bin/Release/net10.0/exchange.dll")
query=$PWD/beside-federation-gateways/query.graphql
subgraphs=http://127.0.0.1:4800

work=$(mktemp -d)
started=()
stop() { kill "$1" 2>/dev/null || true; wait "$1" 2>/dev/null || true; }
trap 'for pid in "${started[@]}"; do stop "$pid"; done; rm -r "$work"' EXIT

"${bench[@]}" serve $subgraphs & started+=($!)
"${bench[@]}" subgraphs $subgraphs > "$work/subgraphs.json"
"${bench[@]}" supergraph $subgraphs > "$work/supergraph.graphql"

# measure NAME URL COMMAND...: starts a gateway, asks it, ends it. The gateway runs as the process whose time is counted.
measure() {
  local name=$1 url=$2
  shift 2
  (cd beside-federation-gateways && NODE_ENV=production exec "$@") > "$work/log" 2>&1 &
  local pid=$!
  started+=("$pid")
  "${bench[@]}" load "$name" "$url" "$pid" "$connections" "$seconds" "$query" >> "$work/lines" || { tail -20 "$work/log" >&2; exit 1; }
  stop "$pid"
}

hive=(node node_modules/@graphql-hive/gateway/dist/bin.js supergraph "$work/supergraph.graphql" --host 127.0.0.1 --fork 1)
measure "seven calls and nothing else" http://127.0.0.1:4805/graphql "${bench[@]}" bare http://127.0.0.1:4805 $subgraphs
measure "exchange federate" http://127.0.0.1:4801/graphql \
  "${exchange[@]}" federate --subgraphs "$work/subgraphs.json" --urls http://127.0.0.1:4801
measure "@graphql-hive/gateway" http://127.0.0.1:4802/graphql "${hive[@]}" --port 4802
measure "@graphql-hive/gateway, Rust runtime" http://127.0.0.1:4803/graphql \
  "${hive[@]}" --port 4803 --config-path hive-rust.config.mjs
measure "@apollo/gateway" http://127.0.0.1:4804/ node apollo.mjs "$work/supergraph.graphql" 4804
"${bench[@]}" table "$work/lines"
