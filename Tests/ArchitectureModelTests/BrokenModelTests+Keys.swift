extension BrokenModelTests {
  /// Keys that are missing, misspelt or too many.
  static let keys = [
    Break(
      #""format": 1,"#,
      "",
      #"shop.json:1:1: missing key 'format'; write "format": 1"#),
    Break(
      #""format": 1"#,
      #""format": 2"#,
      "shop.json:2:13: format: this version reads format 1; format 2 needs a newer one"),
    Break(
      #""format": 1"#,
      #""format": 0"#,
      "shop.json:2:13: format: there is no format 0; this version reads format 1"),
    Break(
      #""instances": 2"#,
      #""instnces": 2"#,
      #"""
      shop.json:15:33: components.app: unknown key 'instnces'; did you mean 'instances'?
      """#),
    Break(
      #""instances": 2"#,
      #""colour": 2"#,
      #"""
      shop.json:15:33: components.app: unknown key 'colour'; known: kind, instances, \#
      filters, processes, spread, needs, workers, backlog, overflow, queueTimeout, \#
      retryAfter, patience, cpu, pauses, boot, warmUp, concurrencyLimit, work, handles, stores, readiness, shutdown, \#
      autoscale, zone, zones, discipline, whenFull, dropExpired, delayControl
      """#),
    Break(
      #""capacity": 100, "latency"#,
      #""capasity": 100, "latency"#,
      #"""
      shop.json:20:33: components.cache: unknown key 'capasity'; did you mean 'capacity'?
      """#),
    Break(
      #""kind": "cache", "#,
      "",
      #"""
      shop.json:20:14: components.cache: missing key 'kind'; expected one of "gateway", \#
      "balancer", "service", "cache", "queue", "database", "pool", "external"
      """#),
    Break(
      #""kind": "cache""#,
      #""kind": "cash""#,
      #"""
      shop.json:20:24: components.cache.kind: expected one of "gateway", "balancer", \#
      "service", "cache", "queue", "database", "pool", "external", found "cash"
      """#),
    Break(
      #""kind": "cache""#,
      #""kind": "firewall""#,
      #"""
      shop.json:20:24: components.cache.kind: expected one of "gateway", "balancer", \#
      "service", "cache", "queue", "database", "pool", "external", found "firewall"
      """#),
    Break(
      #""calls": "gateway", "#,
      "",
      "shop.json:7:12: clients.web: missing key 'calls'; expected a name"),
    Break(
      #""connections": 5, "#,
      "",
      #"""
      shop.json:22:17: components.database: missing key 'connections'; expected a whole \#
      number from 1 to 1000000 or "unlimited" or an object such as { "size": 10, \#
      "minimumIdle": 2, "idleTimeout": "10m", "maximumLifetime": "30m" }
      """#),
    Break(
      #""below": "200ms""#,
      #""bellow": "200ms""#,
      "shop.json:28:55: expect[0]: unknown key 'bellow'; did you mean 'below'?"),
    Break(
      #", "below": "200ms""#,
      "",
      #"""
      shop.json:28:15: expect[0]: expected exactly one of the keys below, above, atMost, \#
      atLeast, equals, between
      """#),
    Break(
      #""below": "200ms""#,
      #""below": "200ms", "above": "1ms""#,
      "shop.json:28:15: expect[0]: 'below' and 'above' exclude each other"),
    Break(
      #"{ "poisson": "100/s" }"#,
      #"{ "poisson": "100/s", "constant": "100/s" }"#,
      #"""
      shop.json:7:26: clients.web.arrivals: 'poisson' and 'constant' exclude each other
      """#),
    Break(
      #"{ "poisson": "100/s" }"#,
      "{}",
      #"""
      shop.json:7:26: clients.web.arrivals: expected exactly one of the keys poisson, \#
      constant, interarrival, bursts, replay
      """#),
    Break(
      #""arrivals": { "poisson": "100/s" }"#,
      #""arrivals": { "poisson": "100/s" }, "users": 5, "think": "1s""#,
      "shop.json:7:12: clients.web: 'arrivals' and 'users' exclude each other"),
    Break(
      #""arrivals": { "poisson": "100/s" }"#,
      #""users": 5"#,
      #"""
      shop.json:7:12: clients.web: missing key 'think'; users think between requests; \#
      write "0s" if they do not
      shop.json:7:12: clients.web: 'arrivals' and 'users' exclude each other (in scenario \#
      'peak')
      """#),
    Break(
      #""arrivals": { "poisson": "100/s" }"#,
      #""arrivals": { "poisson": "100/s" }, "think": "1s""#,
      "shop.json:7:12: clients.web: 'think' belongs to 'users'; arrivals do not wait"),
    Break(
      #"{ "compute": "2ms" }"#,
      #"{ "comput": "2ms" }"#,
      #"""
      shop.json:19:35: components.app.handles["POST /order"][0]: unknown key 'comput'; \#
      did you mean 'compute'?
      """#),
    Break(
      #"{ "compute": "2ms" }"#,
      "{}",
      #"""
      shop.json:19:33: components.app.handles["POST /order"][0]: expected exactly one of \#
      the keys compute, wait, call, cached, enqueue, respond, fail, \#
      chance, parallel, acquire, release, block, switch, lock, count, insert, find, remove, \#
      guard, health, limit, bearer, maxBody, written, get, set, delete, increment, \#
      httpsRedirect, cors, transaction
      """#),
    Break(
      #"{ "compute": "2ms" }"#,
      #"{ "compute": "2ms", "wait": "1ms" }"#,
      #"""
      shop.json:19:33: components.app.handles["POST /order"][0]: 'compute' and 'wait' \#
      exclude each other
      """#),
    Break(
      #"{ "leakyBucket": "50/s", "burst": 5"#,
      #"{ "leakyBuckt": "50/s", "burst": 5"#,
      #"""
      shop.json:12:32: components.gateway.limits[0]: unknown key 'leakyBuckt'; did you \#
      mean 'leakyBucket'?
      """#),
    Break(
      #""burst": 5"#,
      #""burst": 5, "capacity": 5"#,
      #"""
      shop.json:12:67: components.gateway.limits[0]: unknown key 'capacity'; known: \#
      leakyBucket, burst, mode, delay, precision, status, per, entries, retryAfter
      """#),
    Break(
      #""outage": "database""#,
      #""outrage": "database""#,
      "shop.json:24:43: faults[0]: unknown key 'outrage'; did you mean 'outage'?"),
    Break(
      #""GET /item": { "weight": 3"#,
      #""": { "weight": 3"#,
      #"shop.json:8:28: clients.web.requests[""]: a name must not be empty"#),
    Break(
      #"{ "uniform": 100 }"#,
      #"{ "zipf": { "keys": 100 } }"#,
      #"""
      shop.json:8:73: clients.web.requests["GET /item"].key.zipf: missing key 'exponent'; \#
      expected a number from 0 to 20
      """#),
  ]
}
