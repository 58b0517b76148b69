# What the scripts of this folder share; to be sourced. Leaves them in the top folder of the
# repository, with the toolchain on the path and a folder of their own in $work.
# shellcheck shell=bash

set -euo pipefail
shopt -s inherit_errexit
export LC_ALL=C

cd "$(dirname "${BASH_SOURCE[0]}")/../.."
# shellcheck disable=SC2034 # for the scripts that source this one
tool="$PWD/Tests/Scripts/model_tool.py"
# shellcheck disable=SC2034
systems="system-design-api scaling-system sync-async systems-thinking deck"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() {
  echo "error: $*" >&2
  exit 1
}

# Puts swift on the path, from where toolchains usually lie.
find_swift() {
  local folder
  if command -v swift > /dev/null; then return; fi
  for folder in /opt/swift/usr/bin /usr/local/swift/usr/bin /usr/share/swift/usr/bin \
    /usr/libexec/swift/bin "${HOME:-}/.local/share/swiftly/bin" "${HOME:-}/.swiftly/bin"; do
    if [[ -x $folder/swift ]]; then
      export PATH="$folder:$PATH"
      return
    fi
  done
  fail "there is no swift on the path or in /opt/swift; Swift 6.3 is needed"
}

# Installs the Debian packages named; as little as possible, and only where apt is at hand.
install_packages() {
  command -v apt-get > /dev/null || fail "please install: $*"
  local sudo=()
  [[ $(id -u) == 0 ]] || sudo=(sudo)
  "${sudo[@]}" apt-get update -qq
  "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"
}

need_python() {
  command -v python3 > /dev/null || install_packages python3
}

# Builds simulate in a configuration and prints the path of the executable. A release build that stands
# already is taken from REHEARSAL_SIMULATE.
built_simulate() {
  if [[ $1 == release && -n ${REHEARSAL_SIMULATE-} ]]; then
    [[ -x $REHEARSAL_SIMULATE ]] || fail "REHEARSAL_SIMULATE is no program: $REHEARSAL_SIMULATE"
    echo "$REHEARSAL_SIMULATE"
    return
  fi
  swift build -c "$1" --product simulate >&2
  echo "$(swift build -c "$1" --show-bin-path)/simulate"
}

# Runs a command whose outcome is a result: expectations may fail, or be left open, in a scenario
# that is there to show it; anything else is an error.
run_simulate() {
  # Expanded here and not in the redirection, which would be that of another process.
  local code=0 messages=$work/messages.$BASHPID
  "$@" 2> "$messages" || code=$?
  case $code in
    0 | 1 | 3) ;;
    *)
      cat "$messages" >&2
      fail "exit code $code of: $*"
      ;;
  esac
}

# Prints a line "file scenario" for every shipped model, with "-" for no scenario, and one for each
# scenario of it.
all_cases() {
  "$1" list --format json | python3 "$tool" cases
}

# for_each LIST COMMAND...: runs the command with file, scenario and a name for files of the case, for
# each line of the list.
for_each() {
  local file scenario name list=$1
  shift
  while read -r file scenario <&3; do
    name=${file##*/}
    "$@" "$file" "$scenario" "${name%.json}.$scenario"
  done 3< "$list"
}

# in_halves LIST COMMAND...: the same with the list dealt out to two processes.
in_halves() {
  local list=$1 failed=no job
  local jobs=()
  shift
  awk 'NR % 2 == 1' "$list" > "$list.odd"
  awk 'NR % 2 == 0' "$list" > "$list.even"
  for_each "$list.odd" "$@" &
  jobs+=($!)
  for_each "$list.even" "$@" &
  jobs+=($!)
  for job in "${jobs[@]}"; do
    wait "$job" || failed=yes
  done
  [[ $failed == no ]] || exit 1
}

find_swift
