#!/usr/bin/env bash
# Makes the report page of every shipped model, and of one with hostile names, and uses each in a real
# browser: nothing on the console, nothing asked of the network, figures as in the JSON result, pointing,
# zooming, keys, replay and sorting.
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
  run_simulate "$simulate" --model "$file" --output "$work/$name" > /dev/null
  pages+=("$work/$name")
done 3< "$work/models"
[[ ${#pages[@]} != 0 ]] || fail "there are no models"

python3 "$tool" hostile > "$work/hostile.json"
run_simulate "$simulate" --model "$work/hostile.json" --output "$work/hostile" > /dev/null
pages+=("$work/hostile")

options=()
if [[ $# == 1 ]]; then
  mkdir -p "$1"
  options=(--screenshots "$1")
fi
python3 Tests/Scripts/check_pages.py "${options[@]}" "${pages[@]}"
