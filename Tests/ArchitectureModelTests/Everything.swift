import Testing

/// Models that between them use every key of every shape.
struct Everything: Sendable, CustomTestStringConvertible {
  var title: String
  var text: String

  var testDescription: String { title }

  static let all = [
    Everything(title: "large", text: large), Everything(title: "closed", text: closed),
    Everything(title: "small", text: small), Everything(title: "loads", text: loads),
    Everything(title: "lines", text: lines), Everything(title: "failures", text: failures),
    Everything(title: "edges", text: edges), Everything(title: "services", text: services),
    Everything(title: "messaging", text: messaging),
    Everything(title: "shop", text: Shop.text), Everything(title: "faults", text: faults),
    Everything(title: "observation", text: observation),
    Everything(title: "filters", text: filters),
    Everything(title: "browsers", text: browsers),
    Everything(title: "storage", text: storage), Everything(title: "caches", text: caches),
    Everything(title: "network", text: network), Everything(title: "zones", text: zones),
  ]

  static let large = """
    // Every key of the language once, as far as keys do not exclude each other.
    {
      "$schema": "format-1.json",
      "format": 1,
      "name": "everything",
      "about": "Uses every key",
      "run": { "duration": "10m", "warmup": "1m", "seed": 18446744073709551615, "inFlightLimit": 1000 },
      "network": { "latency": "100us", "links": [ { "from": "web", "to": "edge", "latency": "20ms" } ] },
      "clients": {
        "web": {
          "arrivals": { "constant": "100/s", "first": "1s", "limit": 5000 },
          "calls": "edge", "timeout": "2s", "onTimeout": "cancel", "addresses": 50,
          "retry": {
            "attempts": 4,
            "backoff": { "base": "50ms", "factor": 1.5, "cap": "1s", "jitter": "decorrelated", "granularity": "1ms" },
            "budget": { "share": "20%", "minimum": "10/s", "window": "5s" },
            "on": ["timeout", "refused", "disconnected", "rejected", "serverErrors", 429, 500, 502, 503, 504]
          },
          "breaker": {
            "failureRateThreshold": "40%", "slowCallRateThreshold": "90%",
            "slowCallDurationThreshold": "1s", "slidingWindowSize": "10s",
            "minimumNumberOfCalls": 20, "waitDurationInOpenState": "5s",
            "permittedNumberOfCallsInHalfOpenState": 3, "maxWaitDurationInHalfOpenState": "30s",
            "lateResults": "ignored"
          },
          "requests": {
            "zipf": { "weight": 2, "key": { "zipf": { "keys": 1000, "exponent": 0.8 } } },
            "hot": { "key": { "hotShare": { "keys": 1000, "hot": 10, "share": "80%" } } },
            "uniform": { "key": { "uniform": 1000 } }
          }
        },
        "batch": {
          "arrivals": { "interarrival": { "erlang": { "shape": 3, "mean": "30ms" } } }, "calls": "app",
          "retry": { "backoff": "10ms", "budget": { "bucket": {
            "deposit": 0.2, "per": "request", "cost": 2, "capacity": 50, "initial": 5 } } }
        },
        "jitter": {
          "arrivals": { "poisson": "5/s" }, "calls": "app",
          "retry": { "backoff": { "base": "10ms", "jitter": "25%" },
                     "budget": { "throttle": { "maxTokens": 20, "tokenRatio": 0.2 } } }
        }
      },
      "components": {
        "edge": {
          "kind": "gateway", "work": { "uniform": ["0.1ms", "0.3ms"] },
          "bearer": { "work": "50us", "missing": "2.5%" },
          "limits": [
            { "leakyBucket": "100/s", "burst": 20, "mode": "nodelay", "precision": "exact",
              "per": "address", "status": 429, "entries": 500 },
            { "leakyBucket": "5000/s", "burst": 100, "delay": 10 },
            { "tokenBucket": "1000/s", "capacity": 200, "per": "key", "status": 503, "entries": 100 },
            { "tokenBucket": { "tokens": 10, "every": "100ms" }, "capacity": 50 }
          ],
          "calls": "balancer", "timeout": "5s", "onTimeout": "abandon",
          "retry": { "backoff": "none", "budget": { "quota": {
            "capacity": 100, "cost": 4, "timeoutCost": 8, "refill": 2 } } },
          "breaker": { "slidingWindowSize": 50 }
        },
        "balancer": {
          "kind": "balancer", "algorithm": { "shortestOfSample": 2 }, "over": ["app", "spare"],
          "weights": [3, 1], "passiveHealth": { "failures": 2, "for": "5s", "precision": "exact" },
          "nextUpstream": { "tries": 2, "on": ["refused", 502] }, "timeout": "3s"
        },
        "app": {
          "kind": "service", "instances": 2, "workers": "unlimited", "backlog": 100,
          "queueTimeout": "1s", "patience": { "exponential": "3s" },
          "cpu": { "cores": 2, "sharing": "processor" },
          "handles": {
            "*": [
              { "compute": { "constant": "1ms" } },
              { "wait": { "gamma": { "shape": 2.5, "mean": "3ms" } } },
              { "cached": { "in": "cache", "ttl": "60s", "coalesce": true, "otherwise": [
                { "call": "database", "as": "read", "timeout": "1s", "onTimeout": "cancel",
                  "retry": { "attempts": 2 }, "breaker": {},
                  "otherwise": [ { "respond": 503 } ] } ] } },
              { "fail": "1%", "status": 502 },
              { "chance": "40%", "then": [ { "enqueue": "jobs" } ], "else": [ { "call": "database", "as": "write" } ] },
              { "call": "database", "as": "list" }
            ]
          }
        },
        "spare": { "kind": "service", "work": { "hyperexponential": { "mean": "2ms", "cv": 3 } } },
        "cache": { "kind": "cache", "policy": "fifo", "capacity": 500, "expiry": "caffeine",
                   "latency": { "lognormal": { "mean": "0.5ms", "cv": 1 } } },
        "jobs": { "kind": "queue", "capacity": 1000, "workers": 3,
                  "steps": [ { "wait": { "normal": { "mean": "50ms", "sd": "10ms" } } } ],
                  "retry": { "attempts": 5 } },
        "later": { "kind": "queue", "work": { "weibull": { "shape": 1.5, "mean": "5ms" } } },
        "database": {
          "kind": "database", "connections": 20, "waiting": 50, "poolTimeout": "500ms",
          "read": { "lognormal": { "p50": "4ms", "p99": "30ms" } },
          "write": { "mixture": [ { "weight": 9, "of": "2ms" }, { "weight": 1, "of": { "exponential": "20ms" } } ] },
          "operations": {
            "list": { "percentiles": { "p0": "1ms", "p50": "5ms", "p99.9": "60ms", "p100": "80ms" } },
            "*": { "shifted": { "by": "1ms", "of": { "empirical": ["1ms", "2ms", "2ms"] } } }
          }
        }
      },
      "faults": [
        { "at": "1m", "for": "10s", "outage": "database", "mode": "hang" },
        { "at": "2m", "for": "10s", "crash": "app", "instance": 1 },
        { "at": "3m", "for": "10s", "slow": "app", "factor": 2.5, "instance": 0 },
        { "at": "4m", "for": "10s", "errors": "app", "share": "10%", "status": 503, "instance": 0 },
        { "at": "5m", "flush": "cache" }
      ],
      "scenarios": {
        "calm": {
          "about": "Half the load, nothing expected",
          "set": { "web.arrivals.constant": "50/s", "run.warmup": "auto" },
          "faults": [ { "at": "6m", "flush": "cache" } ],
          "expect": [ ]
        }
      },
      "expect": [
        { "metric": "latency.p99.9", "of": "web", "request": "hot", "below": "1s", "from": "1m", "to": "9m" },
        { "metric": "goodput", "of": "web", "above": "90/s" },
        { "metric": "errors", "of": "web", "atMost": "5%" },
        { "metric": "hitRatio", "of": "cache", "atLeast": "50%" },
        { "metric": "deadLettered", "of": "jobs", "equals": 0 }
      ],
    }
    """

  static let closed = """
    {
      "format": 1,
      "clients": { "users": { "users": 50, "think": { "exponential": "5s" }, "calls": "app" } },
      "components": {
        "app": { "kind": "service", "workers": 2, "work": { "weibull": { "shape": 0.8, "scale": "5ms" } } }
      }
    }
    """

  static let small = """
    {
      "format": 1,
      "clients": {
        "poisson": { "arrivals": { "poisson": "1/s" }, "calls": "pareto" },
        "other": { "arrivals": { "poisson": "1/s" }, "calls": "bounded" }
      },
      "components": {
        "pareto": { "kind": "service", "work": { "pareto": { "minimum": "1ms", "alpha": 1.5 } } },
        "bounded": { "kind": "service", "work": { "boundedPareto": { "low": "1ms", "high": "1s", "alpha": 1.1 } },
                     "patience": { "hyperexponential": [
                       { "probability": "90%", "mean": "1s" }, { "probability": "10%", "mean": "10s" } ] } }
      }
    }
    """
}
