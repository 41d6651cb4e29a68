#!/usr/bin/env bash
# The non-interference tests at length: 20,000 requests, or as many as given, and 1,000 withdrawals on two hubs while things fail, from a fixed
# seed, or any other; SEED "new" takes one by chance. It is printed, so that a failure can be had again. Then 200,000 mutated documents, and the attack corpus at its largest size, whose
# table is printed; and mutations of the planner. Then 5,000 operations over divided graphs, compared with one schema over the same data; and 300
# generated policy sets, compared with a reference, and mutations of their compiler.
# Usage: tests/soak.sh [REQUESTS [SEED [WITHDRAWALS [DOCUMENTS [OPERATIONS]]]]]
set -euo pipefail
cd "$(dirname "$0")/.."
export EXCHANGE_REQUESTS="${1:-${EXCHANGE_REQUESTS:-20000}}"
export EXCHANGE_SEED="${2:-${EXCHANGE_SEED:-20261121}}"
[[ $EXCHANGE_SEED != new ]] || EXCHANGE_SEED=$(( (RANDOM << 15) | RANDOM ))
export EXCHANGE_WITHDRAWALS="${3:-${EXCHANGE_WITHDRAWALS:-1000}}"
export EXCHANGE_DOCUMENTS="${4:-${EXCHANGE_DOCUMENTS:-200000}}"
export EXCHANGE_OPERATIONS="${5:-${EXCHANGE_OPERATIONS:-5000}}"
export EXCHANGE_ATTACK_SIZE="${EXCHANGE_ATTACK_SIZE:-100000}"

echo "EXCHANGE_SEED=$EXCHANGE_SEED EXCHANGE_REQUESTS=$EXCHANGE_REQUESTS EXCHANGE_WITHDRAWALS=$EXCHANGE_WITHDRAWALS EXCHANGE_DOCUMENTS=$EXCHANGE_DOCUMENTS EXCHANGE_OPERATIONS=$EXCHANGE_OPERATIONS"
bash tests/install.sh
broken=0
dotnet build tests/Exchange.IntegrationTests -c Release -v quiet
dotnet exec tests/Exchange.IntegrationTests/bin/Release/net10.0/Exchange.IntegrationTests.dll \
  --filter-namespace Exchange.IntegrationTests.NonInterference --no-progress || broken=1
dotnet build tests/Exchange.EndToEnd -c Release -v quiet
dotnet exec tests/Exchange.EndToEnd/bin/Release/net10.0/Exchange.EndToEnd.dll \
  --filter-class Exchange.EndToEnd.Replicas.FaultSoakTests --no-progress --output detailed || broken=1

dotnet build tests/Exchange.Conformance -c Release -v quiet
dotnet exec tests/Exchange.Conformance/bin/Release/net10.0/Exchange.Conformance.dll \
  --filter-namespace Exchange.Conformance.Fuzzing --no-progress --output detailed || broken=1
dotnet exec tests/Exchange.Conformance/bin/Release/net10.0/Exchange.Conformance.dll \
  --filter-namespace Exchange.Conformance.Attacks --no-progress --no-ansi --output detailed > >(
    echo "| family | at $EXCHANGE_ATTACK_SIZE | most work | most memory | longest |"
    echo "| --- | --- | --- | --- | --- |"
    sed -nE 's/^ *(\| .*)/\1/p; /^(failed|Test run summary|  (total|failed|succeeded):)/p'
  ) || broken=1

dotnet build tests/Exchange.FederationTests -c Release -v quiet
dotnet exec tests/Exchange.FederationTests/bin/Release/net10.0/Exchange.FederationTests.dll \
  --filter-namespace Exchange.FederationTests.Splits --no-progress --output detailed || broken=1

# The planner of subgraphs, broken in thirty ways: its tests notice each.
tests/Exchange.FederationTests/Planning/mutations.sh || broken=1

# Policies: 300 generated sets judged by a reference that reads the documents, their explanations, and the laws between them; then their compiler,
# broken in forty ways.
dotnet build tests/Exchange.PolicyTests -c Release -v quiet
EXCHANGE_POLICY_SETS="${EXCHANGE_POLICY_SETS:-300}" dotnet exec tests/Exchange.PolicyTests/bin/Release/net10.0/Exchange.PolicyTests.dll \
  --filter-namespace Exchange.PolicyTests.Generated --filter-namespace Exchange.PolicyTests.Laws \
  --filter-namespace Exchange.PolicyTests.Explanations --no-progress --output detailed || broken=1
tests/Exchange.PolicyTests/Mutations/mutations.sh || broken=1

[ "$broken" -eq 0 ]
