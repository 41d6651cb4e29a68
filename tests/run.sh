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
  dotnet exec "tests/Exchange.$project/bin/Release/net10.0/Exchange.$project.dll" --no-progress --no-ansi | tee "$log" || broken=1
  total() { sed -nE "s/^ *$1: ([0-9]+)\$/\1/p" "$log" | tail -n 1; }
  if [ -z "$(total succeeded)" ]; then
    echo "Exchange.$project gave no totals" >&2
    broken=1
  else
    passed=$((passed + $(total succeeded))) failed=$((failed + $(total failed))) skipped=$((skipped + $(total skipped)))
  fi
  rm -f "$log"
done

# A runner that failed without a failed test (a crash, no tests) is a failure too.
[ "$broken" -ne 0 ] && [ "$failed" -eq 0 ] && failed=1
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
