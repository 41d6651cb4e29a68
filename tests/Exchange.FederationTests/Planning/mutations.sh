#!/usr/bin/env bash
# Breaks the planner in each of the ways of mutations.txt and runs its tests against what was broken: every mutation has to fail at least
# one. Works on copies, with the compiler of the installed SDK; prints a table; exit code 1 where a mutation goes unnoticed or no longer
# applies. Usage: tests/Exchange.FederationTests/Planning/mutations.sh [FIRST [LAST]], mutations by their position.
set -uo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
root="$(cd "$here/../../.." && pwd)"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

(cd "$root" && dotnet build tests/Exchange.FederationTests -c Release -m:1 -v quiet -p:Console=false) || exit 2
cp -r "$root/tests/Exchange.FederationTests/bin/Release/net10.0" "$work/tests"
sdk="$(dotnet --list-sdks | grep "^$(cd "$root" && dotnet --version) " | sed -E 's/^([^ ]+) \[(.*)\]$/\2\/\1/')"
pack="$(ls -d "$(dirname "$(dirname "$sdk")")"/packs/Microsoft.NETCore.App.Ref/10.* | tail -1)"

run_tests() {
  (timeout 300 dotnet exec "$work/tests/Exchange.FederationTests.dll" \
    --filter-namespace Exchange.FederationTests.Planning --no-progress --no-ansi) > "$work/log" 2>&1
}

compile() {
  { printf -- '-r:"%s"\n' "$pack"/ref/net10.0/*.dll "$work/tests/Exchange.GraphQL.dll"
    printf -- '-a:"%s"\n' "$pack"/analyzers/dotnet/cs/*.dll
    printf '"%s"\n' "$root"/src/Exchange.Federation/obj/Release/net10.0/Exchange.Federation.{GlobalUsings.g,AssemblyInfo}.cs
    find "$work/source" -name '*.cs' -not -path '*/obj/*' -not -path '*/bin/*' -printf '"%p"\n'
  } > "$work/arguments"
  dotnet "$sdk/Roslyn/bincore/csc.dll" -nologo -noconfig -nostdlib -target:library -nullable:enable -optimize+ -deterministic+ -warn:0 \
    -out:"$work/tests/Exchange.Federation.dll" "@$work/arguments" > "$work/log" 2>&1
}

fresh() {
  rm -rf "$work/source"
  cp -r "$root/src/Exchange.Federation" "$work/source"
}

fresh
compile && run_tests || { tail -20 "$work/log"; echo "The tests fail without any mutation."; exit 2; }

bad=0
echo "| mutation | tests that fail |"
echo "| --- | --- |"
while IFS='|' read -r title file expression; do
  file="$work/source/Planning/$(echo "$file" | xargs)"
  fresh
  sed -i -e "${expression# }" "$file"
  if cmp -s "$file" "$root/src/Exchange.Federation/Planning/${file#"$work/source/Planning/"}"; then
    echo "| ${title% } | does not apply |"
    bad=1
  elif ! compile; then
    echo "| ${title% } | does not compile |"
    bad=1
  elif run_tests; then
    echo "| ${title% } | NONE |"
    bad=1
  else
    failed="$(sed -nE 's/^  failed: ([0-9]+)$/\1/p' "$work/log")"
    echo "| ${title% } | ${failed:-all, it does not end} |"
  fi
done < <(grep -v '^#' "$here/mutations.txt" | sed -n "${1:-1},${2:-\$}p" | sed -E 's/ \|\| / OROR /g; s/ \| /|/g; s/ OROR / || /g')
exit $bad
