extension BrokenModelTests {
  /// Filters, routes and zones that cannot be.
  static let filters = [
    Break(
      #""calls": "balancer" }"#,
      #""timeout": "1s" }"#,
      #"""
      shop.json:11:16: components.gateway: 'timeout' belongs to 'calls'
      shop.json:11:16: components.gateway: missing key 'calls'; or "routes"
      """#),
    Break(
      #""calls": "balancer" }"#,
      #""calls": "balancer", "routes": { "a": { "exact": "/a", "prefix": "/" } } }"#,
      "shop.json:13:56: components.gateway.routes.a: 'exact' and 'prefix' exclude each other"),
    Break(
      #""calls": "balancer" }"#,
      #""calls": "balancer", "routes": { "a": { "exact": "/a", "answer": 200, "as": "b" } } }"#,
      #"""
      shop.json:13:56: components.gateway.routes.a: what 'answer' answers goes nowhere; leave the \#
      rest out
      """#),
    Break(
      #""calls": "balancer" }"#,
      #""calls": "balancer", "routes": { "a": { "exact": "/a", "strip": true } } }"#,
      #"""
      shop.json:13:82: components.gateway.routes.a.strip: 'strip' is for a prefix, and excludes 'as'
      """#),
    Break(
      #""calls": "balancer" }"#,
      #""calls": "balancer", "routes": { "a": { "prefix": "/", "methods": ["get"] } } }"#,
      #"""
      shop.json:13:85: components.gateway.routes.a.methods[0]: expected a method such as "GET", \#
      found "get"
      """#),
    Break(
      #""calls": "balancer" }"#,
      #""calls": "balancer", "filters": [ { "limit": { "zone": "eech" } } ] }"#,
      #"""
      shop.json:13:73: components.gateway.filters[0].limit.zone: no zone of this component is named \#
      'eech'
      """#),
    Break(
      #""calls": "balancer" }"#,
      #"""
      "calls": "balancer", "zones": { "each": { "gcra": "5/s" } },
      "filters": [ { "limit": { "zone": "each", "burst": 2 } } ] }
      """#,
      #"""
      shop.json:14:25: components.gateway.filters[0].limit: 'each' is no leaky bucket, which alone \#
      has bursts of its users
      """#),
    Break(
      #""calls": "balancer" }"#,
      #""calls": "balancer", "filters": [ { "limit": { "gcra": "5/s" }, "atomic": true } ] }"#,
      #"""
      shop.json:13:52: components.gateway.filters[0]: 'atomic' is about where the limit is kept; \#
      say "in"
      """#),
    Break(
      #""calls": "balancer" }"#,
      #""calls": "balancer", "filters": [ { "limit": { "gcra": "5/s" }, "in": "jobs" } ] }"#,
      #"""
      shop.json:13:88: components.gateway.filters[0].in: 'jobs' is a queue; it keeps no limits
      """#),
    Break(
      #""calls": "balancer" }"#,
      #""calls": "balancer", "filters": [ { "limit": { "gcra": "5/s" }, "in": "database" } ] }"#,
      #"""
      shop.json:13:88: components.gateway.filters[0].in: 'database' has no operation 'limit', only: \#
      read; name one with "as"
      """#),
    Break(
      #""timeout": "2s","#,
      #""timeout": "2s", "leaveAt": "1m","#,
      "shop.json:7:12: clients.web: 'leaveAt' belongs to 'users'"),
    Break(
      #""timeout": "2s","#,
      #""timeout": "2s", "addresses": "perUser","#,
      "shop.json:7:100: clients.web.addresses: only \"users\" can have addresses of their own"),
  ]
}
