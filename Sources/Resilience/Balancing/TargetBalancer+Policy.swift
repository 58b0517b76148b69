extension TargetBalancer {
  /// How to choose, and when to stop choosing somebody who fails.
  public struct Policy: Hashable, Sendable {
    public var algorithm: BalancingAlgorithm

    /// ``PassiveHealth/Policy/none`` leaves failing targets in rotation.
    public var passiveHealth: PassiveHealth.Policy

    /// When to give up on health and call anybody.
    public var panic: PanicThreshold

    /// nginx's defaults.
    public init(
      algorithm: BalancingAlgorithm = .smoothWeightedRoundRobin,
      passiveHealth: PassiveHealth.Policy = .init(), panic: PanicThreshold = .never
    ) {
      self.algorithm = algorithm
      self.passiveHealth = passiveHealth
      self.panic = panic
    }

    /// What makes the policy unusable, if anything.
    public var problem: String? { algorithm.problem ?? passiveHealth.problem ?? panic.problem }

    /// How the algorithm probes, if it does.
    var probing: ProbePool.Policy {
      if case .prequal(let probing) = algorithm { probing } else { ProbePool.Policy() }
    }
  }
}
