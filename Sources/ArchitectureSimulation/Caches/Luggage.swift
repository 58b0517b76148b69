import EventEngine
import Resilience
import TimeBase

/// What a call carries besides its request, in models in which that makes a difference.
struct Luggage: BitwiseCopyable {
  /// What it has read or written last.
  var stamp = Stamp.none

  /// The instruction of its caller: what is asked of a cache; negative for none.
  var instruction: Int32 = -1

  /// The buffer whose write it makes; negative for none.
  var buffer: Int32 = -1

  /// The right to fill that a cache has granted.
  var token: LeaseToken?

  /// How long what it stores took to load.
  var loadTime = TimeSpan.zero
}

/// The luggage of all calls, and when their loads began.
///
/// A side table, so that calls of other models carry nothing for it.
struct LuggageRack: ~Copyable {
  /// A load that is under way.
  struct Load: BitwiseCopyable {
    var began = Instant.zero
    var token: LeaseToken?
  }

  private let depth: Int
  private var pieces = CallColumn(blank: Luggage())
  private var loads: [Load] = []

  /// - Parameter depth: Loads of one call that can stand in each other.
  init(depth: Int) {
    self.depth = depth
  }

  subscript(call: CallID) -> Luggage {
    get { pieces[call] }
    set { pieces[call] = newValue }
  }

  /// A call is over.
  @inline(never)
  mutating func clear(_ call: CallID) { _ = pieces.take(call) }

  func load(of call: CallID, at depth: UInt8) -> Load {
    let place = Int(call.index) * self.depth + Int(depth)
    return place < loads.count ? loads[place] : Load()
  }

  mutating func setLoad(of call: CallID, at depth: UInt8, _ load: Load) {
    let place = Int(call.index) * self.depth + Int(depth)
    if loads.count <= place {
      loads += Array(repeating: Load(), count: place + 1 - loads.count)
    }
    loads[place] = load
  }
}

/// What calls carry to whom they call, and back.
extension Simulation {
  /// A call is about to go out.
  mutating func pack(_ call: CallID, for caller: CallID) {
    let counter = Int(calls[caller].counter)
    var piece = Luggage(
      stamp: luggage[caller].stamp, instruction: Int32(truncatingIfNeeded: counter))
    if program[counter].use == .fill {
      let load = luggage.load(of: caller, at: program[counter].depth)
      piece.token = load.token
      piece.loadTime = now - load.began
    }
    luggage[call] = piece
  }

  /// A call has come back.
  mutating func unpack(_ call: CallID, for caller: CallID) {
    let piece = luggage[call]
    if piece.stamp.source != Stamp.none.source { luggage[caller].stamp = piece.stamp }
    luggage[caller].token = piece.token
  }

  /// In a database: which version of its object a call reads from now on, or has written just now.
  mutating func noteVersion(_ call: CallID, _ operation: Instruction.Operation) {
    guard operation != .renew else { return }
    if plan.hasTransactions, operation == .writeVersion, isPostponed(call) { return }
    let isWrite = operation == .writeVersion
    let station = calls[call].station
    if stationPlans[Int(station)].replication >= 0 {
      noteReplicatedVersion(call, isWrite: isWrite)
      return
    }
    let key = key(of: call)
    let version =
      isWrite
      ? versions.write(key, at: Int(station)) : versions.version(of: key, at: Int(station))
    luggage[call].stamp = Stamp(source: station, version: version)
  }
}
