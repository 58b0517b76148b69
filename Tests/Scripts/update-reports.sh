#!/usr/bin/env bash
# Makes the reports of the shipped models, one as text and one as JSON for each scenario: of the main
# model all of them, and of each of the five real systems what is claimed and what is shipped.
#
#   update-reports.sh           rewrites the reports in Reports
#   update-reports.sh --check   compares them with what would be written, byte for byte
# shellcheck source-path=SCRIPTDIR source=common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
need_python

main=three-instances

check=no
case ${1-} in
  "") ;;
  --check) check=yes ;;
  *) fail "usage: update-reports.sh [--check]" ;;
esac

simulate=$(built_simulate release)
fresh=$work/reports

# report FILE SCENARIO NAME: the reports of a case, if there are to be any.
report() {
  local model format
  model=$(basename "$1" .json)
  [[ $2 != - ]] || return 0
  if [[ $model != "$main" ]]; then
    [[ " $systems " == *" $model "* ]] || return 0
    [[ $2 == claimed || $2 == asShipped ]] || return 0
  fi
  mkdir -p "$fresh/$model"
  for format in text:txt json:json; do
    run_simulate "$simulate" --model "$model.json" --scenario "$2" --format "${format%:*}" \
      > "$fresh/$model/$2.${format#*:}"
  done
}

all_cases "$simulate" > "$work/cases"
in_halves "$work/cases" report
for model in $main $systems; do
  [[ -d $fresh/$model ]] || fail "$model has no scenarios to report"
done

# What else is in the folders, such as the page of a system, is none of this script's business.
old=$work/old
for model in $main $systems; do
  mkdir -p "$old/$model"
  find "Reports/$model" -maxdepth 1 \( -name '*.txt' -o -name '*.json' \) \
    -exec cp {} "$old/$model" \; 2> /dev/null || true
done

count=$(find "$fresh" -type f | wc -l)
if [[ $check == yes ]]; then
  if ! diff -rq "$old" "$fresh" > /dev/null; then
    { diff -ru "$old" "$fresh" || true; } > "$work/difference"
    head -n 40 "$work/difference" >&2
    fail "reports differ from Reports; if that is right, run Tests/Scripts/update-reports.sh"
  fi
  echo "$count reports are those of Reports"
else
  for model in $main $systems; do
    mkdir -p "Reports/$model"
    find "Reports/$model" -maxdepth 1 \( -name '*.txt' -o -name '*.json' \) -delete
    cp "$fresh/$model"/* "Reports/$model"
  done
  echo "wrote $count reports to Reports"
fi
