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
most_events=300000

# A debug build takes tens of times longer for an event.
most_debug_events=30000

release=$(built_simulate release)
debug=$(built_simulate debug)
all_cases "$release" > "$work/cases"
[[ -s $work/cases ]] || fail "there are no models"
mkdir "$work/reference" "$work/models" "$work/again"

# result BINARY FILE SCENARIO [OPTION...]: prints the result as JSON. What stands in the array
# `surroundings` comes before the command.
surroundings=()
result() {
  local binary=$1 file=$2 scenario=$3
  shift 3
  [[ $scenario == - ]] || set -- --scenario "$scenario" "$@"
  run_simulate "${surroundings[@]}" "$binary" --model "$file" "$@" --format json
}

for_all_cases() { in_halves "$work/cases" "$@"; }
for_small_cases() { in_halves "$work/small" "$@"; }
for_brief_cases() { in_halves "$work/brief" "$@"; }

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
  result "$release" "$1" "$2" > "$work/again/$3"
  same_bytes "$1, scenario $2" "$work/reference/$3.json" "$work/again/$3"
}

debug_as_release() {
  result "$debug" "$1" "$2" > "$work/again/$3"
  same_bytes "$1, scenario $2, debug build" "$work/reference/$3.json" "$work/again/$3"
}

# rewritten COMMAND FILE NAME: a copy of a model, changed by the tool; prints where it is.
rewritten() {
  local file=$2
  [[ -e $file ]] || file=Models/$file
  mkdir -p "$work/models/$3"
  # shellcheck disable=SC2086
  python3 "$tool" $1 < "$file" > "$work/models/$3/${file##*/}"
  echo "$work/models/$3/${file##*/}"
}

# same_digest COMMAND FIGURE FILE SCENARIO NAME: a rewritten model has the same digest, or digests.
same_digest() {
  local copy figure
  copy=$(rewritten "$1" "$3" "$5")
  result "$release" "$copy" "$4" > "$work/again/$5"
  for figure in $2; do
    python3 "$tool" "$figure" < "$work/reference/$5.json" > "$work/again/$5.expected"
    python3 "$tool" "$figure" < "$work/again/$5" > "$work/again/$5.actual"
    same_bytes "$3, scenario $4, $1, $figure" "$work/again/$5.expected" "$work/again/$5.actual"
  done
}

# sort_by_size: cases of so few events that they can be run many times, and those for a debug build.
sort_by_size() {
  local events
  events=$(python3 "$tool" total < "$work/reference/$3.json")
  if [[ $2 == - ]] || ((${events#* } <= most_events)); then echo "$1 $2" >> "$work/small"; fi
  if [[ $2 == - ]] || ((${events#* } <= most_debug_events)); then
    echo "$1 $2" >> "$work/brief"
  fi
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
  for_each "$work/cases" golden_line
}

check() {
  echo "- $1"
  shift
  "$@"
}

echo "$(wc -l < "$work/cases") pairs of model and scenario"
for_all_cases reference
: > "$work/small"
: > "$work/brief"
for_each "$work/cases" sort_by_size
echo "$(wc -l < "$work/small") of them, every model as it is and scenarios of at most $most_events events, take part in every check, $(wc -l < "$work/brief") in that of the debug build"
surroundings=(env SWIFT_DETERMINISTIC_HASHING=1 LC_ALL=tr_TR.UTF-8 TZ=Asia/Kathmandu)
check "a second process with other hashing, language and time zone gives the same bytes" \
  for_all_cases again
surroundings=(env GLIBC_TUNABLES="glibc.cpu.hwcaps=-FMA,-AVX2")
check "so does a processor without FMA and AVX2" for_small_cases again
surroundings=(env GLIBC_TUNABLES="glibc.cpu.hwcaps=-FMA,-FMA4,-AVX,-AVX2,-AVX512F,-AVX512VL")
check "so does one without any AVX" for_small_cases again
surroundings=()
check "a debug build gives the same bytes as a release build" for_brief_cases debug_as_release
check "keys in reverse give the same digest" \
  for_small_cases same_digest "permute reversed" "total parts"
check "keys in any order give the same digest" \
  for_small_cases same_digest "permute shuffled" "total parts"
check "a component that nobody calls moves no other" for_small_cases same_digest bystander parts

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
