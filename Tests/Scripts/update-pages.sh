#!/usr/bin/env bash
# Makes the page of one scenario of every shipped model: of the main model the outage of its database,
# of a real system what is shipped, of any other model what it is without a scenario. The picture in the
# README is the first screen of the main one.
#
#   update-pages.sh           rewrites Reports/MODEL/report.html, and the picture where there is a browser
#   update-pages.sh --check   compares the pages with what would be written, byte for byte
# shellcheck source-path=SCRIPTDIR source=common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
need_python

main=three-instances
picture=Reports/$main/report.png

# Bytes of a page and of the picture, so that a checkout stays small.
largest_page=700000
largest_picture=200000

check=no
case ${1-} in
  "") ;;
  --check) check=yes ;;
  *) fail "usage: update-pages.sh [--check]" ;;
esac

# size FILE: its bytes.
size() {
  wc -c < "$1"
}

simulate=$(built_simulate release)
all_cases "$simulate" > "$work/cases"
"$simulate" list --format json | python3 "$tool" models > "$work/models"
count=0
while read -r file <&3; do
  model=$(basename "$file" .json)
  options=()
  for scenario in database-outage asShipped; do
    if grep -qxF "$file $scenario" "$work/cases"; then options=(--scenario "$scenario"); fi
  done
  run_simulate "$simulate" --model "$model.json" "${options[@]}" --output "$work/$model" --explain \
    > /dev/null
  page=$work/$model/report.html
  [[ $(size "$page") -le $largest_page ]] || fail "the page of $model has $(size "$page") bytes"
  if [[ $check == yes ]]; then
    cmp "$page" "Reports/$model/report.html" \
      || fail "the page of $model differs; if that is right, run Tests/Scripts/update-pages.sh"
  else
    mkdir -p "Reports/$model"
    cp "$page" "Reports/$model/report.html"
  fi
  count=$((count + 1))
done 3< "$work/models"
[[ $count != 0 ]] || fail "there are no models"

if [[ $check == no ]]; then
  if command -v chromium > /dev/null; then
    python3 Tests/Scripts/picture.py "Reports/$main/report.html" "$picture"
  else
    echo "there is no chromium here; $picture is left as it is"
  fi
fi
[[ $(size "$picture") -lt $largest_picture ]] || fail "$picture has $(size "$picture") bytes"
[[ $check == yes ]] && echo "$count pages are those of Reports" || echo "wrote $count pages to Reports"
