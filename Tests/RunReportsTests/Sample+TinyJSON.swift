extension Sample {
  /// What ``tiny`` is as JSON, version 1.
  static let tinyJSON =
    #"""
    {
      "version": 1,
      "traceVersion": 3,
      "digest": "00000000000000ab",
      "digests": {
        "app": "0000000000000001",
        "web": "ffffffffffffffff"
      },
      "events": 40,
      "model": {
        "name": "tiny",
        "sha256": "c0ffee",
        "scenario": "rush"
      },
      "seed": 18446744073709551615,
      "replication": 3,
      "duration": 3,
      "ending": {"kind": "stopped", "at": 2.5, "reason": "a bound"},
      "window": {
        "start": 0.5,
        "end": 2.5,
        "warmup": "notFound",
        "reason": "too short"
      },
      "clients": {
        "web": {
          "inFlightAtStart": 1,
          "offered": 6,
          "completed": 6,
          "succeeded": 5,
          "goodput": 2.5,
          "throughput": 3,
          "errors": 0.16666666666666666,
          "failed": {
            "total": 1,
            "byCause": [
              {"cause": "queueTimeout", "place": "jobs", "count": 1}
            ]
          },
          "status": {
            "200": 5,
            "503": 1
          },
          "inFlightAtEnd": 1,
          "latency": {
            "count": 5,
            "mean": 0.0123,
            "standardDeviation": 0.010455,
            "p50": 0.008856,
            "p90": 0.024477,
            "p95": 0.032472,
            "p99": 0.053013,
            "p999": 0.086346,
            "max": 0.16605
          },
          "latencyOfAll": {
            "count": 6,
            "mean": 0.0123,
            "standardDeviation": 0.010455,
            "p50": 0.008856,
            "p90": 0.024477,
            "p95": 0.032472,
            "p99": 0.053013,
            "p999": 0.086346,
            "max": 0.16605
          },
          "attempts": 7,
          "requests": {}
        }
      },
      "components": {
        "gateway": {
          "kind": "gateway",
          "timeShare": 0.25,
          "servers": null,
          "inSystemAtStart": 0,
          "arrivals": 7,
          "completions": 6,
          "failures": 0,
          "turnedAway": 1,
          "inSystemAtEnd": 0,
          "throughput": 3,
          "utilisation": null,
          "busy": {"mean": 0.003},
          "inSystem": {"mean": 0.003, "max": 1},
          "queue": {"mean": 0, "max": 0},
          "waited": 0,
          "wait": {
            "count": 6,
            "mean": 0,
            "standardDeviation": 0,
            "p50": 0,
            "p90": 0,
            "p95": 0,
            "p99": 0,
            "p999": 0,
            "max": 0
          },
          "service": {
            "count": 6,
            "mean": 0.001,
            "standardDeviation": 0.00085,
            "p50": 0.00072,
            "p90": 0.00199,
            "p95": 0.00264,
            "p99": 0.00431,
            "p999": 0.00702,
            "max": 0.0135
          },
          "residence": {
            "count": 6,
            "mean": 0.001,
            "standardDeviation": 0.00085,
            "p50": 0.00072,
            "p90": 0.00199,
            "p95": 0.00264,
            "p99": 0.00431,
            "p999": 0.00702,
            "max": 0.0135
          },
          "wastedWork": {"count": 0, "time": 0},
          "saturated": null,
          "slowdown": null,
          "concurrency": {"mean": 0.05, "variance": 0.0475, "p50": 0, "p95": 0, "p99": 1, "max": 1},
          "limits": [
            {"title": "tokenBucket 3/s", "admitted": 6, "delayed": 0, "limited": 1}
          ],
          "instances": []
        },
        "app": {
          "kind": "service",
          "timeShare": 0.3333333333333333,
          "servers": 2,
          "inSystemAtStart": 0,
          "arrivals": 6,
          "completions": 6,
          "failures": 1,
          "turnedAway": 0,
          "inSystemAtEnd": 0,
          "throughput": 3,
          "utilisation": 0.006,
          "busy": {"mean": 0.012},
          "inSystem": {"mean": 0.012003, "max": 4},
          "queue": {"mean": 3e-06, "max": 2},
          "waited": 2,
          "wait": {
            "count": 6,
            "mean": 0.000001,
            "standardDeviation": 0.00000085,
            "p50": 0.00000072,
            "p90": 0.00000199,
            "p95": 0.00000264,
            "p99": 0.00000431,
            "p999": 0.00000702,
            "max": 0.0000135
          },
          "service": {
            "count": 6,
            "mean": 0.004,
            "standardDeviation": 0.0034,
            "p50": 0.00288,
            "p90": 0.00796,
            "p95": 0.01056,
            "p99": 0.01724,
            "p999": 0.02808,
            "max": 0.054
          },
          "residence": {
            "count": 6,
            "mean": 0.004001,
            "standardDeviation": 0.00340085,
            "p50": 0.00288072,
            "p90": 0.00796199,
            "p95": 0.01056264,
            "p99": 0.01724431,
            "p999": 0.02808702,
            "max": 0.0540135
          },
          "wastedWork": {"count": 1, "time": 0.004},
          "saturated": 0.25,
          "slowdown": 1.5,
          "concurrency": null,
          "instances": [
            {
              "servers": 1,
              "inSystemAtStart": 0,
              "arrivals": 3,
              "completions": 3,
              "failures": 0,
              "turnedAway": 0,
              "inSystemAtEnd": 0,
              "throughput": 1.5,
              "utilisation": 0.006,
              "busy": {"mean": 0.006},
              "inSystem": {"mean": 0.0060015, "max": 1},
              "queue": {"mean": 1.5e-06, "max": 0},
              "waited": 1,
              "wait": {"count": 3, "mean": 0.000001},
              "service": {"count": 3, "mean": 0.004},
              "residence": {"count": 3, "mean": 0.004001},
              "wastedWork": {"count": 0, "time": 0},
              "saturated": null,
              "slowdown": null,
              "concurrency": null
            },
            {
              "servers": 1,
              "inSystemAtStart": 0,
              "arrivals": 3,
              "completions": 3,
              "failures": 0,
              "turnedAway": 0,
              "inSystemAtEnd": 0,
              "throughput": 1.5,
              "utilisation": 0.006,
              "busy": {"mean": 0.006},
              "inSystem": {"mean": 0.0060015, "max": 1},
              "queue": {"mean": 1.5e-06, "max": 0},
              "waited": 1,
              "wait": {"count": 3, "mean": 0.000001},
              "service": {"count": 3, "mean": 0.004},
              "residence": {"count": 3, "mean": 0.004001},
              "wastedWork": {"count": 0, "time": 0},
              "saturated": null,
              "slowdown": null,
              "concurrency": null
            }
          ]
        },
        "cache": {
          "kind": "cache",
          "timeShare": 0,
          "servers": null,
          "inSystemAtStart": 0,
          "arrivals": 0,
          "completions": 0,
          "failures": 0,
          "turnedAway": 0,
          "inSystemAtEnd": 0,
          "throughput": 0,
          "utilisation": null,
          "busy": {"mean": 0},
          "inSystem": {"mean": 0, "max": 1},
          "queue": {"mean": 0, "max": 0},
          "waited": 0,
          "wait": null,
          "service": null,
          "residence": null,
          "wastedWork": {"count": 0, "time": 0},
          "saturated": null,
          "slowdown": null,
          "concurrency": null,
          "hits": 0,
          "misses": 0,
          "hitRatio": null,
          "expired": 0,
          "coalesced": 0,
          "evictions": 0,
          "entriesAtEnd": 0,
          "instances": []
        },
        "jobs": {
          "kind": "queue",
          "timeShare": 1e-05,
          "servers": null,
          "inSystemAtStart": 0,
          "arrivals": 1,
          "completions": 0,
          "failures": 0,
          "turnedAway": 1,
          "inSystemAtEnd": 0,
          "throughput": 0,
          "utilisation": null,
          "busy": {"mean": 0},
          "inSystem": {"mean": 0, "max": 1},
          "queue": {"mean": 0, "max": 0},
          "waited": 0,
          "wait": null,
          "service": null,
          "residence": null,
          "wastedWork": {"count": 0, "time": 0},
          "saturated": null,
          "slowdown": null,
          "concurrency": null,
          "redelivered": 2,
          "deadLettered": 1,
          "instances": []
        }
      },
      "breakers": [],
      "faults": [
        {"title": "outage", "target": "app", "start": 1, "end": 2},
        {"title": "slow", "target": "app", "start": 2, "end": null}
      ],
      "series": {
        "step": 1,
        "clients": {
          "web": {
            "offered": [3, 2, 1],
            "succeeded": [3, 0, 1],
            "failed": [0, 2, 0],
            "p50": [0.00325, null, 0.000000001],
            "p95": [0.013, null, 0.00000002],
            "p99": [0.026, null, 0.0015]
          }
        },
        "components": {
          "app": {
            "completions": [3, 2, 1],
            "failures": [0, 2, 0],
            "queueMean": [0, 1, null],
            "busyMean": [0.012, 2, 0.3333333333333333]
          }
        }
      },
      "log": {
        "entries": [
          {"time": 1.000000001, "subject": "app", "event": "out"}
        ],
        "dropped": 2
      },
      "expectations": [
        {"text": "errors of web below 1%", "verdict": "fail", "observed": 0.1, "unit": "ratio"},
        {"text": "latency.p95 of b below 1s", "verdict": "inconclusive", "observed": null, "unit": "seconds"}
      ],
      "audit": {
        "flow": "ok",
        "littlesLaw": "app: 12 ns too many",
        "utilisation": "ok"
      }
    }

    """#
}
