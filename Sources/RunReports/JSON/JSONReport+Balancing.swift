import ArchitectureSimulation

extension JSONReport {
  static func members(of balancing: BalancingResult?) -> [JSONTree.Member] {
    guard let balancing else { return [] }
    var members: [JSONTree.Member] = []
    if !balancing.checks.isEmpty {
      members.append(.init("checks", .array(balancing.checks.map(tree))))
    }
    if let probes = balancing.loadProbes {
      members.append(
        .init(
          "loadProbes",
          .inline(["sent": .count(probes.sent), "answered": .count(probes.answered)])))
    }
    if let sessions = balancing.sessions {
      members.append(
        .init(
          "sessions",
          .inline([
            "begun": .count(sessions.begun), "kept": .count(sessions.kept),
            "moved": .count(sessions.moved),
          ])))
    }
    return members
  }

  private static func tree(of check: BalancingResult.Check) -> JSONTree {
    .inline([
      "target": .text(check.target), "sent": .count(check.sent), "failed": .count(check.failed),
      "wentDown": .count(check.wentDown), "cameUp": .count(check.cameUp),
      "downTime": .seconds(check.down),
    ])
  }
}
