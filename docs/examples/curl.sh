#!/usr/bin/env bash
# Sends spans with curl and shows every answer of the ingest door, the errors included.
#
#   SKEP_KEY=your-api-key docs/examples/curl.sh [http://localhost:3051]
#
# Each step says what it expects; the script ends with 1 when an answer is another one.
# SKEP_EXPECT=disabled checks a server that has ingestion switched off instead.
set -uo pipefail

skep=${1:-http://localhost:3051}
key=${SKEP_KEY:-}
answer=$(mktemp)
trap 'rm -f "$answer"' EXIT
wrong=0

# expect STATUS TEXT WHAT curl-arguments...: the status must be STATUS and the answer must contain TEXT
expect() {
  local status=$1 text=$2 what=$3 got
  shift 3
  got=$(curl -sS --max-time 10 -o "$answer" -w '%{http_code}' "$@")
  if [ "$got" = "$status" ] && grep -qF -- "$text" "$answer"; then
    printf 'ok     %s  %-52s %s\n' "$got" "$what" "$(head -c 120 "$answer" | tr -d '\n')"
  else
    printf 'WRONG  %s  %-52s %s\n       expected %s with: %s\n' "$got" "$what" "$(head -c 300 "$answer")" "$status" "$text"
    wrong=1
  fi
}

span='{
  "resourceSpans": [{
    "resource": {
      "attributes": [
        {"key": "service.name", "value": {"stringValue": "test-service"}}
      ]
    },
    "scopeSpans": [{
      "spans": [{
        "traceId": "abcdef1234567890abcdef1234567890",
        "spanId": "1234567890abcdef",
        "name": "GET /test",
        "kind": 2,
        "startTimeUnixNano": "1700000000000000000",
        "endTimeUnixNano": "1700000000150000000",
        "status": {"code": 1},
        "attributes": []
      }]
    }]
  }]
}'
bad_span='{"resourceSpans":[{"scopeSpans":[{"spans":[
  {"traceId":"abcdef1234567890abcdef1234567891","spanId":"1234567890abcdef","name":"good","startTimeUnixNano":"1700000000000000000","endTimeUnixNano":"1700000000000140000"},
  {"spanId":"1234567890abcdef","name":"without a trace id"}]}]}]}'
json='Content-Type: application/json'
protobuf='Content-Type: application/x-protobuf'

if [ "${SKEP_EXPECT:-}" = disabled ]; then
  expect 501 'not enabled' 'ingestion switched off' "$skep/api/traces/otlp" -H "$json" -H "X-API-Key: $key" -d "$span"
  expect 200 '{}' 'the metrics sink works all the same' "$skep/api/traces/otlp/v1/metrics" -H "$json" -d '{}'
  exit "$wrong"
fi

expect 200 '{"accepted":1}' 'the example of the specification' \
  -X POST "$skep/api/traces/otlp" -H "$json" -H "X-API-Key: $key" -d "$span"
expect 200 '{"accepted":1}' 'the path that Beyla appends' \
  "$skep/api/traces/otlp/v1/traces" -H "$json" -H "X-API-Key: $key" -d "$span"
expect 200 '{"accepted":1}' 'the standard path, key as Bearer' \
  "$skep/v1/traces" -H "$json" -H "Authorization: Bearer $key" -d "$span"
expect 200 '{"accepted":1}' 'compressed with gzip' \
  "$skep/api/traces/otlp" -H "$json" -H "X-API-Key: $key" -H 'Content-Encoding: gzip' --data-binary @<(gzip -c <<<"$span")
expect 200 '{"accepted":0}' 'an empty protobuf request' \
  "$skep/api/traces/otlp" -H "$protobuf" -H "X-API-Key: $key" --data-binary ''
expect 200 '"rejectedSpans":"1"' 'one good and one bad span' \
  "$skep/api/traces/otlp" -H "$json" -H "X-API-Key: $key" -d "$bad_span"
expect 400 'resourceSpans' 'resourceSpans is missing' \
  "$skep/api/traces/otlp" -H "$json" -H "X-API-Key: $key" -d '{}'
expect 400 'error' 'no JSON at all' \
  "$skep/api/traces/otlp" -H "$json" -H "X-API-Key: $key" -d '{"resourceSpans": ['
expect 400 'rotobuf' 'bad protobuf' \
  "$skep/api/traces/otlp" -H "$protobuf" -H "X-API-Key: $key" --data-binary 'not valid protobuf data'
expect 401 'Invalid or missing API key' 'no key' \
  "$skep/api/traces/otlp" -H "$json" -d "$span"
expect 401 'Invalid or missing API key' 'a wrong key' \
  "$skep/api/traces/otlp" -H "$json" -H "X-API-Key: not-$key" -d "$span"
expect 405 '' 'GET instead of POST' \
  "$skep/api/traces/otlp" -H "X-API-Key: $key"
expect 413 'error' '200 MB of blanks, compressed' \
  "$skep/api/traces/otlp" -H "$json" -H "X-API-Key: $key" -H 'Content-Encoding: gzip' --data-binary @<(head -c 200M /dev/zero | tr '\0' ' ' | gzip -1)
expect 415 'error' 'a media type that is not OTLP' \
  "$skep/api/traces/otlp" -H 'Content-Type: text/plain' -H "X-API-Key: $key" -d "$span"
expect 200 '{}' 'metrics are accepted and dropped, without a key' \
  "$skep/api/traces/otlp/v1/metrics" -H "$protobuf" --data-binary 'anything'
exit "$wrong"
