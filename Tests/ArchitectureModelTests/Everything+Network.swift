extension Everything {
  /// Hops that are unlike each other, and connections that are kept.
  static let network = """
    {
      "format": 1,
      "network": {
        "latency": { "exponential": "1ms" }, "bandwidth": "10MiB", "shared": true, "loss": "0.1%",
        "links": [
          { "from": "web", "to": "app", "latency": "5ms", "bandwidth": "1MiB", "shared": false,
            "loss": "1%" },
          { "from": "app", "to": "database" }
        ]
      },
      "clients": {
        "web": {
          "arrivals": { "poisson": "10/s" }, "calls": "app",
          "connection": { "timeout": "1s", "tls": "1.3", "tlsWork": "2ms",
                          "keepAlive": { "idle": 5, "timeout": "30s", "requests": 100 } },
          "requests": { "POST /a": { "body": "1KiB", "answer": { "exponential": "10KiB" } } }
        }
      },
      "components": {
        "app": { "kind": "service", "handles": { "*": [ { "call": "database", "as": "read" } ] } },
        "database": { "kind": "database", "connections": 5, "read": "1ms" }
      },
      "faults": [
        { "at": "1m", "for": "10s", "loss": "database", "share": "5%", "from": "app", "name": "bad" },
        { "every": { "exponential": "1m" }, "for": "1s", "crews": 1, "loss": "app", "share": "5%" },
        { "when": { "metric": "queue", "of": "app", "above": 100 }, "for": "1s", "loss": "app",
          "share": "5%" }
      ]
    }
    """
}
