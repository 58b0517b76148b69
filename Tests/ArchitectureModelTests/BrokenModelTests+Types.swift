extension BrokenModelTests {
  /// Values of a wrong type.
  static let types = [
    Break(
      #""format": 1"#,
      #""format": "1""#,
      #"shop.json:2:13: format: expected 1, found "1""#),
    Break(
      #""instances": 2"#,
      #""instances": "four""#,
      #"""
      shop.json:15:46: components.app.instances: expected a whole number from 1 to 10000, \#
      found "four"
      """#),
    Break(
      #""instances": 2"#,
      #""instances": 2.5"#,
      #"""
      shop.json:15:46: components.app.instances: expected a whole number from 1 to 10000, \#
      found 2.5
      """#),
    Break(
      #""instances": 2"#,
      #""instances": null"#,
      #"""
      shop.json:15:46: components.app.instances: expected a whole number from 1 to 10000, \#
      found null
      """#),
    Break(
      #""workers": 4"#,
      #""workers": "unlimitted""#,
      #"""
      shop.json:15:60: components.app.workers: expected a whole number from 1 to 1000000 \#
      or "unlimited", found "unlimitted"; did you mean 'unlimited'?
      """#),
    Break(
      #""workers": 4"#,
      #""workers": [4]"#,
      #"""
      shop.json:15:60: components.app.workers: expected a whole number from 1 to 1000000 \#
      or "unlimited", found an array
      """#),
    Break(
      #""over": "app""#,
      #""over": 3"#,
      #"""
      shop.json:14:47: components.balancer.over: expected the name of a component, found 3
      """#),
    Break(
      #"""
      "network": { "links": [ { "from": "app", "to": "database", "latency": "1ms" } ] }
      """#,
      #""network": "1ms""#,
      #"""
      shop.json:5:14: network: expected an object such as { "latency": "250us" }, found \#
      "1ms"
      """#),
    Break(
      #"[ { "at": "1m", "for": "10s", "outage": "database" } ]"#,
      #"{ "at": "1m", "for": "10s", "outage": "database" }"#,
      "shop.json:24:13: faults: expected an array, found an object"),
    Break(
      #"{ "compute": "2ms" }"#,
      #""2ms""#,
      #"""
      shop.json:19:33: components.app.handles["POST /order"][0]: expected an object such \#
      as { "compute": { "exponential": "2ms" } }, found "2ms"
      """#),
    Break(
      #""ttl": "60s""#,
      #""ttl": "60s", "coalesce": "yes""#,
      #"""
      shop.json:17:86: components.app.handles["GET /item"][0].cached.coalesce: expected \#
      true or false, found "yes"
      """#),
    Break(
      #""work": "20ms""#,
      #""work": true"#,
      #"""
      shop.json:21:54: components.jobs.work: expected a span of time such as "250ms" or \#
      an object such as { "exponential": "8ms" }, found true
      """#),
    Break(
      #""cache": { "kind": "cache", "capacity": 100, "latency": "0.5ms" }"#,
      #""cache": "lru""#,
      #"""
      shop.json:20:14: components.cache: expected an object such as { "kind": "gateway", \#
      "work": "0.2ms", "calls": "balancer", "timeout": "5s" }, found "lru"
      """#),
    Break(
      #""kind": "balancer""#,
      #""kind": 7"#,
      #"""
      shop.json:14:27: components.balancer.kind: expected one of "gateway", "balancer", \#
      "service", "cache", "queue", "database", "pool", "external", found 7
      """#),
    Break(
      #""metric": "latency.p95""#,
      #""metric": 95"#,
      #"""
      shop.json:28:27: expect[0].metric: expected a metric such as "latency.p95", found 95
      """#),
    Break(
      #""format": 1"#,
      #""format": true"#,
      "shop.json:2:13: format: expected 1, found true"),
    Break(
      #""instances": 2"#,
      #""instances": "4""#,
      #"""
      shop.json:15:46: components.app.instances: expected a whole number from 1 to 10000, \#
      found "4"; did you mean '4'?
      """#),
  ]
}
