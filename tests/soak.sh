#!/usr/bin/env bash
# The non-interference tests at length: 2,000 requests, or as many as given, from a new seed, which is printed so that a failure can be
# had again.
# Usage: tests/soak.sh [REQUESTS [SEED]]
set -euo pipefail
cd "$(dirname "$0")/.."
export EXCHANGE_REQUESTS="${1:-${EXCHANGE_REQUESTS:-2000}}"
export EXCHANGE_SEED="${2:-${EXCHANGE_SEED:-$(( (RANDOM << 15) | RANDOM ))}}"

echo "EXCHANGE_SEED=$EXCHANGE_SEED EXCHANGE_REQUESTS=$EXCHANGE_REQUESTS"
dotnet build tests/Exchange.IntegrationTests -c Release -v quiet
dotnet exec tests/Exchange.IntegrationTests/bin/Release/net10.0/Exchange.IntegrationTests.dll \
  --filter-namespace Exchange.IntegrationTests.NonInterference --no-progress
