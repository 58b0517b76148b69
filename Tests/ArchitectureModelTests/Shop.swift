/// A small model with one of each kind of component, which tests break in one place at a time.
enum Shop {
  static let text = """
    {
      "format": 1,
      "name": "shop",
      "run": { "duration": "5m", "warmup": "30s", "seed": 7 },
      "network": { "links": [ { "from": "app", "to": "database", "latency": "1ms" } ] },
      "clients": {
        "web": { "arrivals": { "poisson": "100/s" }, "calls": "gateway", "timeout": "2s",
                 "requests": { "GET /item": { "weight": 3, "key": { "uniform": 100 } }, "POST /order": {} } }
      },
      "components": {
        "gateway": { "kind": "gateway", "work": "0.2ms", "bearer": { "work": "50us", "missing": "1%" },
                     "limits": [ { "leakyBucket": "50/s", "burst": 5, "per": "address" } ],
                     "calls": "balancer" },
        "balancer": { "kind": "balancer", "over": "app", "weights": [2, 1] },
        "app": { "kind": "service", "instances": 2, "workers": 4,
                 "handles": {
                   "GET /item": [ { "cached": { "in": "cache", "ttl": "60s",
                                    "otherwise": [ { "call": "database", "as": "read" } ] } } ],
                   "POST /order": [ { "compute": "2ms" }, { "enqueue": "jobs" } ] } },
        "cache": { "kind": "cache", "capacity": 100, "latency": "0.5ms" },
        "jobs": { "kind": "queue", "workers": 2, "work": "20ms", "capacity": 100 },
        "database": { "kind": "database", "connections": 5, "read": "4ms" }
      },
      "faults": [ { "at": "1m", "for": "10s", "outage": "database" } ],
      "scenarios": {
        "peak": { "about": "Three times the load", "set": { "web.arrivals.poisson": "300/s" } }
      },
      "expect": [ { "metric": "latency.p95", "of": "web", "below": "200ms" } ]
    }
    """

  /// The model with its only occurrence of one text replaced by another.
  static func with(_ replacement: String, for original: String) -> String? {
    let parts = text.split(separator: original, omittingEmptySubsequences: false)
    return parts.count == 2 ? parts.joined(separator: replacement) : nil
  }
}
