#!/usr/bin/env bash
# Makes the report page of every shipped model, of each kind of experiment, and of these with hostile
# names, and uses each in a real browser: nothing on the console, nothing asked of the network, figures as
# in the JSON result, waterfalls, pointing, zooming, keys, replay and sorting, names as text, contrast.
#
#   check-pages.sh [FOLDER]     keeps screenshots, light, dark and as on a phone, in the folder
#   check-pages.sh --picture    renews the picture in Reports that the README shows, and nothing else
# shellcheck source-path=SCRIPTDIR source=common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
need_python

[[ $# -le 1 ]] || fail "usage: check-pages.sh [FOLDER | --picture]"

if ! command -v chromium > /dev/null && ! (install_packages chromium); then
  echo "skipped: there is no chromium here and it cannot be installed; pages are not checked in a browser"
  exit 0
fi

# Fonts differ from machine to machine: the picture is not compared, but for its size.
pictured=Reports/three-instances
if [[ ${1-} == --picture ]]; then
  python3 Tests/Scripts/check_pages.py --picture "$pictured/report.html" "$pictured/report.png"
  exit
fi

simulate=$(built_simulate release)
models=$("$simulate" list --format json | python3 "$tool" models)
pages=()
for file in $models; do
  name=$(basename "$file" .json)
  run_simulate "$simulate" --model "$file" --output "$work/$name" --explain > /dev/null
  pages+=("$work/$name")
done
[[ ${#pages[@]} != 0 ]] || fail "there are no models"

# page NAME COMMAND...: makes a page and says that it is to be looked at.
page() {
  local name=$1
  shift
  run_simulate "$simulate" "$@" --output "$work/$name" > /dev/null
  pages+=("$work/$name")
}

load=web.arrivals.poisson
page outage --model three-instances --scenario database-outage
page replications --model three-instances --duration 20s --replications 4
page compare compare --model three-instances --duration 10s --set "$load=700/s" \
  --with app.instances=1 --replications 4
page sweep-load sweep --model three-instances --duration 10s --replications 2 \
  --vary "$load=200/s...1600/s by 200/s"
page sweep-two sweep --model three-instances --duration 5s \
  --vary "$load=300/s,600/s,900/s,1200/s" --vary app.instances=1...4
page find find --model three-instances --duration 10s --precision 20% --replications 4 \
  --vary "$load=50/s...3000/s"
page find-frontier find --model three-instances --duration 5s --precision 20% --replications 4 \
  --vary "$load=50/s...3000/s" --vary app.instances=1...2
page collapse collapse --model three-instances --duration 40s \
  --trigger slow=database,factor=20 --size for=1s...10s --precision 50% \
  --load "$load=400/s,1600/s" --with app.backlog=8 --set app.backlog=8192 \
  --set 'web.retry={"attempts":5,"backoff":{"base":"50ms","cap":"500ms","jitter":"full"}}'

# Everything once more with names that want to be more than names.
python3 "$tool" hostile > "$work/hostile.json"
markup=$(python3 "$tool" hostile-name markup)
long=$(python3 "$tool" hostile-name long)
hostile=(--model "$work/hostile.json" --duration)
page hostile "${hostile[@]}" 30s --explain
page hostile-replications "${hostile[@]}" 5s --replications 3
page hostile-compare compare "${hostile[@]}" 5s --with "$markup.workers=2" --replications 3
page hostile-sweep sweep "${hostile[@]}" 5s --vary "$markup.workers=1...4"
for shard in 1 2; do
  run_simulate "$simulate" sweep "${hostile[@]}" 5s --vary "$markup.workers=1...4" \
    --vary "$long.workers=1,2" --shard "$shard/2" --output "$work/shard-$shard" > /dev/null
done
page hostile-merge merge "$work/shard-1" "$work/shard-2"
page hostile-find find "${hostile[@]}" 10s --vary "$markup.workers=1...4" --smallest \
  --vary "$long.workers=1,2" --set 'faults=[]' --replications 4
page hostile-collapse collapse "${hostile[@]}" 20s \
  --trigger "{\"freeze\":$(python3 "$tool" quoted "$markup")}" --size for=1s...4s --precision 90% \
  --load "$long.workers=2,1" --with "$markup.workers=2"

options=()
if [[ $# == 1 ]]; then
  mkdir -p "$1"
  options=(--screenshots "$1")
fi
python3 Tests/Scripts/check_pages.py "${options[@]}" --like "$pictured/report.png" "${pages[@]}"
