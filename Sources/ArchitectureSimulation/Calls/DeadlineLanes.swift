import EventEngine
import TimeBase

/// Timeouts, most of which never ring.
///
/// Deadlines of one length expire in the order in which they were set, so that each length is a lane:
/// a linked list, of which only the front needs an event in the timeline. Setting and cancelling are
/// a few instructions, and a cancelled deadline leaves nothing behind.
///
/// A deadline takes its place among the events of its instant when it is set, not when it comes to
/// the front; the order of a run is therefore the same as if each had been an event of its own.
struct DeadlineLanes: ~Copyable {
  static let noDeadline = UInt32.max

  /// One deadline of one call.
  struct Deadline: BitwiseCopyable {
    var next: UInt32
    var previous: UInt32
    var call: CallID
    var lane: UInt32
    var time: Instant
    var sequence: UInt64
  }

  struct Lane: BitwiseCopyable {
    var length: TimeSpan
    var first = DeadlineLanes.noDeadline
    var last = DeadlineLanes.noDeadline

    /// Whether an event that will look at the front is in the timeline.
    var isArmed = false
  }

  private var deadlines = Slab<Deadline>()
  private var lanes: Table<Lane>

  init(lengths: [TimeSpan]) {
    lanes = Table(lengths.map { Lane(length: $0) })
  }

  /// Starts a deadline and returns its address.
  mutating func set(
    _ lane: Int, for call: CallID, at now: Instant, in timeline: inout Timeline<Event>
  ) -> UInt32 {
    let time = now + lanes[lane].length
    let sequence = timeline.reserveSequence()
    let last = lanes[lane].last
    let address = deadlines.insert(
      Deadline(
        next: Self.noDeadline, previous: last, call: call, lane: UInt32(truncatingIfNeeded: lane),
        time: time, sequence: sequence))
    lanes[lane].last = address
    if last == Self.noDeadline {
      lanes[lane].first = address
      if !lanes[lane].isArmed { arm(lane, time, sequence, in: &timeline) }
    } else {
      deadlines[last].next = address
    }
    return address
  }

  func time(of address: UInt32) -> Instant { deadlines[address].time }

  /// The call whose deadline in a lane comes first; `nil` if none runs there.
  func front(of lane: Int) -> CallID? {
    let front = lanes[lane].first
    return front == Self.noDeadline ? nil : deadlines[front].call
  }

  mutating func cancel(_ address: UInt32) {
    let deadline = deadlines[address]
    let lane = Int(deadline.lane)
    if deadline.previous == Self.noDeadline {
      lanes[lane].first = deadline.next
    } else {
      deadlines[deadline.previous].next = deadline.next
    }
    if deadline.next == Self.noDeadline {
      lanes[lane].last = deadline.previous
    } else {
      deadlines[deadline.next].previous = deadline.previous
    }
    deadlines.remove(address)
  }

  /// Handles the event of a lane: returns the call whose deadline has come, or `nil` if the one that
  /// the event was meant for has been cancelled.
  mutating func ring(
    _ lane: Int, sequence: UInt64, in timeline: inout Timeline<Event>
  ) -> CallID? {
    lanes[lane].isArmed = false
    let front = lanes[lane].first
    guard front != Self.noDeadline else { return nil }
    let deadline = deadlines[front]
    guard deadline.sequence == sequence else {
      arm(lane, deadline.time, deadline.sequence, in: &timeline)
      return nil
    }
    cancel(front)
    let next = lanes[lane].first
    if next != Self.noDeadline {
      arm(lane, deadlines[next].time, deadlines[next].sequence, in: &timeline)
    }
    return deadline.call
  }

  private mutating func arm(
    _ lane: Int, _ time: Instant, _ sequence: UInt64, in timeline: inout Timeline<Event>
  ) {
    lanes[lane].isArmed = true
    timeline.schedule(
      Event(.deadline, subject: UInt32(truncatingIfNeeded: lane)), at: time, phase: .timer,
      reserved: sequence)
  }
}
