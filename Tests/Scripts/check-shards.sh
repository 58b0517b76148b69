#!/usr/bin/env bash
# Holds sweeps to one promise: however they are cut into shards, interrupted and spread over threads and
# machines, the merged rows have the bytes of the sweep that one process makes in one go.
#
#   check-shards.sh [SIMULATE]    with the executable given, or the release build
#
# Job arrays are run by a real Slurm, started for the purpose on this machine alone (Debian packages
# slurm-wlm and munge); where it cannot be had, that part is left out and said to be.
# shellcheck source-path=SCRIPTDIR source=common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

[[ $# -le 1 ]] || fail "usage: check-shards.sh [SIMULATE]"
simulate=$(realpath "${1:-$(built_simulate release)}")
daemons=()

stop_daemons() {
  local pid
  for pid in "${daemons[@]}"; do kill "$pid" 2> /dev/null || true; done
  for pid in "${daemons[@]}"; do wait "$pid" 2> /dev/null || true; done
  rm -rf "$work"
}
trap stop_daemons EXIT

# Enough points that a sweep can be caught in the middle of them.
sweep=("$simulate" sweep --model first --duration 10m --vary api.workers=1...4
  --vary 'web.arrivals.poisson=20/s...80/s by 5/s')

quietly() { "$@" > /dev/null 2> "$work/messages" || {
  cat "$work/messages" >&2
  fail "exit code $? of: $*"
}; }

same() {
  cmp "$2/results.csv" "$work/whole/results.csv" || fail "$1: other rows"
  cmp "$2/results.jsonl" "$work/whole/results.jsonl" || fail "$1: other rows"
}

# Every point is among those that were kept, and none twice.
each_once() {
  local kept
  kept=$(sed -E 's/^\{"point": ([0-9]+),.*/\1/' "$1/points.jsonl" | sort -n | uniq -c | awk '$1 != 1')
  [[ -z $kept ]] || fail "points were kept twice: $kept"
}

quietly "${sweep[@]}" --output "$work/whole" --threads 1
points=$(wc -l < "$work/whole/results.jsonl")
echo "a sweep of $points points"

quietly "${sweep[@]}" --output "$work/two" --threads 2
same "two threads" "$work/two"
echo "- two threads give the same bytes as one"

# interrupted SIGNAL FOLDER: ends a sweep by a signal as soon as some points are kept.
interrupted() {
  local pid
  # Without job control whatever is started in the background is deaf to SIGINT.
  set -m
  "${sweep[@]}" --output "$2" --threads 2 > /dev/null 2>&1 &
  pid=$!
  set +m
  while kill -0 "$pid" 2> /dev/null; do
    if [[ -s $2/points.jsonl ]]; then
      kill "-$1" "$pid" 2> /dev/null || true
      break
    fi
    sleep 0.01
  done
  wait "$pid" 2> /dev/null || true
}

for signal in INT TERM KILL; do
  interrupted "$signal" "$work/$signal"
  kept=$(wc -l < "$work/$signal/points.jsonl")
  [[ $kept -lt $points ]] || fail "SIG$signal did not end the sweep before its end"
  quietly "${sweep[@]}" --output "$work/$signal" --threads 2
  same "after SIG$signal" "$work/$signal"
  each_once "$work/$signal"
  echo "- SIG$signal after $kept points, and going on, gives the same bytes"
done

# A file that may not grow beyond some blocks of 1 KiB is a disk that is full.
if (ulimit -f 8 && "${sweep[@]}" --output "$work/full" > /dev/null 2>&1); then
  fail "a full disk went unnoticed"
fi
kept=$(wc -l < "$work/full/points.jsonl")
quietly "${sweep[@]}" --output "$work/full"
same "after a full disk" "$work/full"
each_once "$work/full"
echo "- a disk that is full after $kept points, and going on, gives the same bytes"

for shard in 1 2 3 4 5 6 7; do
  quietly "${sweep[@]}" --output "$work/shards" --shard "$shard/7"
done
quietly "$simulate" merge "$work/shards" --output "$work/merged"
same "seven shards" "$work/merged"
cmp "$work/merged/manifest.json" "$work/whole/manifest.json" || fail "seven shards: another manifest"
echo "- seven shards, merged, give the same bytes"

if command -v parallel > /dev/null && parallel --version 2> /dev/null | grep -q GNU; then
  quietly parallel --will-cite "${sweep[@]@Q}" --output "$work/parallel" --shard '{}/3' ::: 1 2 3
  quietly "$simulate" merge "$work/parallel" --output "$work/parallel-merged"
  same "GNU parallel" "$work/parallel-merged"
  echo "- so do three shards that GNU parallel runs"
else
  echo "- GNU parallel is not at hand; it was not tried"
fi

for index in 0 1; do
  JOB_COMPLETION_INDEX=$index quietly "${sweep[@]}" --output "$work/indexed" --shard auto --shards 2
done
quietly "$simulate" merge "$work/indexed" --output "$work/indexed-merged"
same "an indexed job" "$work/indexed-merged"
echo "- so do the two tasks of an indexed job"

# Slurm, on this machine alone.

slurm_problem() {
  [[ $(uname) == Linux ]] || { echo "it runs on Linux only" && return; }
  [[ $(id -u) == 0 ]] || { echo "its daemons are started by root here" && return; }
  if ! command -v slurmctld slurmd munged sbatch > /dev/null; then
    (install_packages slurm-wlm munge) > "$work/install" 2>&1 || true
  fi
  command -v slurmctld slurmd munged sbatch > /dev/null || echo "slurm-wlm and munge cannot be installed"
}

problem=$(slurm_problem)
if [[ -n $problem ]]; then
  echo "- Slurm was not tried: $problem"
  exit 0
fi

slurm=$work/slurm
mkdir -p "$slurm/state" "$slurm/spool" "$slurm/munge"
chmod 711 "$work" "$slurm"
chmod 700 "$slurm/munge"
head -c 1024 /dev/urandom > "$slurm/munge/key"
chmod 400 "$slurm/munge/key"
host=$(hostname -s)
cat > "$slurm/slurm.conf" << CONF
ClusterName=loopback
SlurmctldHost=$host(127.0.0.1)
SlurmUser=root
AuthType=auth/munge
AuthInfo=socket=$slurm/munge/socket
CredType=cred/munge
SlurmctldPort=16817
SlurmdPort=16818
StateSaveLocation=$slurm/state
SlurmdSpoolDir=$slurm/spool
SlurmctldPidFile=$slurm/slurmctld.pid
SlurmdPidFile=$slurm/slurmd.pid
ProctrackType=proctrack/pgid
TaskPlugin=task/none
MpiDefault=none
ReturnToService=2
SchedulerType=sched/backfill
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
NodeName=$host NodeAddr=127.0.0.1 CPUs=$(nproc) State=UNKNOWN
PartitionName=main Nodes=ALL Default=YES MaxTime=INFINITE State=UP
CONF
export SLURM_CONF=$slurm/slurm.conf

# Each stays in the foreground, so that the processes to end are those that were begun here.
munged --foreground --force --socket "$slurm/munge/socket" --key-file "$slurm/munge/key" \
  --pid-file "$slurm/munge/pid" --seed-file "$slurm/munge/seed" --log-file "$slurm/munge/log" \
  > "$slurm/munged.out" 2>&1 &
daemons+=($!)
for _ in {1..50}; do
  if [[ -S $slurm/munge/socket ]]; then break; fi
  sleep 0.1
done
slurmctld -D -f "$SLURM_CONF" > "$slurm/slurmctld.out" 2>&1 &
daemons+=($!)
slurmd -D -f "$SLURM_CONF" -N "$host" > "$slurm/slurmd.out" 2>&1 &
daemons+=($!)
for _ in {1..200}; do
  [[ $(sinfo -h -o %T 2> /dev/null) == idle ]] && break
  sleep 0.1
done
[[ $(sinfo -h -o %T 2> /dev/null) == idle ]] || {
  tail -n 20 "$slurm"/*.out >&2
  fail "the Slurm that was started has no idle node"
}

cat > "$slurm/job.sh" << JOB
#!/bin/bash
exec ${sweep[*]@Q} --output $work/array --shard auto --threads 1
JOB
job=$(sbatch --parsable --wait --array=1-4 --output "$slurm/task-%a" --chdir "$PWD" "$slurm/job.sh") || {
  tail -n 20 "$slurm"/task-* "$slurm"/*.out >&2
  fail "the job array failed"
}
quietly "$simulate" merge "$work/array" --output "$work/array-merged"
same "a Slurm job array" "$work/array-merged"
echo "- so do the four tasks of Slurm job array ${job%%;*}"
