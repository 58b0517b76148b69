extension BrokenModelTests {
  /// Spans, rates and shares without a unit, with a wrong one, or out of bounds.
  static let quantities = [
    Break(
      #""timeout": "2s""#,
      #""timeout": 2"#,
      #"shop.json:7:81: clients.web.timeout: '2' has no unit; write for instance "2ms""#),
    Break(
      #""timeout": "2s""#,
      #""timeout": "2""#,
      #"shop.json:7:81: clients.web.timeout: '2' has no unit; write for instance "2ms""#),
    Break(
      #""timeout": "2s""#,
      #""timeout": "2 sconds""#,
      #"""
      shop.json:7:81: clients.web.timeout: unknown unit 'sconds'; known: ns, us, ms, s, \#
      m, h, d
      """#),
    Break(
      #""timeout": "2s""#,
      #""timeout": "-2s""#,
      "shop.json:7:81: clients.web.timeout: '-2s' is negative"),
    Break(
      #""timeout": "2s""#,
      #""timeout": "0s""#,
      #"""
      shop.json:7:81: clients.web.timeout: expected a span of time longer than zero, such \#
      as "250ms", found "0s"
      """#),
    Break(
      #""timeout": "2s""#,
      #""timeout": ["2s"]"#,
      #"""
      shop.json:7:81: clients.web.timeout: expected a span of time longer than zero, such \#
      as "250ms", found an array
      """#),
    Break(
      #""poisson": "100/s""#,
      #""poisson": 100"#,
      #"""
      shop.json:7:39: clients.web.arrivals.poisson: '100' has no unit; write for instance \#
      "100/s"
      """#),
    Break(
      #""poisson": "100/s""#,
      #""poisson": "100""#,
      #"""
      shop.json:7:39: clients.web.arrivals.poisson: '100' has no unit; write for instance \#
      "100/s"
      """#),
    Break(
      #""poisson": "100/s""#,
      #""poisson": "0/s""#,
      #"""
      shop.json:7:39: clients.web.arrivals.poisson: expected a rate above zero, such as \#
      "300/s" or an object such as { "profile": [ { "for": "1m", "rate": "100/s" } ] }, found "0/s"
      """#),
    Break(
      #""poisson": "100/s""#,
      #""poisson": "100/fortnight""#,
      #"""
      shop.json:7:39: clients.web.arrivals.poisson: unknown unit '/fortnight'; known: \#
      /ns, /us, /ms, /s, /m, /h, /d
      """#),
    Break(
      #""poisson": "100/s""#,
      #""poisson": "100ms""#,
      #"""
      shop.json:7:39: clients.web.arrivals.poisson: '100ms' is not a number with a unit, \#
      such as "300/s"
      """#),
    Break(
      #""missing": "1%""#,
      #""missing": 0.01"#,
      #"""
      shop.json:11:93: components.gateway.bearer.missing: expected a share from "0%" to \#
      "100%", found 0.01; did you mean '1%'?
      """#),
    Break(
      #""missing": "1%""#,
      #""missing": 1"#,
      #"""
      shop.json:11:93: components.gateway.bearer.missing: expected a share from "0%" to \#
      "100%", found 1; did you mean '100%'?
      """#),
    Break(
      #""missing": "1%""#,
      #""missing": "1""#,
      #"""
      shop.json:11:93: components.gateway.bearer.missing: expected a share from "0%" to \#
      "100%", found "1"; did you mean '1%'?
      """#),
    Break(
      #""missing": "1%""#,
      #""missing": "101%""#,
      #"""
      shop.json:11:93: components.gateway.bearer.missing: expected a share from "0%" to \#
      "100%", found "101%"
      """#),
    Break(
      #""missing": "1%""#,
      #""missing": "-1%""#,
      #"""
      shop.json:11:93: components.gateway.bearer.missing: expected a share from "0%" to \#
      "100%", found "-1%"
      """#),
    Break(
      #""duration": "5m""#,
      #""duration": "3651d""#,
      "shop.json:4:24: run.duration: 3651d is too long; the limit is 3650d"),
    Break(
      #""below": "200ms""#,
      #""below": "1%""#,
      #"""
      shop.json:28:64: expect[0].below: unknown unit '%'; known: ns, us, ms, s, m, h, d
      """#),
    Break(
      #""below": "200ms""#,
      #""below": 0.2"#,
      #"shop.json:28:64: expect[0].below: '0.2' has no unit; write for instance "0.2ms""#),
    Break(
      #""metric": "latency.p95", "of": "web", "below": "200ms""#,
      #""metric": "errors", "of": "web", "below": 0.01"#,
      #"""
      shop.json:28:59: expect[0].below: expected a share from "0%" to "100%", found 0.01; \#
      did you mean '1%'?
      """#),
    Break(
      #""metric": "latency.p95", "of": "web", "below": "200ms""#,
      #""metric": "goodput", "of": "web", "above": "90""#,
      #"shop.json:28:60: expect[0].above: '90' has no unit; write for instance "90/s""#),
    Break(
      #""metric": "latency.p95", "of": "web", "below": "200ms""#,
      #""metric": "queue.max", "of": "jobs", "below": "5s""#,
      #"""
      shop.json:28:63: expect[0].below: expected a number from 0 to 1000000000000000, \#
      found "5s"
      """#),
  ]
}
