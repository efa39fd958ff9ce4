#!/usr/bin/env bash
# Runs all tests, as `make test` does after its other checks. bin/xuncha is there already.
set -euo pipefail
cd "$(dirname "$0")/.."

# Databases sync with every commit, and those of tests outlive nothing: where there is room they lie in memory. What is
# built and run stays where it was, as memory may be mounted without the right to run files.
memory=/dev/shm/xuncha-test-
available() { awk '$1 == "MemAvailable:" { print $2 }' /proc/meminfo; }
free() { df -Pk /dev/shm | awk 'NR == 2 { print $4 }'; }
if [ -w /dev/shm ] && command -v flock >/dev/null && [ "$(free)" -gt 2000000 ] && [ "$(available)" -gt 4000000 ]; then
	for left in "$memory"*; do # by a run that was killed
		[ ! -O "$left" ] || flock --nonblock "$left" rm -rf "$left" || true
	done
	export GOTMPDIR="${GOTMPDIR:-${TMPDIR:-/tmp}}"
	TMPDIR=$(mktemp -d "${memory}XXXXXX")
	export TMPDIR
	trap 'rm -rf "$TMPDIR"' EXIT
	exec 9<"$TMPDIR" && flock 9
fi

# Parts of SQLite that were translated from C use memory that the race detector does not know: it finds nothing there
# and makes them several times slower. test/harness builds with the same.
race=(-race -gcflags=modernc.org/sqlite/lib=-race=false -gcflags=modernc.org/libc=-race=false)

# In these, one thing happens after the other, or what happens at once is in the program that they start, which
# the tests of the black box and of faults watch that are named below. They run without the race detector, which makes
# them five times faster. races_test.go keeps the names true.
plain=(./docs/... ./model ./service ./service/bulletin ./service/demo ./service/document ./service/sheet ./test/bench/... ./test/blackbox ./test/browser ./test/client ./test/contract ./test/docs ./test/fault ./test/generate ./test/matrix)

# Of the services those tests run once more with it in which several do something at once, but for the walks, in which mostly
# one does something after the other.
at_once='AtOnce|Together|Against|Beside|While|Wait|WithoutThe|LooksA|EachOther|LateCommit|Sweepers|OneCodeOpensOneSession'
at_once+='|TestReminders|SilentProvince|TwoCouriers|ConfirmedInOneReport|FollowsTheFeed|SentByOneProgram'
walks='KeepToThePlain|TestTheRegisterOverTime|TestSeveralPeopleAtWork|TestRectificationWithSeveralActors'
walks+='|TestFiguresAreThoseOfTheResults|TestHostileFiles'

# Of the API these measure memory or read large files, one thing after the other: once, without the race detector.
alone='TestMemoryOfAnExport|TestExportComesBackUnchanged'

mapfile -t unraced < <(go list "${plain[@]}")
mapfile -t raced < <(go list ./... | grep -vxF "$(printf '%s\n' "${unraced[@]}")")

failed=0
go test -timeout 20m -run "$alone" xuncha/api &
beside=$!
# Many of them wait for what they have killed or delayed: one package more than there are processors keeps these at work.
XUNCHA_TEST_PROGRAM=$PWD/bin/xuncha go test -p $(($(nproc) + 1)) -timeout 20m "${unraced[@]}" || failed=1
wait "$beside" || failed=1

export CGO_ENABLED=1 XUNCHA_TEST_PROGRAM=$PWD/bin/race/xuncha
go build "${race[@]}" -o "$XUNCHA_TEST_PROGRAM" .
# The slowest come first, so that no processor waits for them at the end.
go test "${race[@]}" -timeout 30m -run "$at_once" -skip "$walks" xuncha/service &
beside=$!
go test "${race[@]}" -timeout 30m -skip "$alone" xuncha/api "${raced[@]}" || failed=1
# The program is watched where writers do not wait for each other; on SQLite the services are, above.
go test "${race[@]}" -timeout 20m -run '(Together|AtOnce|TestRollingRestart)/mariadb' xuncha/test/fault xuncha/test/blackbox || failed=1
wait "$beside" || failed=1
exit $failed
