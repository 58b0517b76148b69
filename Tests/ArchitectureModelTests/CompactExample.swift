/// The three instances as a person writes them down in a hurry: comments, and columns instead of
/// lines.
enum CompactExample {
  static let text = """
    {
      "format": 1,
      "name": "three-instances",
      "about": "Gateway, least-connections balancer, three app instances, cache, queue and database",
      "run": { "duration": "10m", "warmup": "auto", "seed": 42 },

      "clients": {
        "web": {
          "arrivals": { "poisson": "300/s" },              // open loop; or constant, schedule, bursts, trace; or closed: users + think
          "calls": "gateway",
          "timeout": "2s",
          "retry": { "attempts": 3, "backoff": { "base": "100ms", "cap": "2s", "jitter": "full" }, "budget": "20%" },
          "addresses": 1000,                               // distinct client IPs, what a per-address limit sees
          "requests": {
            "GET /api/users/{id}": { "weight": 9, "key": { "zipf": { "keys": 10000, "exponent": 1.0 } } },
            "POST /api/users":     { "weight": 1 }
          }
        }
      },

      "components": {
        "gateway":  { "kind": "gateway", "work": "0.2ms", "bearer": { "work": "50us", "missing": "0%" },
                      "limits": [ { "leakyBucket": "100/s", "burst": 20, "per": "address" } ],
                      "calls": "balancer", "timeout": "5s" },
        "balancer": { "kind": "balancer", "algorithm": "leastConnections", "over": "app",
                      "passiveHealth": { "failures": 3, "for": "10s" } },
        "app":      { "kind": "service", "instances": 3, "workers": 4, "backlog": 2048,
                      "handles": {
                        "GET /api/users/{id}": [ { "compute": { "lognormal": { "mean": "2ms", "cv": 0.5 } } },
                                                 { "cached": { "in": "cache", "ttl": "60s",
                                                   "otherwise": [ { "call": "database", "as": "read" } ] } } ],
                        "POST /api/users":     [ { "compute": "2ms" }, { "call": "database", "as": "write" },
                                                 { "enqueue": "jobs" } ] } },
        "cache":    { "kind": "cache", "policy": "lru", "capacity": 10000, "latency": { "exponential": "0.5ms" } },
        "jobs":     { "kind": "queue", "capacity": 10000, "workers": 10, "work": { "exponential": "100ms" },
                      "retry": { "attempts": 3, "backoff": { "base": "1s", "jitter": "full" } } },
        "database": { "kind": "database", "connections": 20,
                      "read": { "lognormal": { "p50": "4ms", "p99": "30ms" } }, "write": { "exponential": "8ms" } }
      },

      "scenarios": {
        "database-outage": { "faults": [ { "at": "2m", "for": "60s", "outage": "database", "mode": "refuse" } ] },
        "peak":            { "set": { "clients.web.arrivals.poisson": "500/s" } }
      },

      "expect": [
        { "metric": "latency.p95", "of": "web", "below": "200ms" },
        { "metric": "errors", "of": "web", "below": "1%" }
      ]
    }
    """
}
