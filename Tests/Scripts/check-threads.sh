#!/usr/bin/env bash
# Runs the tests of the live fronts under the thread sanitizer, in a build folder of its own: no data
# races in what a server shares between its tasks.
#
#   check-threads.sh [FILTER]     runs the tests whose names match, by default all of the live fronts
#
# Plain `swift test --sanitize=thread` reports races on Linux that are none: `Mutex` is built on futexes
# there, which the sanitizer does not see. THREAD_SANITIZER makes `Live`, behind whose lock all fronts
# keep their state, tell it who comes after whom. With it no report is known to be spurious.
# shellcheck source-path=SCRIPTDIR source=common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

[[ $# -le 1 ]] || fail "usage: check-threads.sh [FILTER]"
find_swift

# A backtrace of a crash would take the process from the sanitizer.
export SWIFT_BACKTRACE=enable=no
export TSAN_OPTIONS="halt_on_error=0 exitcode=66 ${TSAN_OPTIONS-}"

log=$work/threads.log
swift test --sanitize=thread -Xswiftc -DTHREAD_SANITIZER --scratch-path .build/threads --filter "${1:-ResilienceTests.Live}" 2>&1 \
  | tee "$log" || fail "the tests failed under the thread sanitizer"
if grep -q "WARNING: ThreadSanitizer" "$log"; then fail "the thread sanitizer found a race"; fi
echo "no data races"
