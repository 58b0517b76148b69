import Resilience

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Another thread that does the same again and again, from when it was made until it is stopped.
final class Rival: Sendable {
  private enum State: Sendable {
    case starts, works, isToStop, isOver
  }

  private let state = Live(State.starts, clock: LiveClock(StoppedClock()))

  /// Calls between two looks at whether to stop.
  private static var stretch: UInt64 { 64 }

  /// Starts the thread and waits until it is at work.
  init(_ body: @escaping @Sendable (UInt64) -> Bool) {
    Task.detached { [state] in
      var number: UInt64 = 0
      var goesOn = true
      while goesOn {
        for _ in 0..<Self.stretch {
          number &+= 1
          _ = body(number)
        }
        goesOn = state.update { state, _ in
          state = state == .isToStop ? .isOver : .works
          return state == .works
        }
      }
    }
    wait(for: .works)
  }

  /// Stops the thread and waits until it has.
  func stop() {
    state.update { state, _ in state = .isToStop }
    wait(for: .isOver)
  }

  private func wait(for wanted: State) {
    while state.update({ state, _ in state != wanted }) { sched_yield() }
  }
}
