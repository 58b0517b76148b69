extension BrokenModelTests {
  /// What nobody reaches has to make sense as well.
  static let unreached = [
    Break(
      #""cache": { "kind""#,
      #""idle": { "kind": "queue", "steps": [ { "insert": "notes" } ] }, "cache": { "kind""#,
      #"""
      shop.json:20:43: components.idle.steps[0]: 'idle' has no store 'notes'; it has none
      """#),
    Break(
      #""cache": { "kind""#,
      #""idle": { "kind": "service", "handles": { "*": [ { "block": [] } ] } }, "cache": { "kind""#,
      #"""
      shop.json:20:65: components.idle.handles.*[0].block: 'idle' has no event loop to block; it \#
      needs "cpu": { "cores": 1, "sharing": "inOrder" }
      """#),
    Break(
      #"[ { "compute": "2ms" }, { "enqueue": "jobs" } ]"#,
      #"[ { "parallel": [] } ]"#,
      #"""
      shop.json:19:47: components.app.handles["POST /order"][0].parallel: at least one branch \#
      is needed
      """#),
    Break(
      #"{ "at": "1m", "for": "10s", "outage": "database" }"#,
      #"{ "every": "1ns", "for": "0s", "outage": "database" }"#,
      #"""
      shop.json:24:15: faults[0]: it would come again more often than once in 1us
      """#),
    Break(
      #""over": "app""#,
      #""over": "app", "activeHealth": { "interval": "1ns" }"#,
      #"""
      shop.json:14:84: components.balancer.activeHealth.interval: that would be more often than \#
      once in 1us
      """#),
    Break(
      #"{ "at": "1m", "for": "10s", "outage": "database" }"#,
      #"{ "when": { "metric": "errors", "of": "database", "above": "100%" }, "flush": "cache" }"#,
      #"""
      shop.json:24:74: faults[0].when.above: no share is above 100%, so that it would never begin
      """#),
  ]

  /// Balancers that ask their targets what these cannot answer.
  private static let checks = [
    Break(
      #""over": "app""#,
      #""over": "app", "activeHealth": { "request": "GET /health" }"#,
      #"""
      shop.json:16:25: components.app.handles: no handler for 'GET /health', which \#
      'balancer' sends; add one, or "*"
      """#),
    Break(
      #""over": "app""#,
      #""over": "app", "activeHealth": { "fall": 0 }"#,
      #"""
      shop.json:14:80: components.balancer.activeHealth.fall: expected a whole number from 1 \#
      to 1000000, found 0
      """#),
    Break(
      #""over": "app""#,
      #""over": "app", "activeHealth": { "start": "upwards" }"#,
      #"""
      shop.json:14:81: components.balancer.activeHealth.start: expected one of "up", \#
      "upUntilFirstFailure", "down", "downUntilFirstSuccess", found "upwards"
      """#),
    Break(
      #""over": "app""#,
      #""over": "app", "sticky": { "by": "sesion" }"#,
      #"""
      shop.json:14:72: components.balancer.sticky.by: expected one of "session", "address", \#
      "key", "tenant", found "sesion"; did you mean 'session'?
      """#),
    Break(
      #""over": "app""#,
      #""over": "app", "sticky": { "entries": 0 }"#,
      #"""
      shop.json:14:77: components.balancer.sticky.entries: expected a whole number from 1 to \#
      1073741824, found 0
      """#),
    Break(
      #""over": "app""#,
      #""over": "app", "algorithm": { "prequal": 65 }"#,
      #"""
      shop.json:14:80: components.balancer.algorithm.prequal: expected a number from 0 to 64, \#
      found 65
      """#),
    Break(
      #""over": "app""#,
      #""over": "inner", "algorithm": "prequal" }, "inner": { "kind": "balancer", "over": "app""#,
      #"""
      shop.json:14:47: components.balancer.over: 'inner' is a balancer; prequal asks those who \#
      do the work how loaded they are
      """#),
  ]

  /// Limits, throttles and balancers that cannot be.
  static let edges =
    checks + [
      Break(
        #""over": "app""#,
        #""over": "app", "routeBy": "key""#,
        #"""
        shop.json:14:65: components.balancer.routeBy: the algorithm hashes nothing; leave \#
        'routeBy' out
        """#),
      Break(
        #""over": "app""#,
        #""over": "app", "algorithm": { "maglev": 100 }"#,
        #"""
        shop.json:14:67: components.balancer.algorithm: a table of 100 is not a prime number \#
        in 2...5000011
        """#),
      Break(
        #""over": "app""#,
        #""over": "app", "outliers": { "baseEjection": "1m", "maximumEjection": "30s" }"#,
        #"""
        shop.json:14:66: components.balancer.outliers: the maximum ejection 30s is below the \#
        base 1m
        """#),
      Break(
        #"{ "leakyBucket": "50/s", "burst": 5, "per": "address" }"#,
        #"{ "scriptedTokenBucket": "30/m", "capacity": 5 }"#,
        #"""
        shop.json:12:30: components.gateway.limits[0]: the script adds whole tokens each \#
        second; 0.5/s is no whole number a second
        """#),
      Break(
        #"{ "leakyBucket": "50/s", "burst": 5, "per": "address" } ]"#,
        #"{ "gcra": "50/s", "cost": 2 } ], "charging": "allOrNothing""#,
        #"""
        shop.json:11:16: components.gateway: limits that are charged together charge 1 each; \#
        leave 'cost' out
        """#),
    ]
}
