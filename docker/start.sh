#!/usr/bin/env bash
# Settings that are secrets come as files named like their environment variable, so that they stand in no container's description.
# bash and not sh, which drops variables with a hyphen in their name (Exchange__Sources__civil-affairs__Url).
set -euo pipefail
settings=()
for file in /run/secrets/Exchange__*; do
  [ -e "$file" ] || continue
  settings+=("${file##*/}=$(cat "$file")")
done
exec env "${settings[@]}" dotnet /app/exchange.dll "$@"
