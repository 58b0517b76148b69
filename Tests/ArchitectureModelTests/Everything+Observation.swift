extension Everything {
  /// Every key of what watches a run, and of what expectations compare.
  static let observation = """
    {
      "format": 1,
      "run": { "duration": "10m", "warmup": "0s", "step": "1s" },
      "clients": { "web": { "arrivals": { "constant": "10/s" }, "calls": "app", "breaker": {},
                            "requests": { "hot": {}, "cold": {} } } },
      "components": {
        "app": { "kind": "service", "instances": 2, "workers": 4,
                 "handles": { "*": [ { "count": "seen" }, { "call": "database", "breaker": {},
                     "otherwise": [ { "health": [ { "is": "unhealthy" } ] } ] },
                   { "health": [
                       { "down": "database", "then": "unhealthy" },
                       { "queue": "database", "above": "90%", "then": "degraded" },
                       { "queue": "database", "above": 5, "then": "degraded" },
                       { "errorsOf": "database", "above": "10%", "over": "30s", "then": "degraded" },
                       { "breakerOpen": "database", "then": "degraded" } ],
                     "degraded": 200, "unhealthy": 503 } ] } },
        "database": { "kind": "database", "connections": 2, "waiting": 10, "read": "1ms",
                      "operations": { "*": "1ms" } }
      },
      "detectors": {
        "errors": { "of": "web", "series": "errors", "zScore": { "window": 60 }, "warmup": 30,
                    "threshold": 3, "floor": 0.01 },
        "latency": { "of": "web", "series": "p95", "ewma": { "lambda": 0.2 } },
        "line": { "of": "app", "series": "queue", "cusum": { "slack": 0.5 }, "warmup": 10 }
      },
      "faults": [ { "at": "1m", "for": "1m", "outage": "app" } ],
      "scenarios": { "calm": { "set": { "web.arrivals.constant": "1/s" } } },
      "expect": [
        { "metric": "share", "of": "web", "status": 503, "outcome": "rejected", "cause": "rejected",
          "between": [ "0%", "10%" ], "about": "Few are turned away" },
        { "metric": "count.arrivals", "of": "app", "above": {
            "metric": "count.arrivals", "of": "app", "instance": 0, "times": 1.5 } },
        { "metric": "latency.p95", "of": "web", "atMost": {
            "request": "hot", "status": 200, "outcome": "any", "cause": "timeout", "from": "1s",
            "to": "2s" } },
        { "metric": "goodput", "of": "web", "atLeast": { "scenario": "calm", "times": 2 } },
        { "metric": "recovery", "of": "web", "after": "outage of app", "atMost": {
            "metric": "recovery", "after": "outage of app", "within": "30s", "errorsUpTo": "2%",
            "p95UpTo": "1s" } },
        { "metric": "breaker.opened", "of": "web", "equals": { "target": "app" } },
        { "metric": "errors", "of": "web", "atMost": { "during": "outage of app" } },
        { "metric": "count.offered", "of": "web", "equals": { "sum": [
            { "metric": "count.completed" }, { "metric": "count.unfinished" } ] } },
        { "metric": "counter.seen", "of": "app", "atLeast": 1 },
        { "metric": "health.degraded", "of": "app", "below": "1%" },
        { "metric": "flags.first", "of": "errors", "during": "outage of app", "equals": "0s" }
      ]
    }
    """
}
