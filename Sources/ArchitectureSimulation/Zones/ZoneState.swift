import ArchitectureModel

/// Which hop between zones each call has taken, and which of them are cut.
struct ZoneState: ~Copyable {
  /// Cuts that lose or refuse messages on one hop; several may overlap.
  struct Cuts: BitwiseCopyable {
    var losses = 0
    var refusals = 0

    mutating func cut(_ mode: Fault.OutageMode, by step: Int) {
      switch mode {
      case .hang: losses += step
      case .refuse: refusals += step
      }
    }
  }

  /// From the zone of its caller to that of its callee; of calls between those who stand in zones.
  var hops = CallColumn<UInt16>(blank: 0)

  /// Of each hop.
  var cuts: [Cuts]

  init(_ plan: Plan) {
    cuts = plan.zones.hops.map { _ in Cuts() }
  }
}

/// What went between those who stand in zones, over the wire of one site, from the start of the run.
struct ZoneBooks: BitwiseCopyable, Sendable {
  var calls: UInt64 = 0

  /// Calls to another zone, and the bytes of these and of their answers.
  var crossed: UInt64 = 0
  var bytes: UInt64 = 0
}
