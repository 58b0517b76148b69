extension BrokenModelTests {
  /// What nobody reaches has to make sense as well.
  static let unreached = [
    Break(
      #""cache": { "kind""#,
      #""idle": { "kind": "queue", "steps": [ { "insert": "notes" } ] }, "cache": { "kind""#,
      #"""
      shop.json:20:56: components.idle.steps[0]: 'idle' has no store 'notes'; it has none
      """#),
    Break(
      #""cache": { "kind""#,
      #""idle": { "kind": "service", "handles": { "*": [ { "block": [] } ] } }, "cache": { "kind""#,
      #"""
      shop.json:20:60: components.idle.handles.*[0].block: 'idle' has no event loop to block; it \#
      needs "cpu": { "cores": 1, "sharing": "inOrder" }
      """#),
    Break(
      #"[ { "compute": "2ms" }, { "enqueue": "jobs" } ]"#,
      #"[ { "parallel": [] } ]"#,
      #"""
      shop.json:19:52: components.app.handles."POST /order"[0].parallel: expected a list of 1 or \#
      more lists of steps, found an empty array
      """#),
    Break(
      #"{ "at": "1m", "for": "10s", "outage": "database" }"#,
      #"{ "every": "1ns", "for": "0s", "outage": "database" }"#,
      #"""
      shop.json:24:19: faults[0]: it would come again more often than once in 1us
      """#),
  ]

  /// Limits, throttles and balancers that cannot be.
  static let edges = [
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
