extension Everything {
  /// Every limit of a gateway, every algorithm and all of a balancer's health.
  static let edges = """
    {
      "format": 1,
      "clients": {
        "web": { "arrivals": { "poisson": "100/s" }, "calls": "edge",
                 "throttle": { "k": 1.5, "window": "30s" } }
      },
      "components": {
        "edge": {
          "kind": "gateway", "charging": "inOrder", "calls": "sampled",
          "throttle": {},
          "limits": [
            { "tokenBucket": "10/s", "capacity": 20, "cost": 2, "crowded": "failOpen" },
            { "scriptedTokenBucket": "10/s", "capacity": 20, "per": "tenant", "entries": 10,
              "status": 503, "cost": 2, "crowded": "failClosed" },
            { "gcra": "10/s", "burst": 5, "per": "tenant", "entries": 10, "status": 503, "cost": 2,
              "crowded": "failClosed" },
            { "fixedWindow": "1s", "limit": 100, "alignment": "scattered", "per": "address",
              "entries": 10, "status": 503, "cost": 2, "crowded": "failClosed" },
            { "slidingCounter": "1m", "limit": 1000, "per": "tenant", "entries": 10, "status": 503,
              "cost": 2, "crowded": "failClosed" },
            { "slidingLog": "1s", "limit": 100, "logsRejected": true, "per": "tenant",
              "entries": 10, "status": 503, "cost": 2, "crowded": "failClosed" },
            { "cyclicPermits": "500ms", "limit": 50, "timeout": "1s", "per": "tenant",
              "entries": 10, "status": 503, "cost": 2, "crowded": "failClosed" }
          ]
        },
        "sampled": { "kind": "balancer", "algorithm": { "shortestOfSample": 2 }, "over": ["least", "asked"] },
        "asked": { "kind": "balancer", "over": ["app", "behind"], "algorithm": {
          "prequal": 2.5, "pool": 8, "removals": 0.5, "expiry": "2s", "hotQuantile": "75%",
          "reuseMargin": 1.5, "minimumAnswers": 3 } },
        "least": { "kind": "balancer", "algorithm": { "leastRequest": 3, "bias": 1.5 }, "over": ["ewma"] },
        "ewma": { "kind": "balancer", "over": ["hashed"],
                  "algorithm": { "peakEWMA": "5s", "initialLatency": "10ms" } },
        "hashed": {
          "kind": "balancer", "algorithm": { "maglev": 251 }, "routeBy": "tenant", "over": "app",
          "outliers": {
            "consecutiveErrors": 3, "consecutiveGatewayFailures": 2, "interval": "5s",
            "baseEjection": "10s", "maximumEjection": "1m", "ejectionJitter": "1s",
            "maximumEjected": 50, "alwaysEjectsOne": false, "successRateDeviations": 2.5,
            "successRateHosts": 3, "successRateVolume": 50, "failurePercentage": 40,
            "failurePercentageHosts": 3, "failurePercentageVolume": 20
          },
          "slowStart": { "window": "30s", "aggression": 2, "minimum": "5%" },
          "panicThreshold": 50, "sharedState": true,
          "sticky": { "by": "tenant", "entries": 5000, "idle": "30m" },
          "activeHealth": {
            "request": "GET /health", "interval": "5s", "timeout": "1s", "fall": 4, "rise": 1,
            "fastInterval": "1s", "downInterval": "10s", "delay": "2s", "stagger": false,
            "jitter": 20, "start": "downUntilFirstSuccess", "errorLimit": 10
          }
        },
        "app": { "kind": "service", "instances": 3, "handles": { "*": [
          { "call": "behind", "throttle": { "window": "1m" } } ] } },
        "behind": { "kind": "service", "work": "1ms" }
      }
    }
    """
}
