#!/usr/bin/env bash
# Makes the report page of every shipped model, of one with hostile names, and of each kind of experiment,
# and uses each in a real browser: nothing on the console, nothing asked of the network, figures as in the
# JSON result, waterfalls, pointing, zooming, keys, replay and sorting.
#
#   check-pages.sh [FOLDER]     keeps screenshots, light, dark and as on a phone, in the folder
# shellcheck source-path=SCRIPTDIR source=common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
need_python

[[ $# -le 1 ]] || fail "usage: check-pages.sh [FOLDER]"

if ! command -v chromium > /dev/null && ! (install_packages chromium); then
  echo "skipped: there is no chromium here and it cannot be installed; pages are not checked in a browser"
  exit 0
fi

simulate=$(built_simulate release)
"$simulate" list --format json | python3 "$tool" models > "$work/models"
pages=()
while read -r file <&3; do
  name=$(basename "$file" .json)
  run_simulate "$simulate" --model "$file" --output "$work/$name" --explain > /dev/null
  pages+=("$work/$name")
done 3< "$work/models"
[[ ${#pages[@]} != 0 ]] || fail "there are no models"

python3 "$tool" hostile > "$work/hostile.json"
run_simulate "$simulate" --model "$work/hostile.json" --output "$work/hostile" --explain > /dev/null
pages+=("$work/hostile")

# page NAME COMMAND...: makes the page of an experiment.
page() {
  local name=$1
  shift
  run_simulate "$simulate" "$@" --output "$work/$name" > /dev/null
  pages+=("$work/$name")
}

load=web.arrivals.poisson
page sweep-load sweep --model three-instances --duration 20s --replications 3 \
  --vary "$load=200/s...1600/s by 200/s"
page sweep-two sweep --model three-instances --duration 10s \
  --vary "$load=300/s,600/s,900/s,1200/s" --vary app.instances=1...4
page sweep-hostile sweep --model "$work/hostile.json" --duration 5s --vary 'a</script>b.workers=1...4'
page find find --model three-instances --duration 10s --precision 5% --replications 8 \
  --vary "$load=50/s...3000/s"
page find-frontier find --model three-instances --duration 10s --precision 10% --replications 8 \
  --vary "$load=50/s...3000/s" --vary app.instances=1...3
page collapse collapse --model three-instances --duration 60s \
  --trigger slow=database,factor=20 --size for=1s...20s --precision 50% \
  --load "$load=400/s,1600/s" --with app.backlog=8 --set app.backlog=8192 \
  --set 'web.retry={"attempts":5,"backoff":{"base":"50ms","cap":"500ms","jitter":"full"}}'

options=()
if [[ $# == 1 ]]; then
  mkdir -p "$1"
  options=(--screenshots "$1")
fi
python3 Tests/Scripts/check_pages.py "${options[@]}" "${pages[@]}"
