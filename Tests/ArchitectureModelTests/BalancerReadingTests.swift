import ArchitectureModel
import Resilience
import Testing
import TimeBase

/// How balancers ask their targets is decoded into the types that run it.
@Suite struct BalancerReadingTests {
  private func balancer(_ name: String, in text: String) throws -> Balancer {
    let model = try ModelDocument(text, named: "model.json").reading.architecture
    guard case .balancer(let balancer)? = model.components.first(where: { $0.name == name })?.kind
    else { throw Missing() }
    return balancer
  }

  private struct Missing: Error {}

  @Test func `checks with all that they say`() throws {
    #expect(
      try balancer("hashed", in: Everything.edges).activeHealth
        == Balancer.ActiveHealth(
          HealthCheck.Policy(
            interval: .seconds(5), transitionalInterval: .seconds(1), downInterval: .seconds(10),
            timeout: .seconds(1), fall: 4, rise: 1, initialDelay: .seconds(2), jitter: 20,
            start: .downUntilFirstSuccess, errorLimit: 10), request: "GET /health",
          isStaggered: false))
  }

  @Test func `checks are those of HAProxy where nothing else is said`() throws {
    let text = try #require(
      Shop.with(#""over": "app", "activeHealth": {}"#, for: #""over": "app""#))
    let balancer = try balancer("balancer", in: text)
    #expect(balancer.activeHealth == Balancer.ActiveHealth(.haProxy))
  }

  @Test func `what keeps to a target, and what processes share`() throws {
    let hashed = try balancer("hashed", in: Everything.edges)
    #expect(hashed.sharesState)
    #expect(
      hashed.stickiness
        == Balancer.Stickiness(
          .tenant, SessionTable.Policy(capacity: 5_000, idleLimit: .minutes(30))))
    let text = try #require(Shop.with(#""over": "app", "sticky": {}"#, for: #""over": "app""#))
    let balancer = try balancer("balancer", in: text)
    #expect(balancer.stickiness == Balancer.Stickiness(.session) && !balancer.sharesState)
  }

  @Test func `how loads are asked for`() throws {
    #expect(
      try balancer("asked", in: Everything.edges).algorithm
        == .prequal(
          ProbePool.Policy(
            capacity: 8, probesPerCall: 2.5, removalsPerCall: 0.5, expiry: .seconds(2),
            hotQuantile: 0.75, reuseMargin: 1.5, minimumAnswers: 3)))
    let text = try #require(
      Shop.with(#""over": "app", "algorithm": "prequal""#, for: #""over": "app""#))
    #expect(try balancer("balancer", in: text).algorithm == .prequal())
  }
}
