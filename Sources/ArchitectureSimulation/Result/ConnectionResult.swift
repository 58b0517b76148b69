/// What happened on the way between a caller and a callee in the window, where that is more than always
/// the same time; over all instances of the caller.
public struct ConnectionResult: Hashable, Sendable {
  /// What went between those who stand in zones.
  public struct Zones: Hashable, Sendable {
    public var calls: UInt64

    /// Calls to another zone, refused ones included.
    public var crossed: UInt64

    /// Bytes of the bodies of these, and of their answers; what was sent again counts once.
    public var bytes: UInt64

    /// `nil` without calls.
    public var crossedShare: Double? { calls > 0 ? Double(crossed) / Double(calls) : nil }

    public init(calls: UInt64, crossed: UInt64, bytes: UInt64) {
      self.calls = calls
      self.crossed = crossed
      self.bytes = bytes
    }
  }

  public var caller: String
  public var target: String

  /// Connections that were asked for.
  public var opened: UInt64

  /// Calls that went over one that had been kept.
  public var reused: UInt64

  /// Messages that were lost and sent again, those of handshakes included.
  public var repeated: UInt64

  /// `nil` if one of the two stands nowhere in particular.
  public var zones: Zones?

  public init(caller: String, target: String, opened: UInt64, reused: UInt64, repeated: UInt64) {
    self.caller = caller
    self.target = target
    self.opened = opened
    self.reused = reused
    self.repeated = repeated
  }
}

extension ResultBuilder {
  /// One for each pair, whatever number of places it calls from.
  func connectionResults(in part: Part) -> [ConnectionResult] {
    var results: [ConnectionResult] = []
    for site in plan.sites where site.wire >= 0 {
      let later = part.after.extras.wires[site.wire]
      let earlier = part.before?.extras.wires[site.wire] ?? WireBooks()
      let (caller, target) = (plan.names[site.caller], plan.names[site.target])
      let place = results.firstIndex { $0.caller == caller && $0.target == target }
      if place == nil {
        results.append(
          ConnectionResult(caller: caller, target: target, opened: 0, reused: 0, repeated: 0))
      }
      let known = place ?? results.count - 1
      results[known].opened += later.opened - earlier.opened
      results[known].reused += later.reused - earlier.reused
      results[known].repeated += later.repeated - earlier.repeated
      guard plan.wires[site.wire].isZoned else { continue }
      var zones = results[known].zones ?? ConnectionResult.Zones(calls: 0, crossed: 0, bytes: 0)
      zones.calls += later.zones.calls - earlier.zones.calls
      zones.crossed += later.zones.crossed - earlier.zones.crossed
      zones.bytes += later.zones.bytes - earlier.zones.bytes
      results[known].zones = zones
    }
    return results
  }
}
