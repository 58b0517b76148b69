extension Everything {
  /// What clients remember, what is asked of them at the edge, and how connections are made.
  static let browsers = """
    {
      "format": 1,
      "clients": {
        "web": {
          "users": 3, "think": "1s", "scheme": "50%", "calls": "edge",
          "connection": { "timeout": "3s" },
          "retry": { "retryAfterCap": "30s", "beyondCap": "wait" },
          "browser": { "redirects": 5, "hsts": true, "crossOrigin": "50%",
                       "origin": "https://shop.example", "preflightCache": "1m" },
          "token": {
            "expired": "1%", "lifetime": "15m", "validAfter": "1s",
            "refresh": { "calls": "auth", "as": "POST /renew", "early": "30s", "after401": true,
                         "timeout": "1s", "onTimeout": "cancel", "retry": { "attempts": 2 },
                         "breaker": {}, "throttle": {}, "connection": {} }
          },
          "requests": {
            "PUT /a": { "host": "api.example.org",
                        "headers": { "Content-Type": "application/json", "X-Trace": "1" } }
          }
        },
        "mobile": {
          "arrivals": { "poisson": "1/s" }, "calls": "edge", "addresses": 100,
          "browser": { "crossOrigin": "0%", "preflightCache": "firefox" },
          "token": { "lifetime": "1h",
                     "refresh": { "calls": "auth", "hedge": { "after": "10ms" } } },
          "requests": { "GET /a": {} }
        }
      },
      "components": {
        "edge": {
          "kind": "gateway", "forwardedProto": "sets", "calls": "balancer", "connection": {},
          "filters": [
            { "httpsRedirect": 301, "by": "forwardedProto", "trustsProxy": true, "hsts": "365d",
              "includeSubDomains": true },
            { "httpsRedirect": "never", "hsts": "1d" },
            { "cors": { "origins": ["https://shop.example"], "maxAge": "10m", "status": 200 } },
            { "bearer": { "work": "50us", "leeway": "30s", "maximumAge": "1h", "clockAhead": "1s" } },
            { "bearer": { "work": "50us", "clockBehind": "1s" } }
          ],
          "limits": [
            { "leakyBucket": "10/s", "retryAfter": "computed" },
            { "tokenBucket": "10/s", "capacity": 20, "retryAfter": "1s" },
            { "scriptedTokenBucket": "10/s", "capacity": 20, "retryAfter": "1s" },
            { "gcra": "10/s", "retryAfter": "1s" },
            { "fixedWindow": "1s", "limit": 100, "retryAfter": "1s" },
            { "slidingCounter": "1m", "limit": 1000, "retryAfter": "1s" },
            { "slidingLog": "1s", "limit": 100, "retryAfter": "1s" },
            { "cyclicPermits": "500ms", "limit": 50, "retryAfter": "1s" }
          ],
          "routes": { "a": { "prefix": "/a", "calls": "balancer", "connection": {} } }
        },
        "balancer": { "kind": "balancer", "over": "app", "connection": { "timeout": "1s" } },
        "app": {
          "kind": "service", "retryAfter": "5s",
          "handles": { "*": [ { "call": "auth", "connection": {} },
                              { "respond": 503, "retryAfter": "10s" } ] }
        },
        "auth": { "kind": "service", "work": "1ms" }
      },
      "faults": [
        \(times("skew", ["\"ahead\": \"1s\", \"drift\": -200", "\"behind\": \"1s\"", "\"drift\": 50"],
                 of: "edge", trigger: "\"metric\": \"queue\", \"of\": \"app\""))
      ],
      "expect": [
        { "metric": "filters.hsts", "of": "edge", "equals": 0 },
        { "metric": "browser.redirects", "of": "web", "equals": 0 }
      ]
    }
    """
}
