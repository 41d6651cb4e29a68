#!/usr/bin/env bash
# Installs what the tests need and is missing, builds everything, runs every test, and ends with the totals.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

need() { # command, Debian package
  command -v "$1" >/dev/null 2>&1 && return
  echo "installing $2 (for $1)"
  apt-get update -qq || true
  apt-get install -y -qq --no-install-recommends "$2" || apt-get install -y -qq --no-install-recommends "$2"
}

command -v dotnet >/dev/null || { echo "The .NET 10 SDK is needed: https://dot.net" >&2; exit 2; }
command -v node >/dev/null || { echo "Node 20 is needed: https://nodejs.org" >&2; exit 2; }
need git git
need curl curl

echo "== npm packages of the conformance suites"
(cd tests/Exchange.Conformance/suites && npm ci --no-audit --no-fund --loglevel=error)

echo "== build"
dotnet build Exchange.sln -c Release -v minimal

passed=0 failed=0 skipped=0 broken=0
for project in UnitTests Conformance IntegrationTests EndToEnd; do
  echo "== Exchange.$project"
  log=$(mktemp)
  dotnet exec "tests/Exchange.$project/bin/Release/net10.0/Exchange.$project.dll" -noLogo | tee "$log" || broken=1
  # The runner's own totals: "Total: 12, Errors: 0, Failed: 0, Skipped: 0, Not Run: 0, Time: 1.2s"
  totals=$(grep -E 'Total: [0-9]+, Errors: [0-9]+, Failed: [0-9]+, Skipped: [0-9]+' "$log" | tail -n 1)
  rm -f "$log"
  if [ -z "$totals" ]; then
    echo "Exchange.$project gave no totals" >&2
    broken=1
    continue
  fi
  number() { sed -E "s/.*$1: ([0-9]+).*/\1/" <<<"$totals"; }
  total=$(number Total) errors=$(number Errors) fail=$(number Failed) skip=$(number Skipped)
  passed=$((passed + total - fail - skip)) failed=$((failed + fail + errors)) skipped=$((skipped + skip))
done

[ "$broken" -ne 0 ] && [ "$failed" -eq 0 ] && failed=1
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
