#!/usr/bin/env bash
# Makes the table of the five systems: what each is said to do, what it does, and the verdict.
#
#   update-systems.sh           rewrites Reports/systems.md
#   update-systems.sh --check   compares it with what would be written, byte for byte
# shellcheck source-path=SCRIPTDIR source=common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
need_python

table=Reports/systems.md

check=no
case ${1-} in
  "") ;;
  --check) check=yes ;;
  *) fail "usage: update-systems.sh [--check]" ;;
esac

simulate=$(built_simulate release)
"$simulate" list --format json > "$work/cases.json"
all_cases "$simulate" > "$work/cases"
mkdir "$work/results"
count=0
for model in $systems; do
  while read -r file scenario <&3; do
    [[ ${file##*/} == "$model.json" ]] || continue
    arguments=(--model "$file" --format json)
    [[ $scenario == - ]] || arguments+=(--scenario "$scenario")
    count=$((count + 1))
    run_simulate "$simulate" "${arguments[@]}" > "$work/results/$(printf %03d "$count").json"
  done 3< "$work/cases"
done
[[ $count -gt 0 ]] || fail "none of these models is in Models: $systems"
python3 Tests/Scripts/systems_table.py Tests/Scripts/systems.json "$work/cases.json" "$work/results"/*.json \
  > "$work/systems.md"

if [[ $check == yes ]]; then
  diff -u "$table" "$work/systems.md" >&2 \
    || fail "$table differs; if that is right, run Tests/Scripts/update-systems.sh"
  echo "$table is what $count runs show"
else
  cp "$work/systems.md" "$table"
  echo "wrote $table from $count runs"
fi
