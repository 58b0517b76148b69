import ArchitectureModel
import EventEngine
import Resilience
import Testing
import TimeBase

/// Policies are decoded into the types that run them, with nothing lost on the way.
@Suite struct PolicyReadingTests {
  private let model: Architecture

  init() throws {
    model = try ModelDocument(Everything.large, named: "large.json").reading.architecture
  }

  private func client(_ name: String) throws -> Client {
    try #require(model.clients.first { $0.name == name })
  }

  private func kind(_ name: String) throws -> Component.Kind {
    try #require(model.components.first { $0.name == name }?.kind)
  }

  @Test func `a retry with a growing wait and Finagle's budget`() throws {
    let retry = RetryPolicy(
      maxAttempts: 4,
      backoff: Backoff(
        base: .milliseconds(50), factor: 1.5, cap: .seconds(1), jitter: .decorrelated,
        granularity: .milliseconds(1)),
      conditions: [
        .timedOut, .refused, .disconnected, .rejected, .serverErrors, .tooManyRequests,
      ],
      budget: .leaky(
        LeakyRetryBudget.Policy(
          timeToLive: .seconds(5), minimumRetriesPerSecond: 10, retryShare: 0.2)))
    #expect(try client("web").call.retry == retry)
  }

  @Test func `the other waits and budgets`() throws {
    let batch = try client("batch").call.retry
    #expect(batch?.maxAttempts == 3)
    #expect(batch?.backoff == .constant(.milliseconds(10)))
    #expect(
      batch?.budget
        == .bucket(
          RetryBucket.Policy(deposit: 0.2, per: .request, cost: 2, capacity: 50, initial: 5)))
    let jitter = try client("jitter").call.retry
    #expect(jitter?.backoff.jitter == .proportional(0.25))
    #expect(
      jitter?.budget == .throttle(RetryThrottle.Policy(maxTokens: 20, tokenRatio: 0.2)))
    guard case .gateway(let gateway) = try kind("edge") else {
      Issue.record("edge is a gateway")
      return
    }
    #expect(gateway.call?.retry?.backoff == Backoff.none)
    #expect(
      gateway.call?.retry?.budget
        == .quota(RetryQuota.Policy(capacity: 100, cost: 4, timeoutCost: 8, refill: 2)))
    #expect(gateway.call?.breaker == CircuitBreaker.Policy(window: .calls(50)))
  }

  @Test func `what a retry leaves out is as in the standard mode of the AWS SDKs`() throws {
    let text = try #require(
      Shop.with(#""timeout": "2s", "retry": {},"#, for: #""timeout": "2s","#))
    let document = try ModelDocument(text, named: "shop.json")
    #expect(document.reading.architecture.clients[0].call.retry == RetryPolicy())
  }

  @Test func `a bare share is a budget without anything besides`() throws {
    let text = try #require(
      Shop.with(#""timeout": "2s", "retry": { "budget": "20%" },"#, for: #""timeout": "2s","#))
    let document = try ModelDocument(text, named: "shop.json")
    #expect(
      document.reading.architecture.clients[0].call.retry?.budget
        == .leaky(LeakyRetryBudget.Policy(minimumRetriesPerSecond: 0, retryShare: 0.2)))
  }

  @Test func `a breaker by the names of Resilience4j`() throws {
    let breaker = CircuitBreaker.Policy(
      failureRate: 0.4, slowCallRate: 0.9, slowCallDuration: .seconds(1), window: .seconds(10),
      minimumCalls: 20, openWait: .seconds(5), trialCalls: 3, trialWait: .seconds(30),
      lateResults: .ignored)
    #expect(try client("web").call.breaker == breaker)
  }

  @Test func `a gateway with limits of all kinds`() throws {
    guard case .gateway(let gateway) = try kind("edge") else {
      Issue.record("edge is a gateway")
      return
    }
    let leaky = LeakyBucket.Policy(
      rate: .perSecond(100), burst: 20, delay: .never, arithmetic: .exact)
    let delaying = LeakyBucket.Policy(rate: .perSecond(5000), burst: 100, delay: .after(10))
    let steady = TokenBucket.Policy(rate: .perSecond(1000), capacity: 200)
    let counted = PeriodicTokenBucket.Policy(tokens: 10, every: .milliseconds(100), capacity: 50)
    #expect(
      gateway.limits == [
        Gateway.Limit(limiter: .leakyBucket(leaky), per: .address, status: 429, entries: 500),
        Gateway.Limit(limiter: .leakyBucket(delaying), status: 503),
        Gateway.Limit(limiter: .tokenBucket(steady), per: .key, status: 503, entries: 100),
        Gateway.Limit(limiter: .periodicTokenBucket(counted), status: 429),
      ])
    #expect(gateway.bearer?.missing == 0.025)
  }

  @Test func `a balancer`() throws {
    #expect(
      try kind("balancer")
        == .balancer(
          Balancer(
            algorithm: .shortestOfSample(size: 2), over: ["app", "spare"], weights: [3, 1],
            passiveHealth: PassiveHealth.Policy(
              maxFails: 2, failTimeout: .seconds(5), resolution: .exact),
            nextUpstream: Balancer.NextUpstream(tries: 2, on: [.refused, .badGateway]),
            timeout: .seconds(3))))
  }

  @Test func `every step`() throws {
    guard case .service(let service) = try kind("app") else {
      Issue.record("app is a service")
      return
    }
    let read = CallPolicy(
      target: "database", timeout: .seconds(1), afterTimeout: .cancel,
      retry: RetryPolicy(maxAttempts: 2), breaker: CircuitBreaker.Policy())
    let write = Step.call(CallPolicy(target: "database"), as: "write", otherwise: nil)
    #expect(
      service.handlers == [
        Service.Handler(
          request: "*",
          steps: [
            .compute(.constant(.milliseconds(1))),
            .wait(.gamma(shape: 2.5, mean: .milliseconds(3))),
            .cached(
              CachedRead(
                in: "cache", lifetime: JitteredLifetime(.seconds(60)), isCoalesced: true,
                otherwise: [.call(read, as: "read", otherwise: [.respond(503)])])),
            .fail(share: 0.01, status: 502),
            .chance(share: 0.4, then: [.enqueue("jobs", otherwise: nil)], otherwise: [write]),
            .call(CallPolicy(target: "database"), as: "list", otherwise: nil),
          ])
      ])
    #expect(service.workers == nil)
    #expect(service.processor == Service.Processor.shared(cores: 2))
    #expect(service.patience == .exponential(mean: .seconds(3)))
  }

  @Test func `every fault`() {
    let ten = TimeSpan.seconds(10)
    #expect(
      model.faults == [
        Fault(.outage(.hang), of: "database", at: .minutes(1), for: ten),
        Fault(.crash, of: "app", instance: 1, at: .minutes(2), for: ten),
        Fault(.slow(factor: 2.5), of: "app", instance: 0, at: .minutes(3), for: ten),
        Fault(.errors(share: 0.1, status: 503), of: "app", instance: 0, at: .minutes(4), for: ten),
        Fault(.flush, of: "cache", at: .minutes(5)),
      ])
  }

  @Test func `three instances, written down in a hurry`() throws {
    let document = try ModelDocument(CompactExample.text, named: "three-instances.json")
    #expect(document.scenarios.map(\.name) == ["database-outage", "peak"])
    #expect(document.reading.advice == [])
    let peak = try document.architecture(scenario: "peak")
    #expect(peak.clients[0].load == .open(Client.Arrivals(.poisson(.perSecond(500)))))
    #expect(
      peak.components.map(\.kind.word).sorted() == [
        "balancer", "cache", "database", "gateway", "queue", "service",
      ])
  }
}
