import Resilience
import TimeBase

extension ModelReader {
  func balancer(_ reader: ObjectReader) -> Balancer {
    Balancer(
      algorithm: reader.value("algorithm").flatMap(algorithm) ?? .roundRobin,
      over: reader.value("over").map(targets) ?? [],
      weights: (reader.list("weights") ?? []).map { whole($0, .whole(0...1_000_000)) ?? 1 },
      passiveHealth: reader.object("passiveHealth", as: "passiveHealth").map(passiveHealth),
      nextUpstream: reader.object("nextUpstream", as: "nextUpstream").map(nextUpstream),
      timeout: reader.span("timeout"))
  }

  private func algorithm(_ node: Node) -> BalancingAlgorithm? {
    if node.value.members != nil {
      let size = ObjectReader(node, as: "sampling", in: self)?.whole("shortestOfSample")
      return size.map { .shortestOfSample(size: $0) }
    }
    let words = ModelShapes.algorithms
    let shape = ValueShape.either([.choice(words.map(\.word)), .shape("sampling")])
    return word(node, shape).flatMap { word in words.first { $0.word == word }?.algorithm }
  }

  private func targets(_ node: Node) -> [String] {
    guard let elements = node.elements else {
      return name(node, of: .callable).map { [$0] } ?? []
    }
    if elements.isEmpty { report(.rule("a balancer needs at least one target"), at: node) }
    var targets: [String] = []
    for element in elements {
      guard let target = name(element, of: .callable) else { continue }
      if targets.contains(target) { report(.rule("'\(target)' is already a target"), at: element) }
      targets.append(target)
    }
    return targets
  }

  private func nextUpstream(_ reader: ObjectReader) -> Balancer.NextUpstream {
    Balancer.NextUpstream(
      tries: reader.whole("tries") ?? 1,
      on: reader.value("on").map(conditions) ?? [.refused, .disconnected, .timedOut])
  }

  private func passiveHealth(_ reader: ObjectReader) -> PassiveHealth.Policy {
    let precision: PassiveHealth.Policy.Resolution =
      reader.word("precision") == "exact" ? .exact : .wholeSeconds
    return PassiveHealth.Policy(
      maxFails: reader.whole("failures") ?? 1, failTimeout: reader.span("for") ?? .seconds(10),
      resolution: precision)
  }
}
