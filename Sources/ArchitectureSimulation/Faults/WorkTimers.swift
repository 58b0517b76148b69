import TimeBase

/// Until when each call works and with whom it shares its instance, for models in which a fault can
/// change that.
///
/// The calls of an instance are a chain through all timers, so that a fault looks at those whom it
/// befalls and not at everybody alive. A side table, so that calls of other models carry nothing for it.
struct WorkTimers: ~Copyable {
  /// The end of a timer that does not run.
  static let none = Instant(nanoseconds: .min)

  private struct Timer: BitwiseCopyable {
    var end = WorkTimers.none

    /// Where it runs; negative for nowhere.
    var instance = -1
    var previous = CallID.none
    var next = CallID.none
  }

  private var timers: [Timer] = []

  /// Of each instance, the call whose timer was started last.
  private var firsts: [CallID] = []

  /// When the work of a call ends; long ago if it does not work.
  func end(of call: CallID) -> Instant {
    Int(call.index) < timers.count ? timers[Int(call.index)].end : Self.none
  }

  /// Lets the timer of a call run, anew if it does already.
  mutating func set(_ call: CallID, _ end: Instant, at instance: Int) {
    makeRoom(for: call, at: instance)
    let number = Int(call.index)
    timers[number].end = end
    guard timers[number].instance != instance else { return }
    unlink(call)
    let first = firsts[instance]
    timers[number].instance = instance
    timers[number].previous = .none
    timers[number].next = first
    if first != .none { timers[Int(first.index)].previous = call }
    firsts[instance] = call
  }

  /// - Precondition: The timer has been set before.
  mutating func stop(_ call: CallID) {
    timers[Int(call.index)].end = Self.none
    unlink(call)
  }

  /// The first of the calls whose timers run at an instance; `none` if there is none.
  func first(at instance: Int) -> CallID {
    instance < firsts.count ? firsts[instance] : .none
  }

  func next(after call: CallID) -> CallID { timers[Int(call.index)].next }

  private mutating func unlink(_ call: CallID) {
    let timer = timers[Int(call.index)]
    guard timer.instance >= 0 else { return }
    if timer.previous == .none {
      firsts[timer.instance] = timer.next
    } else {
      timers[Int(timer.previous.index)].next = timer.next
    }
    if timer.next != .none { timers[Int(timer.next.index)].previous = timer.previous }
    timers[Int(call.index)].instance = -1
  }

  private mutating func makeRoom(for call: CallID, at instance: Int) {
    if timers.count <= Int(call.index) {
      timers += Array(repeating: Timer(), count: Int(call.index) + 1 - timers.count)
    }
    if firsts.count <= instance {
      firsts += Array(repeating: .none, count: instance + 1 - firsts.count)
    }
  }
}
