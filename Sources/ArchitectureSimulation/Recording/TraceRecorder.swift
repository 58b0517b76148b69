import EventEngine
import TimeBase

/// Folds every event of a run into its digests.
///
/// The digest of a single station leaves the sequence number out: it says in which order the events
/// of the whole run were scheduled, and that changes when a component is added elsewhere.
struct TraceRecorder: ~Copyable {
  private(set) var total = TraceDigest()
  private(set) var events: UInt64 = 0
  private(set) var checkpoints = TraceCheckpoints()
  private var parts: Table<TraceDigest>
  private let ids: [UInt64]

  /// Events that are written down one by one; usually none.
  var stretch: Range<UInt64> = 0..<0 {
    didSet { isWriting = !stretch.isEmpty }
  }
  private var isWriting = false
  private var written: [(line: TraceLine, station: Int)] = []

  /// When virtual time last moved, by the looks of whoever watches over the run.
  var lastProgress: (time: Instant, work: UInt64) = (.zero, 0)

  init(_ plan: Plan) {
    parts = Table(count: plan.stations.count) { _ in TraceDigest() }
    ids = plan.stations.map(\.id)
  }

  /// - Parameter instance: Which of the station's instances it happened to.
  mutating func record(
    _ event: Timeline<Event>.Scheduled, station: Int, instance: UInt16 = 0, request: UInt64
  ) {
    events &+= 1
    let phase = UInt64(event.phase.rawValue)
    let kind = UInt64(event.event.kind.rawValue)
    let component = ids[station] &+ UInt64(instance)
    total.foldEvent(
      at: event.time, phase: phase, kind: kind, sequence: event.sequence,
      component: component, request: request)
    // Independent products, so that the chain of a part is one link an event long.
    let time = UInt64(bitPattern: event.time.nanoseconds)
    parts[station].fold(
      time &* 0xC2B2_AE3D_27D4_EB4F ^ request &* 0x9E37_79B1_85EB_CA87
        ^ component &* 0x1656_67B1_9E37_79F9 ^ (phase << 8 | kind))
    checkpoints.record(at: event.time, total)
    if isWriting, stretch.contains(events) { write(event, station, request) }
  }

  @inline(never)
  private mutating func write(
    _ event: Timeline<Event>.Scheduled, _ station: Int, _ request: UInt64
  ) {
    let line = TraceLine(
      number: events, time: event.time, phase: event.phase.rawValue, sequence: event.sequence,
      kind: "\(event.event.kind)", place: "", request: request)
    written.append((line, station))
  }

  /// What has been written down.
  func lines(_ plan: Plan) -> [TraceLine] {
    written.map { entry in
      var line = entry.line
      line.place = plan.names[entry.station]
      return line
    }
  }

  func part(_ station: Int) -> UInt64 { parts[station].value }
}
