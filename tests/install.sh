#!/usr/bin/env bash
# Installs what the tests need beside the SDK and Node, by name and only where it is missing: Debian packages, and the npm packages of the conformance suites.
set -euo pipefail
CDPATH='' cd "$(dirname "${BASH_SOURCE[0]}")/.."

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
