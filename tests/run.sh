#!/usr/bin/env bash
# Installs what the tests need and is missing, builds everything and runs every test, from whatever folder it is called.
# The last line is always the totals; what fails outside the tests (no SDK, no build, a crash) counts as one failure.
set -euo pipefail
passed=0 failed=0 skipped=0

finish() {
  local status=$?
  [ "$status" -ne 0 ] && [ "$failed" -eq 0 ] && failed=1
  echo "$passed passed, $failed failed, $skipped skipped"
  exit "$status"
}
trap finish EXIT

CDPATH='' cd "$(dirname "${BASH_SOURCE[0]}")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en

# WHY: tests run much code once. To count how often it runs costs them a fifth of their time and serves no test: none measures time.
export DOTNET_TieredPGO=0

# WHY: the settings of a hub in the caller's shell are not meant for the hubs that tests start.
for setting in "${!Exchange__@}"; do unset "$setting"; done

bash tests/install.sh

echo "== build"
dotnet restore Exchange.sln --locked-mode -v minimal
dotnet build Exchange.sln -c Release --no-restore -v minimal

broken=0

echo "== console's own logic"
log=$(mktemp)
(cd src/Exchange.Console/web && npm test --silent -- --reporter=default --reporter=json --outputFile.json="$log") || broken=1
counts='const run = JSON.parse(require("fs").readFileSync(process.argv[1])); [run.numPassedTests, run.numFailedTests, run.numPendingTests].join(" ")'
read -r passed failed skipped <<<"$(node -p "$counts" "$log")"
rm -f "$log"

for project in UnitTests PolicyTests FederationTests Conformance SqlServerTests IntegrationTests EndToEnd; do
  echo "== Exchange.$project"
  log=$(mktemp)
  dotnet exec "tests/Exchange.$project/bin/Release/net10.0/Exchange.$project.dll" --no-progress --no-ansi | tee "$log" || broken=1
  total() { sed -nE "s/^ *$1: ([0-9]+)\$/\1/p" "$log" | tail -n 1; }
  if [ -z "$(total succeeded)" ]; then
    echo "Exchange.$project gave no totals" >&2
    failed=$((failed + 1))
  else
    passed=$((passed + $(total succeeded))) failed=$((failed + $(total failed))) skipped=$((skipped + $(total skipped)))
  fi
  rm -f "$log"
done

[ "$broken" -eq 0 ] && [ "$failed" -eq 0 ]
