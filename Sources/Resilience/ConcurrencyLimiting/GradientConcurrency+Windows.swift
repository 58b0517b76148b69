import TimeBase

extension GradientConcurrency {
  /// Does what has become due, in the order of time.
  ///
  /// - Complexity: O(1) for each window in which a request has ended.
  func fire(in state: inout State, through now: Instant) {
    while min(state.windowEnd, state.measureStart) <= now {
      if state.measureStart < state.windowEnd {
        startMeasurement(of: &state)
      } else {
        endWindow(of: &state, before: min(now, state.measureStart))
      }
      // The last instant there is: nothing can become due after it.
      if min(state.windowEnd, state.measureStart) == .distantFuture { return }
    }
  }

  func endMeasurement(of state: inout State, at now: Instant, word: UInt64) {
    state.unloadedLatency = state.latencies.quantile(percentile)
    state.latencies.removeAll()
    set(state.deferredLimit ?? lowest, in: &state, at: now)
    state.deferredLimit = nil
    let range = (Double(measureInterval.nanoseconds) * jitter).rounded(.up)
    let extra = word.multipliedFullWidth(by: UInt64(range)).high
    state.measureStart = now + measureInterval + TimeSpan(nanoseconds: Int64(clamping: extra))
    state.windowEnd = now + updateInterval
  }

  private func startMeasurement(of state: inout State) {
    let now = state.measureStart
    state.measureStart = .distantFuture
    guard !state.isMeasuring else { return }
    state.deferredLimit = state.limit
    set(lowest, in: &state, at: now)
    state.latencies.removeAll()
    state.epoch = now
  }

  /// Ends the window that is due; as long as no request has ended, all that are due by `bound`.
  private func endWindow(of state: inout State, before bound: Instant) {
    let now = state.windowEnd
    guard !state.isMeasuring else {
      // The end of the measurement begins a new window.
      state.windowEnd = .distantFuture
      return
    }
    guard state.latencies.count > 0 else {
      let skipped = (bound - now).nanoseconds / updateInterval.nanoseconds
      state.windowEnd = now + updateInterval * (skipped &+ 1)
      return
    }
    let latency = state.latencies.quantile(percentile)
    state.latencies.removeAll()
    state.windowEnd = now + updateInterval
    set(nextLimit(from: state, latency), in: &state, at: now)
  }

  private func nextLimit(from state: State, _ latency: TimeSpan) -> Int {
    let unloaded = Double(state.unloadedLatency.nanoseconds)
    let ratio = (unloaded + unloaded * buffer) / Double(max(1, latency.nanoseconds))
    let limit = Double(state.limit) * max(0.5, min(2, ratio))
    return max(lowest, min(highest, Int(limit + limit.squareRoot())))
  }

  /// Five windows in a row at the lowest limit say that the unloaded latency may be wrong.
  private func set(_ limit: Int, in state: inout State, at now: Instant) {
    let stays = !state.isMeasuring && state.limit == lowest && limit == lowest
    state.lowestCount = stays ? state.lowestCount + 1 : 0
    state.limit = limit
    if state.lowestCount >= 5 { state.measureStart = now }
  }
}
