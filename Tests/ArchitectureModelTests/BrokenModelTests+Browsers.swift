extension BrokenModelTests {
  /// Clients that remember, filters of the edge, connections and hops that cannot be.
  static let browsers = [
    Break(
      #""timeout": "2s","#,
      #""timeout": "2s", "browser": { "origin": "https://a.example" },"#,
      #"""
      shop.json:7:98: clients.web.browser: 'origin' is about pages of another origin; say \#
      "crossOrigin"
      """#),
    Break(
      #""timeout": "2s","#,
      #""timeout": "2s", "browser": {}, "hedge": { "after": "1ms" },"#,
      #"""
      shop.json:7:12: clients.web: 'hedge' and 'browser' exclude each other: copies share nothing \#
      that is remembered
      """#),
    Break(
      #""timeout": "2s","#,
      #""timeout": "2s", "token": { "validAfter": "1s" },"#,
      #"""
      shop.json:7:96: clients.web.token: 'validAfter' is about tokens that age; say "lifetime"
      """#),
    Break(
      #""timeout": "2s","#,
      #""timeout": "2s", "token": { "lifetime": "1s", "refresh": { "calls": "app", "early": "1s" } },"#,
      #"""
      shop.json:7:96: clients.web.token: a token that lives for 1s cannot be renewed 1s before its \#
      end
      """#),
    Break(
      #""POST /order": {}"#,
      #""POST /order": { "host": "API.example.org" }"#,
      #"""
      shop.json:8:110: clients.web.requests["POST /order"].host: expected the name of a host in lower \#
      case such as "api.example.org", found "API.example.org"
      """#),
    Break(
      #""timeout": "2s","#,
      #""timeout": "2s", "retry": { "beyondCap": "wait" },"#,
      "shop.json:7:96: clients.web.retry: 'beyondCap' belongs to 'retryAfterCap'"),
    Break(
      #""calls": "balancer" }"#,
      #""calls": "balancer", "filters": [ { "httpsRedirect": 302 } ] }"#,
      #"""
      shop.json:13:71: components.gateway.filters[0].httpsRedirect: expected one of 301, 308 or "never", \#
      found 302
      """#),
    Break(
      #""calls": "balancer" }"#,
      #""calls": "balancer", "filters": [ { "httpsRedirect": 308, "includeSubDomains": true } ] }"#,
      #"""
      shop.json:13:52: components.gateway.filters[0]: 'includeSubDomains' belongs to 'hsts'
      """#),
    Break(
      #""calls": "balancer" }"#,
      #""calls": "balancer", "filters": [ { "cors": { "maxAge": "1500ms" } } ] }"#,
      #"""
      shop.json:13:74: components.gateway.filters[0].cors.maxAge: the header counts whole seconds, \#
      not 1.5s
      """#),
    Break(
      #""missing": "1%""#,
      #""missing": "1%", "clockAhead": "1s", "clockBehind": "1s""#,
      #"""
      shop.json:11:64: components.gateway.bearer: 'clockAhead' and 'clockBehind' exclude each other
      """#),
    Break(
      #""capacity": 100 },"#,
      #""capacity": 100, "retry": { "retryAfterCap": "1m" } },"#,
      #"""
      shop.json:21:13: components.jobs: what delivers jobs hears no Retry-After; leave \#
      'retryAfterCap' out
      """#),
    Break(
      #""weights": [2, 1] }"#,
      #""weights": [2, 1], "connection": { "timeout": "0s" } }"#,
      #"""
      shop.json:14:100: components.balancer.connection.timeout: expected a span of time longer than \#
      zero, such as "250ms", found "0s"
      """#),
    Break(
      #""metric": "latency.p95", "of": "web", "below": "200ms""#,
      #""metric": "browser.redirects", "of": "web", "below": 2"#,
      #"""
      shop.json:28:54: expect[0].of: 'web' has no "browser", and no "token" with a "lifetime"
      """#),
    Break(
      #""timeout": "2s","#,
      #""timeout": "2s", "browser": { "crossOrigin": "1%", "preflightCache": "chrome" },"#,
      #"""
      shop.json:7:139: clients.web.browser.preflightCache: expected one of "chromium", "firefox", \#
      "safari" or a span of time such as "250ms", found "chrome"
      """#),
    Break(
      #""latency": "1ms" } ] }"#,
      #""latency": "1ms", "shared": true } ] }"#,
      "shop.json:5:27: network.links[0]: 'shared' belongs to 'bandwidth'"),
    Break(
      #""latency": "1ms" } ] }"#,
      #""latency": "1ms", "loss": "100%" } ] }"#,
      #"""
      shop.json:5:88: network.links[0].loss: a hop that loses everything is a partition, which is a \#
      fault
      """#),
    Break(
      #""weights": [2, 1] }"#,
      #""weights": [2, 1], "connection": { "tls": "1.1" } }"#,
      #"""
      shop.json:14:96: components.balancer.connection.tls: expected one of "none", "1.2", "1.3", \#
      found "1.1"; did you mean '1.2'?
      """#),
    Break(
      #""calls": "balancer" }"#,
      #""calls": "balancer", "connection": { "tls": "1.3", "tlsWork": "1ms" } }"#,
      #"""
      shop.json:13:80: components.gateway.connection.tlsWork: 'balancer' is a balancer, which \#
      computes nothing
      """#),
    Break(
      #""weights": [2, 1] }"#,
      #""weights": [2, 1], "connection": { "tlsWork": "1ms" } }"#,
      #"""
      shop.json:14:100: components.balancer.connection.tlsWork: 'tlsWork' needs 'tls': without it \#
      nothing is agreed on
      """#),
  ]
}
