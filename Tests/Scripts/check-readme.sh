#!/usr/bin/env bash
# Runs what README.md and the pages of the systems in Reports show, and compares what is printed, byte
# for byte.
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

update=no
case ${1-} in
  "") ;;
  --update) update=yes ;;
  *) fail "usage: check-readme.sh [--update]" ;;
esac

documents=(README.md)
for model in $systems; do documents+=("Reports/$model/README.md"); done
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
# check DOCUMENT: compares its blocks with what their commands print, and leaves what it should be in
# $work/document; sets $blocks and $stale.
check() {
  local line command="" code=0 fence=""
  blocks=0
  stale=0
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
  done 3< "$1" > "$work/document"

  [[ -z $fence && -z $command ]] || fail "$1 ends before the block of: ${command:-$fence}"
  [[ $blocks != 0 ]] || fail "$1 marks no block as the output of a command"
}

all=0
for document in "${documents[@]}"; do
  [[ -e $document ]] || fail "there is no $document"
  check "$document"
  all=$((all + blocks))
  if [[ $stale != 0 && $update == yes ]]; then
    cp "$work/document" "$document"
    echo "rewrote $stale of $blocks blocks of $document"
  elif [[ $stale != 0 ]]; then
    fail "$stale of $blocks blocks of $document are stale; Tests/Scripts/check-readme.sh --update"
  fi
done
echo "$all blocks of ${#documents[@]} documents are what their commands print"
