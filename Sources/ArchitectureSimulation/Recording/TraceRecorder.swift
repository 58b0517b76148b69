import EventEngine
import TimeBase

/// Folds every event of a run into its digests.
///
/// The digest of a single station leaves the sequence number out: it says in which order the events
/// of the whole run were scheduled, and that changes when a component is added elsewhere.
struct TraceRecorder: ~Copyable {
  struct Part {
    let id: UInt64
    var digest = TraceDigest()
  }

  private(set) var total = TraceDigest()
  private(set) var checkpoints = TraceCheckpoints()
  private var parts: Table<Part>

  /// Events so far.
  var events: UInt64 { checkpoints.eventCount }

  /// Events that are written down one by one; usually none.
  var stretch: Range<UInt64> = 0..<0 {
    didSet { isWriting = !stretch.isEmpty }
  }
  private var isWriting = false
  private var written: [(line: TraceLine, station: Int)] = []

  /// When virtual time last moved, by the looks of whoever watches over the run.
  var lastProgress: (time: Instant, work: UInt64) = (.zero, 0)

  init(_ plan: Plan) {
    parts = Table(plan.stations.map { Part(id: $0.id) })
  }

  /// - Parameter instance: Which of the station's instances it happened to.
  @inline(__always)
  mutating func record(
    _ event: Timeline<Event>.Scheduled, station: Int, instance: UInt16 = 0, request: UInt64
  ) {
    let word = TraceDigest.word(
      at: event.time, phase: UInt64(event.phase.rawValue), kind: UInt64(event.event.kind.rawValue),
      component: parts[station].id &+ UInt64(instance), request: request)
    total.foldEvent(word, sequence: event.sequence)
    parts[station].digest.fold(word)
    checkpoints.record(at: event.time, total)
    if isWriting { write(event, station, request) }
  }

  @inline(never)
  private mutating func write(
    _ event: Timeline<Event>.Scheduled, _ station: Int, _ request: UInt64
  ) {
    guard stretch.contains(events) else { return }
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

  func part(_ station: Int) -> UInt64 { parts[station].digest.value }
}
