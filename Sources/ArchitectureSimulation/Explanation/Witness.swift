/// Looks on while a run is played, and writes down what every request does at every moment.
///
/// Hardly anything is reported to it as it happens. After each action it looks at the calls that the
/// action was about, from the request at its client to the last call of the chain, and notes what has
/// changed. So the simulation of a run that nobody explains knows next to nothing of it.
final class Witness {
  static let nowhere: Int32 = -1

  /// Traces that grow; `nil` where there is none or while it is being worked on.
  private var traces: [GrowingTrace?] = []
  private var vacant: [Int32] = []

  // Of each place in the slab of calls: the trace that follows what is there, and where in it.
  private var traceOfCall: [Int32] = []
  private var indexOfCall: [Int32] = []

  /// Counts actions.
  var action: UInt64 = 0

  /// Counts looks.
  var look: UInt64 = 0

  /// Traces that the present action may have changed.
  var pending: [Int32] = []

  /// Whether the present action may have changed any trace.
  var isShaken = false

  /// What is found out.
  var books: ExplanationBooks

  /// Whether everything is looked at after every action, to find what would be missed otherwise.
  let isThorough: Bool

  /// Changes that only a thorough look has found.
  var missedChanges = 0

  init(_ books: ExplanationBooks, isThorough: Bool) {
    self.books = books
    self.isThorough = isThorough
  }

  // MARK: Traces

  /// Numbers of the traces that grow.
  var live: [Int32] {
    traces.indices.compactMap { traces[$0] == nil ? nil : Int32($0) }
  }

  func trace(_ number: Int32) -> GrowingTrace? { traces[Int(number)] }

  func insert(_ trace: GrowingTrace) -> Int32 {
    guard let place = vacant.popLast() else {
      traces.append(trace)
      return Int32(traces.count - 1)
    }
    traces[Int(place)] = trace
    return place
  }

  /// Takes a trace out to work on it, so that nothing of it is copied.
  func take(_ number: Int32) -> GrowingTrace? {
    defer { traces[Int(number)] = nil }
    return traces[Int(number)]
  }

  func put(_ trace: GrowingTrace, back number: Int32) {
    traces[Int(number)] = trace
  }

  /// A trace that was taken out has come to its end.
  func forget(_ number: Int32) {
    vacant.append(number)
  }

  // MARK: Calls

  func place(of call: CallID) -> (trace: Int32, index: Int) {
    guard Int(call.index) < traceOfCall.count else { return (Self.nowhere, 0) }
    return (traceOfCall[Int(call.index)], Int(indexOfCall[Int(call.index)]))
  }

  func setPlace(of call: CallID, _ trace: Int32, _ index: Int) {
    let count = Int(call.index) + 1
    if traceOfCall.count < count {
      traceOfCall += Array(repeating: Self.nowhere, count: count - traceOfCall.count)
      indexOfCall += Array(repeating: 0, count: count - indexOfCall.count)
    }
    traceOfCall[Int(call.index)] = trace
    indexOfCall[Int(call.index)] = Int32(truncatingIfNeeded: index)
  }

  /// Adds a call to those that a trace watches.
  func watch(_ watched: WatchedCall, in trace: inout GrowingTrace, _ number: Int32) {
    trace.watched.append(watched)
    setPlace(of: watched.call, number, trace.watched.count - 1)
  }

  /// Watches a call no longer.
  func dismiss(_ index: Int, from trace: inout GrowingTrace, _ number: Int32) {
    let leaver = trace.watched[index].call
    if isPlace(of: leaver, number, index) { setPlace(of: leaver, Self.nowhere, 0) }
    let last = trace.watched.removeLast()
    guard index < trace.watched.count else { return }
    trace.watched[index] = last
    if isPlace(of: last.call, number, trace.watched.count) {
      setPlace(of: last.call, number, index)
    }
  }

  /// Whether what is at a call's address is watched there: an action may end a call and begin another
  /// at its address, and the trace of the new one may be looked at before that of the old one.
  private func isPlace(of call: CallID, _ number: Int32, _ index: Int) -> Bool {
    place(of: call) == (number, index)
  }

  /// Where a trace watches what is at a call's address, whether or not that is still the same call.
  func index(of call: CallID, in trace: GrowingTrace, _ number: Int32) -> Int? {
    let place = place(of: call)
    guard place.trace == number, place.index < trace.watched.count,
      trace.watched[place.index].call == call
    else { return nil }
    return place.index
  }
}
