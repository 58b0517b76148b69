import Resilience
import TimeBase

/// What is known of the wires of a run: connections that are kept, and channels that are in use.
struct WireState: ~Copyable {
  /// Connections of each instance of a caller to each instance of its callee.
  var caches: [KeepAliveCache]

  /// Until when the messages there, and those back, that have been sent keep a channel busy.
  var busyUntil: [Instant]

  /// Who has given up before there was a connection.
  var unsent = CallID.none

  /// Of each call: calls that its connection has served before, if it is to be kept.
  var served = CallColumn<Int32>(blank: 0)

  var books: [WireBooks]

  /// Of hops between those who stand in zones.
  var zones: ZoneState

  init(_ plan: Plan) {
    caches = plan.connectionCaches.map { KeepAliveCache($0) }
    busyUntil = Array(repeating: .zero, count: 2 * plan.channels.count)
    books = plan.wires.map { _ in WireBooks() }
    zones = ZoneState(plan)
  }
}

/// What happened on the wire of one site, from the start of the run.
struct WireBooks: Sendable {
  /// Connections that were asked for, and calls that found one.
  var opened: UInt64 = 0
  var reused: UInt64 = 0

  /// Messages that were sent again.
  var repeated: UInt64 = 0

  /// Where both ends stand in zones.
  var zones = ZoneBooks()
}
