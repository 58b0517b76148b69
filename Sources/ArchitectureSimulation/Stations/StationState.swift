import EventEngine

/// What a station keeps for all its instances.
struct StationState: BitwiseCopyable {
  /// The instance that a call without a balancer goes to next.
  var nextInstance: Int = 0

  // Faults that are on; several may overlap.
  var refusals = 0 { didSet { lookAtFaults() } }
  var hangs = 0 { didSet { lookAtFaults() } }
  var readOnlys = 0

  /// Whether any instance is slow or faulty: one look that spares the others.
  var isDegraded = false { didSet { lookAtFaults() } }

  /// Whether any of these faults is on: one look for who comes in or leaves.
  private(set) var isDisturbed = false

  private mutating func lookAtFaults() {
    isDisturbed = refusals > 0 || hangs > 0 || isDegraded
  }

  /// Times are multiplied by this; exactly 1 without a fault.
  var slowness = 1.0

  /// Share of calls that fail at the end of their work.
  var errorShare = Probability.never
  var errorStatus: UInt16 = 500

  /// Share of calls that fail before their work.
  var quickErrorShare = Probability.never
  var quickErrorStatus: UInt16 = 500
}
