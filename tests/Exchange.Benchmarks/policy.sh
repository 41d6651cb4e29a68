#!/usr/bin/env bash
# Twenty fields of fifty persons, decided by the hub's own table, index and masks, and beside it by @cedar-policy/cedar-wasm and Cerbos on the same
# rules: the same 1,000 cells, each compared with what has to come out, one machine, one run; prints a table. Takes about a minute once built.
# @open-policy-agent/opa-wasm is not among them: it evaluates what the opa program compiled, and no package of npm carries that program.
# PREPARED=1 leaves out installing and building.
set -euo pipefail
cd "$(dirname "$0")"

if [[ -z ${PREPARED:-} ]]; then
  (cd beside-policy-engines && npm ci --no-audit --no-fund --loglevel=error >&2)
  dotnet build . -c Release -v q -p:Console=false >&2
fi
ours=(dotnet exec bin/Release/net10.0/Exchange.Benchmarks.dll policy)

work=$(mktemp -d)
trap 'rm -r "$work"' EXIT
"${ours[@]}" scene > "$work/scene.json"

# Twice ours, before and after: whatever else the machine does meets both sides.
"${ours[@]}" > "$work/lines"
(cd beside-policy-engines && node measure.mjs "$work/scene.json") >> "$work/lines"
"${ours[@]}" >> "$work/lines"
node beside-policy-engines/table.mjs "$work/lines"
