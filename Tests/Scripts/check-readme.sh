#!/usr/bin/env bash
# Runs what README.md shows and compares what it prints, byte for byte.
#
# A fenced block belongs to a command if a line like one of these comes before it:
#
#   <!-- output of: swift run -c release simulate --model three-instances.json -->
#   <!-- output with exit code 1 of: simulate --model peak.json -->
#
# Only standard output counts. `simulate` is the release build.
#
#   check-readme.sh            checks
#   check-readme.sh --update   rewrites the blocks
# shellcheck source-path=SCRIPTDIR source=common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

readme=README.md

update=no
case ${1-} in
  "") ;;
  --update) update=yes ;;
  *) fail "usage: check-readme.sh [--update]" ;;
esac

[[ -e $readme ]] || fail "there is no $readme"
simulate=$(built_simulate release)
export PATH="${simulate%/*}:$PATH"

# output COMMAND CODE: what the command prints, with a line feed at the end.
output() {
  local code=0
  bash -c "$1" > "$work/actual" 2> "$work/messages" || code=$?
  if [[ $code != "$2" ]]; then
    cat "$work/messages" >&2
    fail "exit code $code instead of $2 of: $1"
  fi
  [[ -z $(tail -c 1 "$work/actual") ]] || echo >> "$work/actual"
}

marker='^<!-- output( with exit code ([0-9]+))? of: (.+) -->$'
fence_pattern='^(```+)'
blocks=0
stale=0
command=
code=0
fence=

while IFS= read -r line <&3 || [[ -n $line ]]; do
  if [[ -n $fence ]]; then
    # Inside of a block: of one with a command, the old text is put aside.
    if [[ $line == "$fence" ]]; then
      if [[ -n $command ]]; then
        cat "$work/actual"
        if grep -qxF -- "$fence" "$work/actual"; then fail "a longer fence is needed for: $command"; fi
        if ! diff -u --label documented --label printed "$work/expected" "$work/actual" >&2; then
          stale=$((stale + 1))
        fi
      fi
      fence=
      command=
    elif [[ -n $command ]]; then
      printf '%s\n' "$line" >> "$work/expected"
      continue
    fi
  elif [[ $line =~ $fence_pattern ]]; then
    fence=${BASH_REMATCH[1]}
    if [[ -n $command ]]; then
      blocks=$((blocks + 1))
      echo "- $command" >&2
      : > "$work/expected"
      output "$command" "$code"
    fi
  elif [[ $line =~ $marker ]]; then
    [[ -z $command ]] || fail "no block follows: $command"
    code=${BASH_REMATCH[2]:-0}
    command=${BASH_REMATCH[3]}
  elif [[ -n $command && -n $line ]]; then
    fail "a block must follow its marker at once: $command"
  fi
  printf '%s\n' "$line"
done 3< "$readme" > "$work/readme"

[[ -z $fence && -z $command ]] || fail "$readme ends before the block of: ${command:-$fence}"
[[ $blocks != 0 ]] || fail "$readme marks no block as the output of a command"

if [[ $update == yes ]]; then
  if [[ $stale != 0 ]]; then cp "$work/readme" "$readme"; fi
  echo "rewrote $stale of $blocks blocks of $readme"
else
  [[ $stale == 0 ]] || fail "$stale of $blocks blocks are stale; Tests/Scripts/check-readme.sh --update"
  echo "$blocks blocks of $readme are what their commands print"
fi
