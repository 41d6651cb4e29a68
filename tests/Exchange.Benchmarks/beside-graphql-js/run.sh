#!/usr/bin/env bash
# Parse and validate beside npm graphql, on the same documents and this machine: prints a table. Takes about a minute once built.
set -euo pipefail
cd "$(dirname "$0")"

npm ci --no-audit --no-fund --loglevel=error >&2
dotnet build .. -c Release -v q >&2
ours=(dotnet exec ../bin/Release/net10.0/Exchange.Benchmarks.dll beside)

lines=$(mktemp -d)
trap 'rm -r "$lines"' EXIT
"${ours[@]}" schema > "$lines/city.graphql"

# Twice each in turn: whatever else the machine does meets both sides.
for _ in 1 2; do
  node measure.mjs "$lines/city.graphql" >> "$lines/theirs"
  "${ours[@]}" >> "$lines/ours"
done
node table.mjs "$lines/ours" "$lines/theirs"
