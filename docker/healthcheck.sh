#!/usr/bin/env bash
# Whether the hub in this container can take requests. The image has no curl; bash opens the connection itself.
set -euo pipefail
exec 3<>"/dev/tcp/127.0.0.1/${1:?the port}"
printf 'GET /healthz/ready HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n' >&3
read -r -t 4 _ status _ <&3
[ "$status" = 200 ]
