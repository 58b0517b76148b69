import ArchitectureModel
import ArchitectureSimulation
import EventEngine
import Testing

/// The contract of pairs for a balancer that asks its target all the time how it is, and how loaded.
@Suite struct CheckingPairTests {
  private static let callees = Pair.all.filter { $0.caller == .balancer }

  private func model(_ pair: Pair, _ manner: Pair.Manner, _ kind: Fault.Kind?) -> Sketch {
    var model = pair.model(manner, faults: pair.faults(kind))
    // Balancers and what stands for one cannot say how loaded they are.
    let algorithm = pair.callee == .balancer ? "roundRobin" : "prequal"
    let balancer = """
      { "kind": "balancer", "over": "callee", "timeout": "100ms", "algorithm": "\(algorithm)",
        "workers": 2, "passiveHealth": { "failures": 3, "for": "100ms", "precision": "exact" },
        "activeHealth": { "request": "get", "interval": "80ms", "timeout": "60ms", "fall": 2,
                          "jitter": 20, "errorLimit": 3 } }
      """
    model.components = model.components.map {
      guard $0.0 == "caller" else { return $0 }
      return ($0.0, $0.1.contains(#""zone""#) ? Pair.settle(balancer, in: "caller") : balancer)
    }
    return model
  }

  @Test(arguments: callees)
  func `checks and questions lose no call and count none twice`(_ pair: Pair) throws {
    for (number, kind) in ([nil] + pair.faultKinds).enumerated() {
      let manner = Pair.Manner.all[number % Pair.Manner.all.count]
      let run = ArchitectureRun(try model(pair, manner, kind).architecture())
      let result = run.result(.init(seed: UInt64(number)))
      let situation = Comment("\(pair.testDescription), \(kind.map { "\($0)" } ?? "well")")
      #expect(Books(of: result).complaints == [], situation)
      #expect(try result.client().completed == Pair.requestCount(with: kind), situation)
      #expect(try result.client().inFlightAtEnd == 0, situation)
      let balancing = try #require(try result.component("caller").balancing)
      let checks = try #require(balancing.checks.first)
      #expect(checks.sent > 80 && checks.failed <= checks.sent, situation)
      #expect(checks.cameUp <= checks.wentDown, situation)
      #expect((balancing.loadProbes?.sent ?? 0) >= (balancing.loadProbes?.answered ?? 0), situation)
    }
  }

  @Test(arguments: callees)
  func `a second run with checks is equal, and another order keeps the books`(
    _ pair: Pair
  ) throws {
    let kind = pair.faultKinds[pair.number % pair.faultKinds.count]
    let run = ArchitectureRun(try model(pair, .init(hasLatency: true), kind).architecture())
    #expect(run.result(.init(seed: 5)) == run.result(.init(seed: 5)))
    let shuffled = run.result(.init(seed: 5, tieOrder: .shuffled(seed: 6)))
    #expect(Books(of: shuffled).complaints == [])
  }
}
