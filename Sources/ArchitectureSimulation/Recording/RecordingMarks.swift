import TimeBase

/// When the recorder has to do something of its own: end a step of the series, cut the books.
///
/// These are no events of the run. They take no place in its order and leave nothing in its digest,
/// so that to ask one more question of a run does not make it another run.
struct RecordingMarks {
  struct Mark {
    var time: Instant
    var endsStep: Bool
    var cuts: Bool
  }

  private let end: Instant
  private let step: TimeSpan
  private var nextStep: Instant
  private var cuts: ArraySlice<Instant>

  /// The last instant before the next mark, or the end of the run if no mark is left.
  ///
  /// What happens at the instant of a mark comes after it.
  private(set) var horizon: Instant

  init(_ plan: Plan) {
    end = .zero + plan.duration
    step = plan.seriesStep
    nextStep = .zero + step
    cuts = plan.cuts[...]
    horizon = .zero
    aim()
  }

  /// Moves on to the next mark and returns it; `nil` if none is left.
  mutating func next() -> Mark? {
    let time = upcoming
    guard time < end else { return nil }
    let mark = Mark(time: time, endsStep: nextStep == time, cuts: cuts.first == time)
    if mark.endsStep { nextStep += step }
    if mark.cuts { cuts.removeFirst() }
    aim()
    return mark
  }

  private var upcoming: Instant { min(nextStep, cuts.first ?? .distantFuture) }

  private mutating func aim() {
    horizon = upcoming < end ? upcoming - .nanoseconds(1) : end
  }
}
