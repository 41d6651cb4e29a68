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

# WHY: the settings of a hub in the caller's shell are not meant for the hubs that tests start.
for setting in "${!Exchange__@}"; do unset "$setting"; done

missing=()
need() { # Debian package, command that succeeds where it is there
  "${@:2}" >/dev/null 2>&1 || missing+=("$1")
}

install() {
  apt-get update -qq || true
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"
}

command -v dotnet >/dev/null || { echo "The .NET 10 SDK is needed: https://dot.net" >&2; exit 2; }
command -v node >/dev/null && command -v npm >/dev/null || { echo "Node 20 with npm is needed: https://nodejs.org" >&2; exit 2; }
need curl command -v curl
need postgresql-15 compgen -G "/usr/lib/postgresql/*/bin/postgres"
need chromium command -v chromium
need fonts-noto-cjk compgen -G "/usr/share/fonts/opentype/noto/NotoSansCJK*"
need docker-compose command -v docker-compose
if [ "${#missing[@]}" -gt 0 ]; then
  echo "== installing ${missing[*]}"
  install || install || { echo "The tests need packages that could not be installed: ${missing[*]}" >&2; exit 2; }
fi

echo "== npm packages of the conformance suites"
for suite in tests/Exchange.Conformance/suites{,/*}/package.json; do
  [ -f "$suite" ] && (cd "$(dirname "$suite")" && npm ci --no-audit --no-fund --loglevel=error)
done

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
