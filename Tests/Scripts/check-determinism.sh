#!/usr/bin/env bash
# Holds every shipped model, with each of its scenarios, to one promise: model and seed decide every
# event, whatever the process, the build, the processor and the way the model is written down.
#
#   check-determinism.sh            checks, and compares with the digests of Reports/digests.txt
#   check-determinism.sh --update   checks, and rewrites that file
# shellcheck source-path=SCRIPTDIR source=common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
need_python

update=no
case ${1-} in
  "") ;;
  --update) update=yes ;;
  *) fail "usage: check-determinism.sh [--update]" ;;
esac

golden=Reports/digests.txt

release=$(built_simulate release)
debug=$(built_simulate debug)
all_cases "$release" > "$work/cases"
[[ -s $work/cases ]] || fail "there are no models"
mkdir "$work/reference" "$work/models"

# result BINARY FILE SCENARIO [OPTION...]: prints the result as JSON. What stands in the array
# `surroundings` comes before the command.
surroundings=()
result() {
  local binary=$1 file=$2 scenario=$3
  shift 3
  [[ $scenario == - ]] || set -- --scenario "$scenario" "$@"
  run_simulate "${surroundings[@]}" "$binary" --model "$file" "$@" --format json
}

# for_all_cases COMMAND...: runs the command with file, scenario and a name for files of the case.
for_all_cases() {
  local file scenario name
  while read -r file scenario <&3; do
    name=${file##*/}
    "$@" "$file" "$scenario" "${name%.json}.$scenario"
  done 3< "$work/cases"
}

# same_bytes WHAT EXPECTED ACTUAL
same_bytes() {
  cmp -s "$2" "$3" && return
  diff "$2" "$3" | head -n 20 >&2 || true
  fail "$1: another result"
}

reference() {
  result "$release" "$1" "$2" > "$work/reference/$3.json"
  [[ -s $work/reference/$3.json ]] || fail "$1, scenario $2: no result"
}

again() {
  result "$release" "$1" "$2" > "$work/again.json"
  same_bytes "$1, scenario $2" "$work/reference/$3.json" "$work/again.json"
}

debug_as_release() {
  result "$debug" "$1" "$2" > "$work/debug.json"
  same_bytes "$1, scenario $2, debug build" "$work/reference/$3.json" "$work/debug.json"
}

# rewritten COMMAND FILE: a copy of a model, changed by the tool; prints where it is.
rewritten() {
  local file=$2
  [[ -e $file ]] || file=Models/$file
  # shellcheck disable=SC2086
  python3 "$tool" $1 < "$file" > "$work/models/${file##*/}"
  echo "$work/models/${file##*/}"
}

# same_digest COMMAND FIGURE FILE SCENARIO NAME: a rewritten model has the same digest, or digests.
same_digest() {
  local copy figure
  copy=$(rewritten "$1" "$3")
  result "$release" "$copy" "$4" > "$work/rewritten.json"
  for figure in $2; do
    python3 "$tool" "$figure" < "$work/reference/$5.json" > "$work/expected"
    python3 "$tool" "$figure" < "$work/rewritten.json" > "$work/actual"
    same_bytes "$3, scenario $4, $1, $figure" "$work/expected" "$work/actual"
  done
}

golden_line() {
  local total
  total=$(python3 "$tool" total < "$work/reference/$3.json")
  echo "$1 $2 ${total% *}"
}

golden_digests() {
  local first=("$work"/reference/*.json)
  echo "# Digests of the shipped models as they are, by model and scenario."
  echo "traceVersion $(python3 "$tool" version < "${first[0]}")"
  for_all_cases golden_line
}

check() {
  echo "- $1"
  shift
  "$@"
}

echo "$(wc -l < "$work/cases") pairs of model and scenario"
for_all_cases reference
check "a second process gives the same bytes" for_all_cases again
surroundings=(env SWIFT_DETERMINISTIC_HASHING=1)
check "so does one whose hashing is not random" for_all_cases again
surroundings=(env GLIBC_TUNABLES="glibc.cpu.hwcaps=-FMA,-AVX2")
check "so does a processor without FMA and AVX2" for_all_cases again
surroundings=(env GLIBC_TUNABLES="glibc.cpu.hwcaps=-FMA,-FMA4,-AVX,-AVX2,-AVX512F,-AVX512VL")
check "so does one without any AVX" for_all_cases again
surroundings=(env LC_ALL=tr_TR.UTF-8 TZ=Asia/Kathmandu)
check "so does another language and time zone" for_all_cases again
surroundings=()
check "a debug build gives the same bytes as a release build" for_all_cases debug_as_release
check "keys in reverse give the same digest" \
  for_all_cases same_digest "permute reversed" "total parts"
check "keys in any order give the same digest" \
  for_all_cases same_digest "permute shuffled" "total parts"
check "a component that nobody calls moves no other" for_all_cases same_digest bystander parts

golden_digests > "$work/digests"
if [[ $update == yes ]]; then
  mkdir -p "$(dirname "$golden")"
  cp "$work/digests" "$golden"
  echo "wrote $golden"
else
  [[ -e $golden ]] || fail "there is no $golden; check-determinism.sh --update writes it"
  diff -u "$golden" "$work/digests" >&2 \
    || fail "digests have moved: if on purpose, bump traceVersion and run check-determinism.sh --update"
  echo "- digests are those of $golden"
fi
