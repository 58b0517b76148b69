extension BrokenModelTests {
  /// Names of things that do not exist, or are of the wrong sort.
  static let names = [
    Break(
      #""calls": "gateway""#,
      #""calls": "gatway""#,
      #"""
      shop.json:7:59: clients.web.calls: no component is named 'gatway'; did you mean \#
      'gateway'?
      """#),
    Break(
      #""calls": "gateway""#,
      #""calls": "elsewhere""#,
      "shop.json:7:59: clients.web.calls: no component is named 'elsewhere'"),
    Break(
      #""calls": "balancer""#,
      #""calls": "jobs""#,
      #"""
      shop.json:13:27: components.gateway.calls: 'jobs' is a queue; use an enqueue step
      """#),
    Break(
      #""calls": "balancer""#,
      #""calls": "cache""#,
      "shop.json:13:27: components.gateway.calls: 'cache' is a cache; use a cached step"),
    Break(
      #""calls": "balancer""#,
      #""calls": "web""#,
      "shop.json:13:27: components.gateway.calls: 'web' is a client; nothing calls it"),
    Break(
      #""in": "cache""#,
      #""in": "jobs""#,
      #"""
      shop.json:17:51: components.app.handles["GET /item"][0].cached.in: 'jobs' is a \#
      queue, not a cache
      """#),
    Break(
      #""in": "cache""#,
      #""in": "cach""#,
      #"""
      shop.json:17:51: components.app.handles["GET /item"][0].cached.in: no cache is \#
      named 'cach'; did you mean 'cache'?
      """#),
    Break(
      #""enqueue": "jobs""#,
      #""enqueue": "database""#,
      #"""
      shop.json:19:68: components.app.handles["POST /order"][1].enqueue: 'database' is a \#
      database, not a queue
      """#),
    Break(
      #""call": "database""#,
      #""call": "databse""#,
      #"""
      shop.json:18:58: components.app.handles["GET /item"][0].cached.otherwise[0].call: \#
      no component is named 'databse'; did you mean 'database'?
      """#),
    Break(
      #""over": "app""#,
      #""over": ["app", "app"]"#,
      "shop.json:14:55: components.balancer.over[1]: 'app' is already a target"),
    Break(
      #""over": "app""#,
      #""over": []"#,
      "shop.json:14:47: components.balancer.over: a balancer needs at least one target"),
    Break(
      #""outage": "database""#,
      #""outage": "databse""#,
      #"""
      shop.json:24:53: faults[0].outage: no component is named 'databse'; did you mean \#
      'database'?
      """#),
    Break(
      #""outage": "database""#,
      #""flush": "database""#,
      #"""
      shop.json:24:29: faults[0]: unknown key 'for'; known: at, every, when, name, flush, share
      shop.json:24:52: faults[0].flush: 'database' is a database; 'flush' is for: cache
      """#),
    Break(
      #""outage": "database""#,
      #""crash": "balancer""#,
      #"""
      shop.json:24:52: faults[0].crash: 'balancer' is a balancer; 'crash' is for: \#
      gateway, service, cache, database, queue
      """#),
    Break(
      #""outage": "database""#,
      #""crash": "app", "instance": 2"#,
      #"""
      shop.json:24:71: faults[0].instance: expected an instance of 'app' from 0 to 1, \#
      found 2
      """#),
    Break(
      #""outage": "database""#,
      #""crash": "database", "instance": 0"#,
      #"""
      shop.json:24:76: faults[0].instance: 'database' is a database, which has no \#
      instances
      """#),
    Break(
      #""from": "app", "to": "database""#,
      #""from": "ap", "to": "web""#,
      #"""
      shop.json:5:37: network.links[0].from: no client or component is named 'ap'; did \#
      you mean 'app'?
      shop.json:5:49: network.links[0].to: 'web' is a client; nothing calls it
      """#),
    Break(
      #""of": "web""#,
      #""of": "wep""#,
      #"""
      shop.json:28:48: expect[0].of: no client or component is named 'wep'; did you mean \#
      'web'?
      """#),
    Break(
      #""metric": "latency.p95", "of": "web", "below": "200ms""#,
      #""metric": "goodput", "of": "app", "below": "5/s""#,
      #"""
      shop.json:28:44: expect[0].of: 'app' is a service; 'goodput' exists for: client
      """#),
    Break(
      #""metric": "latency.p95""#,
      #""metric": "latency.p100""#,
      #"""
      shop.json:28:27: expect[0].metric: expected a metric such as "latency.p95", found \#
      "latency.p100"; did you mean 'latency.max'?
      """#),
    Break(
      #""metric": "latency.p95""#,
      #""metric": "latnecy.p95""#,
      #"""
      shop.json:28:27: expect[0].metric: expected a metric such as "latency.p95", found \#
      "latnecy.p95"; did you mean 'latency.p95'?
      """#),
    Break(
      #""metric": "latency.p95""#,
      #""metric": "utilization""#,
      #"""
      shop.json:28:27: expect[0].metric: expected a metric such as "latency.p95", found \#
      "utilization"; did you mean 'utilisation'?
      """#),
    Break(
      #""metric": "latency.p95""#,
      #""metric": "failed.timeouts""#,
      #"""
      shop.json:28:27: expect[0].metric: expected a metric such as "latency.p95", found \#
      "failed.timeouts"; did you mean 'failed.timeout'?
      """#),
    Break(
      #""of": "web""#,
      #""of": "web", "request": "GET /items""#,
      #"""
      shop.json:28:66: expect[0].request: no request of 'web' is named 'GET /items'; did \#
      you mean 'GET /item'?
      """#),
    Break(
      #""jobs": {"#,
      #""web": {"#,
      #"""
      shop.json:19:68: components.app.handles["POST /order"][1].enqueue: no queue is \#
      named 'jobs'
      shop.json:21:5: components.web: a client has the same name; names are unique among \#
      clients and components
      """#),
    Break(
      #""as": "read""#,
      #""as": "raed""#,
      #"""
      shop.json:18:58: components.app.handles["GET /item"][0].cached.otherwise[0].call: \#
      'database' has no operation 'raed', only: read; name one with "as"
      """#),
    Break(
      #""GET /item": ["#,
      #""GET /items": ["#,
      #"""
      shop.json:16:25: components.app.handles: no handler for 'GET /item', which \#
      'balancer' sends; add one, or "*"
      """#),
    Break(
      #""web.arrivals.poisson""#,
      #""wep.arrivals.poisson""#,
      #"""
      shop.json:26:57: scenarios.peak.set["wep.arrivals.poisson"]: no part of the model \#
      is named 'wep'; did you mean 'web'?
      """#),
    Break(
      #""web.arrivals.poisson""#,
      #""web.arrivals.poison""#,
      #"""
      shop.json:26:80: clients.web.arrivals: unknown key 'poison'; did you mean \#
      'poisson'? (in scenario 'peak')
      """#),
    Break(
      #""set": { "web.arrivals.poisson": "300/s" }"#,
      #""faults": [ { "at": "1m", "outage": "databse" } ]"#,
      #"""
      shop.json:26:84: scenarios.peak.faults[0].outage: no component is named 'databse'; \#
      did you mean 'database'?
      """#),
  ]
}
