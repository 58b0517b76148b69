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
all_cases "$simulate" > "$work/all"
mkdir "$work/results"

# Those of a model one after the other, the models in the order of $systems.
for model in $systems; do
  awk -v name="$model.json" '{ count = split($1, parts, "/") } parts[count] == name' "$work/all"
done > "$work/cases"
count=$(wc -l < "$work/cases")
[[ $count -gt 0 ]] || fail "none of these models is in Models: $systems"

# result FILE SCENARIO NAME
result() {
  local arguments=(--model "$1" --format json)
  [[ $2 == - ]] || arguments+=(--scenario "$2")
  run_simulate "$simulate" "${arguments[@]}" > "$work/results/$3.json"
}

result_file() { echo "$work/results/$3.json"; }

in_halves "$work/cases" result
mapfile -t results < <(for_each "$work/cases" result_file)
python3 Tests/Scripts/systems_table.py Tests/Scripts/systems.json "$work/cases.json" "${results[@]}" \
  > "$work/systems.md"

if [[ $check == yes ]]; then
  diff -u "$table" "$work/systems.md" >&2 \
    || fail "$table differs; if that is right, run Tests/Scripts/update-systems.sh"
  echo "$table is what $count runs show"
else
  cp "$work/systems.md" "$table"
  echo "wrote $table from $count runs"
fi
