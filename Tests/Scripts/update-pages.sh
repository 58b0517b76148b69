#!/usr/bin/env bash
# Makes the page of one scenario of every shipped model: of the main model the outage of its database, of
# a real system what is shipped, and of any other what it is without a scenario.
#
#   update-pages.sh           rewrites Reports/MODEL/report.html
#   update-pages.sh --check   compares the pages with what would be written, byte for byte
# shellcheck source-path=SCRIPTDIR source=common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
need_python

# Bytes of a page, so that a checkout stays small.
largest=400000

check=no
case ${1-} in
  "") ;;
  --check) check=yes ;;
  *) fail "usage: update-pages.sh [--check]" ;;
esac

simulate=$(built_simulate release)
all_cases "$simulate" > "$work/cases"
models=$("$simulate" list --format json | python3 "$tool" models)
count=0
for file in $models; do
  model=$(basename "$file" .json)
  options=()
  for scenario in database-outage asShipped; do
    if grep -qxF "$file $scenario" "$work/cases"; then options=(--scenario "$scenario"); fi
  done
  run_simulate "$simulate" --model "$model.json" "${options[@]}" --output "$work/$model" --explain \
    > /dev/null
  page=$work/$model/report.html
  size=$(wc -c < "$page")
  [[ $size -le $largest ]] || fail "the page of $model has $size bytes, more than $largest"
  if [[ $check == yes ]]; then
    cmp "$page" "Reports/$model/report.html" \
      || fail "the page of $model differs; if that is right, run Tests/Scripts/update-pages.sh"
  else
    mkdir -p "Reports/$model"
    cp "$page" "Reports/$model/report.html"
  fi
  count=$((count + 1))
done
[[ $count != 0 ]] || fail "there are no models"
if [[ $check == yes ]]; then
  echo "$count pages are those of Reports"
else
  echo "wrote $count pages to Reports; Tests/Scripts/check-pages.sh --picture renews the picture of one"
fi
