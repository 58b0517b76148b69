import ArchitectureModel
import EventEngine
import PortableMathematics
import TimeBase

/// When the requests or sessions of an open client begin.
extension Simulation {
  /// Schedules the next arrival, unless there is none.
  mutating func scheduleNext(from station: Int) {
    if let limit = clientPlans[station].limit, clients[station].sent >= limit { return }
    let serial = clients[station].arrivals
    let time: Instant
    switch clientPlans[station].load {
    case .constant(let rate, let first):
      time = .zero + first + rate.offset(ofOccurrence: serial)
    case .poisson(let mean):
      let word = random.word(
        component: stationPlans[station].id, purpose: Purpose.interarrival, index: serial)
      time = now + DurationFormula(exponentialWithMean: mean).duration(for: word)
    case .renewal(let sampler):
      var draws = interarrivalDraws(serial, of: station)
      time = now + samplers[sampler].sample(&draws)
    case .profile(_, let isPoisson):
      // A metronome begins where nothing has been passed yet.
      let amount = isPoisson ? unitExponential(serial, of: station) : serial == 0 ? 0 : 1
      guard let next = clients[station].clock?.advance(by: amount) else { return }
      time = next
    case .bursts(let first, let count):
      guard
        let next = nextOfBursts(
          unitExponential(serial, of: station), phases: first..<first + count, from: station)
      else { return }
      time = next
    case .replay(let number, let first):
      time = .zero + first + plan.replays[number].offset(of: serial)
    case .closed:
      return
    }
    timeline.schedule(
      Event(.arrival, place: UInt16(truncatingIfNeeded: station)), at: time, phase: .arrival)
  }

  /// How many requests come now, of which no more are sent than the client's limit leaves.
  mutating func batchSize(from station: Int) -> UInt64 {
    var draws = Draws(
      random, component: stationPlans[station].id, purpose: Purpose.batch,
      index: clients[station].arrivals)
    let size = UInt64(plan.counts[clientPlans[station].batch].sample(&draws))
    return min(size, (clientPlans[station].limit ?? .max) - clients[station].sent)
  }

  private mutating func unitExponential(_ serial: UInt64, of station: Int) -> Double {
    var draws = interarrivalDraws(serial, of: station)
    return -PortableMath.log(draws.nextPositiveUnit())
  }

  private mutating func interarrivalDraws(_ serial: UInt64, of station: Int) -> Draws {
    Draws(
      random, component: stationPlans[station].id, purpose: Purpose.interarrival, index: serial)
  }

  // MARK: Bursts

  /// When `amount` of the cumulative rate will have passed since now; `nil` if the run ends before.
  private mutating func nextOfBursts(
    _ amount: Double, phases: Range<Int>, from station: Int
  ) -> Instant? {
    var (rest, time) = (amount, now)
    if clients[station].burst.begun == 0 { beginPhase(at: time, phases, from: station) }
    while time <= end {
      let phase = plan.burstPhases[phases.lowerBound + clients[station].burst.phase]
      let remaining = Double((clients[station].burst.end - time).nanoseconds)
      let wait = phase.count > 0 ? rest * phase.period / phase.count : .infinity
      if wait < remaining { return time + TimeSpan(roundingNanoseconds: wait) }
      rest = max(0, rest - remaining * phase.count / phase.period)
      time = clients[station].burst.end
      beginPhase(at: time, phases, from: station)
    }
    return nil
  }

  private mutating func beginPhase(at time: Instant, _ phases: Range<Int>, from station: Int) {
    let begun = clients[station].burst.begun
    let phase = Int(begun % UInt64(phases.count))
    var draws = Draws(
      random, component: stationPlans[station].id, purpose: Purpose.phase, index: begun)
    let sampler = plan.burstPhases[phases.lowerBound + phase].length
    clients[station].burst = BurstState(
      phase: phase, end: time + samplers[sampler].sample(&draws), begun: begun &+ 1)
  }

  // MARK: Logs

  /// Which request of the mix a log has; `nil` if it does not say.
  mutating func loggedRequest(_ serial: UInt64, from station: Int) -> Int? {
    guard case .replay(let number, _) = clientPlans[station].load,
      !plan.replays[number].log.requests.isEmpty
    else { return nil }
    return Int(plan.replays[number].log.requests[plan.replays[number].place(of: serial)])
  }
}

extension Replay {
  /// Where in the log the `serial`-th request stands, counted from 0 over all repetitions.
  func place(of serial: UInt64) -> Int { Int(serial % UInt64(log.count)) }

  /// When the `serial`-th request is sent, from the first on.
  func offset(of serial: UInt64) -> TimeSpan {
    let cycle = TimeSpan(nanoseconds: log.length) * Int64(clamping: serial / UInt64(log.count))
    let offset = cycle + TimeSpan(nanoseconds: log.offsets[place(of: serial)])
    return speed == 1 ? offset : TimeSpan(roundingNanoseconds: Double(offset.nanoseconds) / speed)
  }
}
