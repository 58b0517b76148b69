#!/usr/bin/env bash
# Makes the reports of the main model, one as text and one as JSON for each of its scenarios.
#
#   update-reports.sh           rewrites Reports/three-instances
#   update-reports.sh --check   compares it with what would be written, byte for byte
# shellcheck source-path=SCRIPTDIR source=common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
need_python

model=three-instances.json
folder=Reports/${model%.json}

check=no
case ${1-} in
  "") ;;
  --check) check=yes ;;
  *) fail "usage: update-reports.sh [--check]" ;;
esac

simulate=$(built_simulate release)
fresh=$work/reports
mkdir "$fresh"
all_cases "$simulate" > "$work/cases"
while read -r file scenario <&3; do
  [[ ${file##*/} == "$model" && $scenario != - ]] || continue
  for format in text:txt json:json; do
    run_simulate "$simulate" --model "$model" --scenario "$scenario" --format "${format%:*}" \
      > "$fresh/$scenario.${format#*:}"
  done
done 3< "$work/cases"
[[ -n $(ls "$fresh") ]] || fail "$model has no scenarios"

if [[ $check == yes ]]; then
  if ! diff -rq "$folder" "$fresh" > /dev/null; then
    { diff -ru "$folder" "$fresh" || true; } > "$work/difference"
    head -n 40 "$work/difference" >&2
    fail "reports differ from $folder; if that is right, run Tests/Scripts/update-reports.sh"
  fi
  echo "$(find "$fresh" -type f | wc -l) reports are those of $folder"
else
  rm -rf "$folder"
  mkdir -p "$(dirname "$folder")"
  cp -r "$fresh" "$folder"
  echo "wrote $(find "$folder" -type f | wc -l) reports to $folder"
fi
