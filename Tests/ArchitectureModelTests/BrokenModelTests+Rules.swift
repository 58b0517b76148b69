extension BrokenModelTests {
  /// Values that are right alone and wrong together.
  static let rules = [
    Break(
      #""POST /order": {}"#,
      #""POST\n/order": {}"#,
      #"""
      shop.json:8:85: clients.web.requests["POST\n/order"]: a name must not contain the \#
      character U+000A
      """#),
    Break(
      #""weight": 3, "key": { "uniform": 100 } }, "POST /order": {}"#,
      #""weight": 0, "key": { "uniform": 100 } }, "POST /order": { "weight": 0 }"#,
      #"""
      shop.json:8:26: clients.web.requests: the weights of all requests are 0; at least \#
      one must be more
      """#),
    Break(
      #""weights": [2, 1]"#,
      #""weights": [2, 1, 1]"#,
      "shop.json:14:65: components.balancer.weights: 3 weights for 2 targets"),
    Break(
      #""weights": [2, 1]"#,
      #""weights": [0, 0]"#,
      #"""
      shop.json:14:65: components.balancer.weights: all weights are 0; at least one must \#
      be more
      """#),
    Break(
      #""calls": "balancer""#,
      #""calls": "gateway2" }, "gateway2": { "kind": "gateway", "calls": "gateway""#,
      #"""
      shop.json:13:27: components.gateway.calls: requests never leave this loop of calls: \#
      gateway -> gateway2 -> gateway
      """#),
    Break(
      #"{ "compute": "2ms" }"#,
      #"{ "call": "gateway" }"#,
      #"""
      shop.json:19:43: components.app.handles["POST /order"][0].call: requests never \#
      leave this loop of calls: app -> gateway -> balancer -> app
      """#),
    Break(
      #"{ "poisson": "100/s" }"#,
      #"{ "poisson": "100/s", "first": "1s" }"#,
      #"""
      shop.json:7:26: clients.web.arrivals: 'first' belongs to 'constant'; other arrivals \#
      are random
      """#),
    Break(
      #"{ "poisson": "100/s" }"#,
      #"{ "interarrival": "0s" }"#,
      #"""
      shop.json:7:26: clients.web.arrivals: 'poisson' and 'interarrival' exclude each \#
      other (in scenario 'peak')
      shop.json:7:44: clients.web.arrivals.interarrival: requests with no time between \#
      them would never end
      """#),
    Break(
      #""below": "200ms""#,
      #""below": "200ms", "from": "4m", "to": "6m""#,
      "shop.json:28:93: expect[0].to: the run ends at 5m, before 6m"),
    Break(
      #""below": "200ms""#,
      #""below": "200ms", "from": "4m", "to": "3m""#,
      "shop.json:28:81: expect[0].from: nothing lies between 4m and 3m"),
    Break(
      #""burst": 5"#,
      #""burst": 5, "mode": "nodelay", "delay": 3"#,
      #"""
      shop.json:12:30: components.gateway.limits[0]: 'mode' and 'delay' exclude each other
      """#),
    Break(
      #""read": "4ms""#,
      #""read": "4ms", "operations": { "read": "5ms" }"#,
      #"""
      shop.json:22:17: components.database.read: 'read' is also among the operations; say \#
      it once
      """#),
    Break(
      #", "read": "4ms""#,
      "",
      #"""
      shop.json:22:17: components.database: a database needs operations: "read", "write" \#
      or "operations"
      """#),
    Break(
      #""handles": {"#,
      #""work": "1ms", "handles": {"#,
      "shop.json:15:12: components.app: 'work' and 'handles' exclude each other"),
    Break(
      #""calls": "gateway", "timeout": "2s""#,
      #"""
      "calls": "gateway", "timeout": "2s", "retry": { "budget": { "share": "20%", \#
      "bucket": {} } }
      """#,
      #"""
      shop.json:7:108: clients.web.retry.budget: 'share' and 'bucket' exclude each other
      """#),
    Break(
      #""calls": "gateway", "timeout": "2s""#,
      #"""
      "calls": "gateway", "timeout": "2s", "retry": { "budget": { "bucket": {}, \#
      "minimum": "5/s" } }
      """#,
      "shop.json:7:108: clients.web.retry.budget: 'minimum' belongs to 'share'"),
    Break(
      #""calls": "gateway", "timeout": "2s""#,
      #"""
      "calls": "gateway", "timeout": "2s", "retry": { "budget": { "share": "20%", \#
      "minimum": "5/m" } }
      """#,
      #"""
      shop.json:7:137: clients.web.retry.budget.minimum: expected a whole number a \#
      second, found 5/m
      """#),
    Break(
      #""calls": "gateway", "timeout": "2s""#,
      #""calls": "gateway", "timeout": "2s", "retry": { "budget": 0.2 }"#,
      #"""
      shop.json:7:108: clients.web.retry.budget: expected a share from "0%" to "1000%" or \#
      an object such as { "share": "20%", "minimum": "10/s" }, found 0.2; did you mean \#
      '20%'?
      """#),
    Break(
      #""calls": "gateway", "timeout": "2s""#,
      #""calls": "gateway", "timeout": "2s", "retry": { "on": ["timeouts", 505] }"#,
      #"""
      shop.json:7:105: clients.web.retry.on[0]: expected one of "timeout", "refused", \#
      "disconnected", "rejected", "serverErrors", 429, 500, 502, 503, 504, found \#
      "timeouts"; did you mean 'timeout'?
      shop.json:7:117: clients.web.retry.on[1]: expected one of "timeout", "refused", \#
      "disconnected", "rejected", "serverErrors", 429, 500, 502, 503, 504, found 505
      """#),
    Break(
      #""calls": "gateway", "timeout": "2s""#,
      #""calls": "gateway", "timeout": "2s", "retry": { "on": [] }"#,
      #"""
      shop.json:7:104: clients.web.retry.on: nothing would ever be tried again; name at \#
      least one failure
      """#),
    Break(
      #""calls": "gateway", "timeout": "2s""#,
      #"""
      "calls": "gateway", "timeout": "2s", "retry": { "backoff": { "base": "2s", "cap": \#
      "1s" } }
      """#,
      "shop.json:7:109: clients.web.retry.backoff: the cap 1s is below the base 2s"),
    Break(
      #""calls": "gateway", "timeout": "2s""#,
      #"""
      "calls": "gateway", "timeout": "2s", "retry": { "backoff": { "base": "2s", \#
      "jitter": "ful" } }
      """#,
      #"""
      shop.json:7:135: clients.web.retry.backoff.jitter: expected one of "none", "full", \#
      "equal", "decorrelated" or a share from "0%" to "100%", found "ful"; did you mean \#
      'full'?
      """#),
    Break(
      #""calls": "gateway", "timeout": "2s""#,
      #""calls": "gateway", "timeout": "2s", "breaker": { "failureRateThreshold": "0%" }"#,
      #"""
      shop.json:7:98: clients.web.breaker: a failure rate of 0.0 is not above 0 and at \#
      most 1
      """#),
    Break(
      #""calls": "gateway", "timeout": "2s""#,
      #""calls": "gateway", "timeout": "2s", "breaker": { "slidingWindowSize": "1.5s" }"#,
      #"""
      shop.json:7:121: clients.web.breaker.slidingWindowSize: a window of time has whole \#
      seconds, not 1.5s
      """#),
    Break(
      #""leakyBucket": "50/s""#,
      #""leakyBucket": "1/h""#,
      #"""
      shop.json:12:47: components.gateway.limits[0].leakyBucket: the rate 1/h is below \#
      one thousandth of a request per second, the slowest that the arithmetic of nginx \#
      can count; use the exact arithmetic
      """#),
    Break(
      #""GET /item": { "weight": 3"#,
      #""*": { "weight": 3"#,
      #"""
      shop.json:8:33: clients.web.requests.*: '*' stands for every name in handlers and \#
      cannot name a request
      """#),
    Break(
      #""clients": {"#,
      #""clients": {}, "customers": {"#,
      #"""
      shop.json:6:14: clients: a model needs at least one
      shop.json:6:18: unknown key 'customers'; known: $schema, format, name, about, run, \#
      network, clients, components, faults, detectors, scenarios, expect
      shop.json:26:57: scenarios.peak.set["web.arrivals.poisson"]: no part of the model \#
      is named 'web'
      shop.json:28:48: expect[0].of: no client or component is named 'web'
      """#),
    Break(
      #""kind": "balancer", "#,
      #""kind": "balancer", "algorithm": "leastConn", "#,
      #"""
      shop.json:14:52: components.balancer.algorithm: expected one of "roundRobin", \#
      "smoothWeightedRoundRobin", "leastConnections", "joinShortestQueue", "random", \#
      "randomTwo", "powerOfTwo", "leastRequest", "peakEWMA", "addressHash", "keyHash", "ketama", \#
      "maglev", "prequal" or an object such as { "shortestOfSample": 2 }, found \#
      "leastConn"; did you mean 'leastConnections'?
      """#),
    Break(
      #"{ "web.arrivals.poisson": "300/s" }"#,
      #"{ "app.instances": 1 }"#,
      #"""
      shop.json:14:65: components.balancer.weights: 2 weights for 1 target (in scenario \#
      'peak')
      """#),
  ]
}
