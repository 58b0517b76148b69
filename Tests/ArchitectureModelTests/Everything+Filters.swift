extension Everything {
  /// Filters, routes and zones of gateways, and what clients and scenarios share.
  static let filters = """
    {
      "format": 1,
      "clients": {
        "web": { "users": 3, "think": "1s", "joinAt": "1s", "leaveAt": "9m", "addresses": "perUser",
                 "behind": "office", "calls": "edge",
                 "requests": { "GET /api/items": { "about": "item", "key": { "uniform": 10 } },
                               "POST /api/items": { "about": "item", "key": { "uniform": 10 } } } }
      },
      "components": {
        "edge": {
          "kind": "gateway",
          "zones": { "each": { "leakyBucket": "20/min", "per": "address" } },
          "filters": [
            { "bearer": { "work": "50us", "accepts": "any", "status": 403, "enabled": true } },
            { "maxBody": "1MiB", "status": 400 },
            { "limit": { "gcra": "10/s", "per": "peer" } }
          ],
          "routes": {
            "health": { "exact": "/health", "answer": 204 },
            "rest": {
              "prefix": "/", "methods": ["GET", "PUT"], "as": "GET /items", "calls": "balancer",
              "timeout": "5s", "onTimeout": "cancel", "retry": { "attempts": 2 }, "breaker": {},
              "throttle": {},
              "filters": [ { "limit": { "zone": "each", "burst": 3, "delay": 1, "status": 429 } } ]
            },
            "hedged": { "prefix": "/b", "calls": "balancer", "hedge": { "after": "10ms" } },
            "api": {
              "prefix": "/api", "strip": true, "calls": "balancer",
              "filters": [ { "limit": { "zone": "each", "burst": 5, "mode": "nodelay" } } ]
            }
          }
        },
        "balancer": {
          "kind": "balancer", "over": "app", "workers": 2,
          "nextUpstream": { "tries": 2, "nonIdempotent": true, "within": "10s" }
        },
        "app": {
          "kind": "service", "instances": 2,
          "filters": [
            {
              "limit": { "scriptedTokenBucket": "1/s", "capacity": 10, "initial": 9, "ttl": "60s" },
              "in": "redis", "atomic": false, "onStoreError": 503
            }
          ],
          "handles": { "*": [] }
        },
        "redis": { "kind": "cache", "capacity": 100, "latency": "0.2ms" }
      },
      "scenarios": {
        "one": { "set": { "web.users": 1 } },
        "both": { "extends": ["one"], "set": { "balancer.workers": 1 } }
      }
    }
    """
}
