#!/usr/bin/env bash
# Runs every command on terminals of several widths, with and without Unicode and colours, and looks at
# what they are sent.
#
#   check-terminal.sh
# shellcheck source-path=SCRIPTDIR source=common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
need_python

[[ $# == 0 ]] || fail "usage: check-terminal.sh"

simulate=$(built_simulate release)
python3 "$tool" hostile > "$work/hostile.json"
python3 Tests/Scripts/check_terminal.py "$simulate" "$work/hostile.json"
