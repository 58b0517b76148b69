import ArchitectureModel
import EventEngine
import Resilience
import TimeBase

extension ModelDocumentTests {
  /// What the shop is in Swift.
  static let shop = Architecture(
    name: "shop",
    run: RunPlan(duration: .minutes(5), warmup: .fixed(.seconds(30)), seed: 7),
    network: Network(links: [
      Network.Link(from: "app", to: "database", latency: .milliseconds(1))
    ]),
    clients: [web], components: [app, balancer, cache, database, gateway, jobs],
    faults: [Fault(.outage(.refuse), of: "database", at: .minutes(1), for: .seconds(10))],
    expectations: [
      Expectation(
        metric: .latency(.quantile(perMillion: 950_000)), of: "web", .below(0.2),
        text: "latency.p95 of web below 200ms")
    ])

  private static let web = Client(
    name: "web", load: .open(Client.Arrivals(.poisson(.perSecond(100)))),
    call: CallPolicy(target: "gateway", timeout: .seconds(2)),
    requests: [
      Client.Request(name: "GET /item", weight: 3, key: .uniform(keys: 100)),
      Client.Request(name: "POST /order"),
    ])

  private static let gateway = Component(
    name: "gateway",
    kind: .gateway(
      Gateway(
        work: .constant(.microseconds(200)),
        bearer: Gateway.Bearer(work: .constant(.microseconds(50)), missing: 0.01),
        limits: [
          Gateway.Limit(
            limiter: .leakyBucket(LeakyBucket.Policy(rate: .perSecond(50), burst: 5)),
            per: .address, status: 503)
        ],
        call: CallPolicy(target: "balancer"))))

  private static let balancer = Component(
    name: "balancer",
    kind: .balancer(Balancer(algorithm: .roundRobin, over: ["app"], weights: [2, 1])))

  private static let app = Component(
    name: "app",
    kind: .service(
      Service(
        instances: 2, workers: 4, backlog: 2048,
        handlers: [
          Service.Handler(
            request: "GET /item",
            steps: [
              .cached(
                CachedRead(
                  in: "cache", lifetime: JitteredLifetime(.seconds(60)),
                  otherwise: [.call(CallPolicy(target: "database"), as: "read", otherwise: nil)]))
            ]),
          Service.Handler(
            request: "POST /order",
            steps: [.compute(.constant(.milliseconds(2))), .enqueue("jobs", otherwise: nil)]),
        ])))

  private static let cache = Component(
    name: "cache",
    kind: .cache(
      Cache(
        policy: .lru, capacity: 100, expiry: .redis, latency: .constant(.microseconds(500)))))

  private static let jobs = Component(
    name: "jobs",
    kind: .queue(
      Queue(capacity: 100, workers: 2, steps: [.compute(.constant(.milliseconds(20)))])))

  private static let database = Component(
    name: "database",
    kind: .database(
      Database(
        connections: 5,
        operations: [Database.Operation(name: "read", time: .constant(.milliseconds(4)))])))
}
