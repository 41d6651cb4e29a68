#!/usr/bin/env bash
# Breaks the compiler of policies in each of the ways of mutations.txt and runs the comparison with the reference against what was broken: every
# mutation has to be noticed. Works on copies, with the compiler of the installed SDK; prints a table and how many were noticed; exit code 1 where
# one goes unnoticed or no longer applies. Usage: tests/Exchange.PolicyTests/Mutations/mutations.sh [FIRST [LAST]], mutations by their position.
set -uo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
root="$(cd "$here/../../.." && pwd)"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
export EXCHANGE_POLICY_SETS="${EXCHANGE_POLICY_SETS:-30}"

cp -r "$root/src/Exchange.Policy" "$work/unbroken"
(cd "$root" && dotnet build tests/Exchange.PolicyTests -c Release -m:1 -v quiet -p:Console=false) || exit 2

# WHY beside the tests: they look upwards from where they are for the documents of the repository.
mkdir -p "$work/tests" && touch "$work/Exchange.sln"
cp -r "$root/schemas" "$root/policies" "$work"
cp -r "$root/tests/Exchange.PolicyTests/bin/Release/net10.0/." "$work/tests"
sdk="$(dotnet --list-sdks | grep "^$(cd "$root" && dotnet --version) " | sed -E 's/^([^ ]+) \[(.*)\]$/\2\/\1/')"
pack="$(ls -d "$(dirname "$(dirname "$sdk")")"/packs/Microsoft.NETCore.App.Ref/10.* | tail -1)"

# The generated sets stop at the first cell that differs; the demo's whole space is asked only where none does.
run_tests() {
  for judge in Generated Reference; do
    timeout 300 dotnet exec "$work/tests/Exchange.PolicyTests.dll" --filter-namespace "Exchange.PolicyTests.$judge" --no-progress --no-ansi \
      > "$work/log" 2>&1 || return 1
  done
}

compile() {
  { printf -- '-r:"%s"\n' "$pack"/ref/net10.0/*.dll "$work"/tests/{NJsonSchema*,Newtonsoft*,Namotion*,YamlDotNet}.dll
    printf -- '-a:"%s"\n' "$pack"/analyzers/dotnet/cs/*.dll
    printf '"%s"\n' "$root"/src/Exchange.Policy/obj/Release/net10.0/Exchange.Policy.{GlobalUsings.g,AssemblyInfo}.cs
    find "$work/source" -name '*.cs' -not -path '*/obj/*' -not -path '*/bin/*' -printf '"%p"\n'
  } > "$work/arguments"
  dotnet "$sdk/Roslyn/bincore/csc.dll" -nologo -noconfig -nostdlib -target:library -nullable:enable -optimize+ -deterministic+ -warn:0 \
    -out:"$work/tests/Exchange.Policy.dll" "@$work/arguments" > "$work/log" 2>&1
}

fresh() {
  rm -rf "$work/source"
  cp -r "$work/unbroken" "$work/source"
}

fresh
compile && run_tests || { tail -20 "$work/log"; echo "The tests fail without any mutation."; exit 2; }

noticed=0 total=0
echo "| mutation | noticed by |"
echo "| --- | --- |"
while IFS='|' read -r title file expression; do
  file="$(echo "$file" | xargs)"
  total=$((total + 1))
  fresh
  sed -i -e "${expression# }" "$work/source/$file"
  if cmp -s "$work/source/$file" "$work/unbroken/$file"; then
    echo "| ${title% } | does not apply |"
  elif ! compile; then
    echo "| ${title% } | does not compile |"
  elif run_tests; then
    echo "| ${title% } | NONE |"
  else
    echo "| ${title% } | $(sed -nE 's/^failed [^ ]*\.([A-Za-z_]+) .*$/\1/p' "$work/log" | head -1) |"
    noticed=$((noticed + 1))
  fi
done < <(grep -v '^#' "$here/mutations.txt" | sed -n "${1:-1},${2:-\$}p" | sed -E 's/\|\|/OROR/g; s/ \| /|/g; s/OROR/||/g')
echo "$noticed of $total mutations noticed"
[[ $noticed -eq $total ]]
