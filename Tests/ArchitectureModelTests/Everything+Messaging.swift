extension Everything {
  /// Queues of all scopes, endpoints of others, and guards.
  static let messaging = """
    {
      "format": 1,
      "clients": { "web": { "arrivals": { "poisson": "1/s" }, "calls": "app" } },
      "components": {
        "app": { "kind": "service", "cpu": { "cores": 1, "sharing": "inOrder" }, "handles": { "*": [
          { "guard": "receiver", "blocks": ["private", "loopback"], "schemes": ["https"],
            "lookup": "blocking", "enabled": true, "otherwise": [ { "respond": 422 } ] },
          { "enqueue": "jobs", "otherwise": [ { "respond": 503 } ] },
          { "enqueue": "mine" }, { "enqueue": "shared" }, { "enqueue": "seen" }, { "enqueue": "told" }
        ] } },
        "jobs": { "kind": "queue", "of": "app", "per": "process", "persistent": true,
                  "acknowledge": "before", "onShutdown": "finish",
                  "steps": [ { "call": "receiver" } ] },
        "mine": { "kind": "queue", "of": "app", "per": "request", "workers": "unlimited",
                  "work": "1ms" },
        "shared": { "kind": "queue", "workers": 0, "work": "1ms", "deduplicate": "5m" },
        "seen": { "kind": "queue", "work": "1ms", "visibility": {
          "timeout": "30s", "delay": "1s", "retention": "24h", "maxReceives": 3, "inFlight": 100 } },
        "told": { "kind": "queue", "work": "1ms", "push": {
          "prefetch": 10, "autoAcknowledge": false, "onFailure": "reject", "deliveryLimit": 3 } },
        "receiver": {
          "kind": "external", "latency": { "exponential": "20ms" },
          "answers": { "302": "1%", "500": "2%" }, "limits": [ { "gcra": "10/s" } ],
          "url": "http://hooks.example.com/callback", "address": "private", "dns": "5ms",
          "dnsTTL": "1m", "idempotency": "24h"
        }
      },
      "faults": [
        \(times("dns", ["\"factor\": 20", "\"failsAfter\": \"5s\"", ""], of: "receiver"))
      ],
      "expect": [
        { "metric": "jobs.lost", "of": "jobs", "equals": 0 },
        { "metric": "timeToSuccess.p95", "of": "jobs", "below": "1s" },
        { "metric": "timeToFailure.max", "of": "jobs", "below": "1s" },
        { "metric": "effects.duplicates", "of": "receiver", "equals": 0 }
      ]
    }
    """
}
