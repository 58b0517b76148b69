extension BrokenModelTests {
  /// Numbers that are too small or too large.
  static let ranges = [
    Break(
      #""instances": 2"#,
      #""instances": 0"#,
      #"""
      shop.json:15:46: components.app.instances: expected a whole number from 1 to 10000, \#
      found 0
      """#),
    Break(
      #""instances": 2"#,
      #""instances": 10001"#,
      #"""
      shop.json:15:46: components.app.instances: expected a whole number from 1 to 10000, \#
      found 10001
      """#),
    Break(
      #""workers": 4"#,
      #""workers": 0"#,
      #"""
      shop.json:15:60: components.app.workers: expected a whole number from 1 to 1000000 \#
      or "unlimited", found 0
      """#),
    Break(
      #""over": "app""#,
      #""over": "app", "algorithm": { "shortestOfSample": 65 }"#,
      #"""
      shop.json:14:89: components.balancer.algorithm.shortestOfSample: expected a whole \#
      number from 1 to 64, found 65
      """#),
    Break(
      #""over": "app""#,
      #""over": "app", "nextUpstream": { "tries": 1001 }"#,
      #"""
      shop.json:14:81: components.balancer.nextUpstream.tries: expected a whole number \#
      from 1 to 1000, found 1001
      """#),
    Break(
      #""burst": 5"#,
      #""burst": -1"#,
      #"""
      shop.json:12:64: components.gateway.limits[0].burst: expected a whole number from 0 \#
      to 1000000000, found -1
      """#),
    Break(
      #""uniform": 100"#,
      #""uniform": 20000000"#,
      #"""
      shop.json:8:76: clients.web.requests["GET /item"].key.uniform: expected a whole \#
      number from 1 to 10000000, found 20000000
      """#),
    Break(
      #""weight": 3"#,
      #""weight": -3"#,
      #"""
      shop.json:8:53: clients.web.requests["GET /item"].weight: expected a number from 0 \#
      to 1000000000, found -3
      """#),
    Break(
      #""latency": "0.5ms""#,
      #""latency": { "lognormal": { "mean": "1ms", "cv": -1 } }"#,
      "shop.json:20:61: components.cache.latency: cv must be positive, not -1"),
    Break(
      #""latency": "0.5ms""#,
      #""latency": { "erlang": { "shape": 0, "mean": "1ms" } }"#,
      #"""
      shop.json:20:84: components.cache.latency.erlang.shape: expected a whole number \#
      from 1 to 1000, found 0
      """#),
    Break(
      #""latency": "0.5ms""#,
      #""latency": { "lognormal": { "p50": "1ms" } }"#,
      #"""
      shop.json:20:76: components.cache.latency.lognormal: expected "mean" and "cv", or \#
      two percentiles such as "p50" and "p99"
      """#),
    Break(
      #""latency": "0.5ms""#,
      #""latency": { "lognormal": { "p50": "1ms", "p99": "0.5ms" } }"#,
      #"""
      shop.json:20:61: components.cache.latency: p99 must be longer than p50, which is \#
      1ms, not 500us
      """#),
    Break(
      #""latency": "0.5ms""#,
      #""latency": { "uniform": ["1ms"] }"#,
      #"""
      shop.json:20:61: components.cache.latency: expected two times, the lower one first
      """#),
    Break(
      #""latency": "0.5ms""#,
      #""latency": { "exponental": "1ms" }"#,
      #"""
      shop.json:20:63: components.cache.latency: unknown key 'exponental'; did you mean \#
      'exponential'?
      """#),
    Break(
      #""outage": "database""#,
      #""slow": "database", "factor": 0"#,
      #"""
      shop.json:24:73: faults[0].factor: expected a number above 0 up to 1000000, found 0
      """#),
    Break(
      #""outage": "database""#,
      #""errors": "app", "share": "10%", "status": 600"#,
      #"""
      shop.json:24:86: faults[0].status: expected a whole number from 100 to 599, found \#
      600
      """#),
    Break(
      #""warmup": "30s""#,
      #""warmup": "5m""#,
      "shop.json:4:40: run.warmup: a warm-up of 5m leaves nothing of a run of 5m"),
    Break(
      #""seed": 7"#,
      #""seed": 18446744073709551616"#,
      #"""
      shop.json:4:55: run.seed: expected a whole number from 0 to 18446744073709551615, \#
      found 18446744073709551616
      """#),
    Break(
      #""seed": 7"#,
      #""seed": -1"#,
      #"""
      shop.json:4:55: run.seed: expected a whole number from 0 to 18446744073709551615, \#
      found -1
      """#),
  ]
}
