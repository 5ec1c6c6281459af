#!/bin/sh
# Upload a recording, fit a model, wait, read the board, draw a dream: ./example.sh recording.npz (needs curl and jq)
set -eu
api=${TONOTOPY_URL:-http://127.0.0.1:8080}
api=${api%/}/api/v1
file=$1

call() {
    curl -fsS -H "Authorization: Bearer $TONOTOPY_TOKEN" -H "Content-Type: application/json" "$@"
}

wait_for() {
    while :; do
        state=$(call "$api/jobs/$1" | jq -r .state)
        case $state in
        SUCCEEDED) return ;;
        FAILED | CANCELLED) echo "The job is $state." >&2; exit 1 ;;
        esac
        sleep 0.5
    done
}

sha256=$(sha256sum "$file" | cut -d' ' -f1)
curl -fsS -H "Authorization: Bearer $TONOTOPY_TOKEN" -T "$file" "$api/uploads/$sha256" >/dev/null
dataset=$(jq -n --arg sha256 "$sha256" --slurpfile metadata "${file%.npz}.json" \
    '{name: "curl-example", recording: {sha256: $sha256, format: "npz"}, metadata: $metadata[0]}' | call "$api/datasets" -d @-)
wait_for "$(echo "$dataset" | jq -r .job_id)"
benchmark=$(call "$api/benchmarks" -d "$(echo "$dataset" | jq '{name: "curl-example", dataset: .reference,
    split: {train: [0, 1, 2, 3], validation: [4], test: [5, 6]}}')" | jq -r .reference)
fit=$(call "$api/jobs" -d '{"kind": "fit", "benchmark": "'"$benchmark"'", "model": {"kind": "statenet"},
    "training": {"kind": "gradient", "max_epochs": 3}}' | jq -r .id)
wait_for "$fit"
model=$(call "$api/jobs/$fit" | jq -r .model)
call "$api/benchmarks/$benchmark/leaderboard" | jq -r '.entries[] | [.kind, .label, .metrics[0].metric, .metrics[0].mean] | @tsv'
dream=$(call "$api/jobs" -d '{"kind": "feature", "feature": "dream", "model": "'"$model"'", "neurons": [0],
    "settings": {"duration_ms": 200, "restarts": 1}}' | jq -r .id)
wait_for "$dream"
feature=$(call "$api/models/$model/features?job=$dream" | jq -r '.items[0].id')
call -o dream.svg "$api/features/$feature/figure.svg"
