import EventEngine
import Resilience
import TimeBase

/// How long messages are on their way where that is not always the same: drawn latencies, bandwidth,
/// and losses, after which a message is sent again later and later.
extension Simulation {
  /// From one repetition to the next, doubled each time: what Linux waits where it knows no better, and
  /// for the packet that asks for a connection (RFC 6298).
  private static var repetition: TimeSpan { .milliseconds(200) }
  static var firstRepetition: TimeSpan { .seconds(1) }

  /// Repetitions after which a message is lost for good: `tcp_retries2` of Linux.
  private static var mostRepetitions: Int { 15 }

  /// Where in `counter` of a call on its way the repetitions of its message are counted.
  static var countShift: UInt16 { 4 }

  enum Way {
    case there, back
  }

  /// Sends a call on its way over a wire, which may have to open a connection first.
  mutating func departOverWire(_ call: CallID, for caller: CallID, at site: Int) {
    let wire = sites[site].wire
    if plan.wires[wire].isZoned, !findsHop(of: call, for: caller, at: site) { return }
    guard plan.wires[wire].connection == nil else {
      connect(call, for: caller, at: site)
      return
    }
    setDeadline(of: caller, sites[site].timeoutLane)
    calls[call].counter = Self.isOpen
    travelOverWire(call, at: site)
  }

  mutating func setDeadline(of caller: CallID, _ lane: Int) {
    guard lane >= 0 else { return }
    calls[caller].deadline = deadlines.set(lane, for: caller, at: now, in: &timeline)
  }

  /// A call leaves over a connection that is there.
  mutating func travelOverWire(_ call: CallID, at site: Int) {
    let wire = sites[site].wire
    let bytes = plan.wires[wire].bandwidth > 0 ? bodySize(of: call) : 0
    if plan.wires[wire].isZoned, calls[call].counter >> Self.countShift == 0 {
      countCrossing(call, at: site, .there)
    }
    guard
      var time = transit(
        call, at: site, plan.wires[wire].calls, repeatedAfter: Self.repetition, bytes, .there)
    else { return }
    if plan.changesLinks { time += links[site].delay }
    if time > .zero {
      schedule(.delivery, call, after: time, phase: .arrival)
    } else {
      arrivesAtOnce(call)
    }
  }

  /// An answer leaves for its caller over a wire.
  mutating func answerOverWire(_ call: CallID, at site: Int) {
    if plan.changesLinks, links[site].refusalsBack > 0 {
      calls[call].outcome = .failure(.refused, at: calls[call].station)
    }
    if plan.wires[sites[site].wire].isZoned {
      countCrossing(call, at: site, .back)
      if wires.zones.cuts[hop(of: call, .back)].refusals > 0 {
        calls[call].outcome = .failure(.refused, at: calls[call].station)
      }
    }
    calls[call].counter = 0
    returnOverWire(call, at: site)
  }

  /// An answer goes back over a wire, for the first time or again.
  mutating func returnOverWire(_ call: CallID, at site: Int) {
    let wire = sites[site].wire
    let bytes = plan.wires[wire].bandwidth > 0 ? answerSize(of: call) : 0
    let time = transit(
      call, at: site, plan.wires[wire].answers, repeatedAfter: Self.repetition, bytes, .back)
    guard let time else { return }
    if time > .zero {
      schedule(.response, call, after: time, phase: .completion)
    } else {
      ready.append(.deliver, call)
    }
  }

  /// A message that was lost is sent again, unless nobody waits for what it is about.
  mutating func isSentAgain(_ call: CallID) {
    let caller = calls[call].parent
    guard caller != .none else {
      release(call)
      return
    }
    let site = Int(calls[caller].site)
    if calls[call].state == .returning {
      returnOverWire(call, at: site)
    } else {
      handshakeIsRepeated(call, at: site)
    }
  }

  /// Sends a message. One that is lost is sent again after a while that doubles each time, and is lost
  /// for good after many.
  ///
  /// - Returns: How long it is on its way; `nil` if it is lost.
  mutating func transit(
    _ call: CallID, at site: Int, _ purposes: WirePlan.Purposes, repeatedAfter first: TimeSpan,
    _ bytes: Int64, _ way: Way
  ) -> TimeSpan? {
    let number = sites[site].wire
    let (component, index) = (stationPlans[sites[site].caller].id, calls[call].draws.index)
    let repetitions = Int(calls[call].counter >> Self.countShift)
    let wait = bytes > 0 ? occupancy(number, bytes, way) : .zero
    guard !isLost(call, at: site, purposes.loss, repetitions, way) else {
      guard repetitions < Self.mostRepetitions else {
        calls[call].state = .lost
        return nil
      }
      wires.books[number].repeated &+= 1
      calls[call].counter &+= 1 << Self.countShift
      schedule(
        .resend, call, after: first * Int64(1 << repetitions),
        phase: way == .there ? .arrival : .completion)
      return nil
    }
    // The next message counts from the start.
    calls[call].counter &= (1 << Self.countShift) - 1
    if plan.wires[number].isZoned,
      let time = zoneLatency(hop(of: call, way), at: site, purposes.latency, index)
    {
      return wait + time
    }
    guard plan.wires[number].latency >= 0 else { return wait + sites[site].latency }
    var draws = Draws(random, component: component, purpose: purposes.latency, index: index)
    return wait + samplers[plan.wires[number].latency].sample(&draws)
  }

  private mutating func isLost(
    _ call: CallID, at site: Int, _ purpose: UInt64, _ repetitions: Int, _ way: Way
  ) -> Bool {
    if plan.changesLinks {
      let cuts = way == .there ? links[site].lossesThere : links[site].lossesBack
      if cuts > 0 { return true }
    }
    let hop = plan.wires[sites[site].wire].isZoned ? hop(of: call, way) : nil
    if let hop, wires.zones.cuts[hop].losses > 0 { return true }
    let loss = loss(at: site, over: hop)
    guard loss != .never else { return false }
    let word = random.block(
      component: stationPlans[sites[site].caller].id, purpose: purpose,
      index: calls[call].draws.index, attempt: UInt64(repetitions)
    ).first
    return loss.includes(word)
  }

  /// What a wire loses: by itself and, of what it lets pass, because of faults.
  ///
  /// - Parameter hop: That between the zones of its ends, if these stand in any.
  mutating func loss(at site: Int, over hop: Int?) -> Probability {
    let wire = sites[site].wire
    var own = plan.wires[wire].loss
    if let hop, plan.wires[wire].obeysZones { own = plan.zones.hops[hop].loss ?? own }
    guard plan.changesLinks, links[site].loss > 0 else { return own }
    return Probability(1 - (1 - own.value) * (1 - links[site].loss))
  }

  /// The time until a body is on the wire: what it takes to be sent, after those that were sent before
  /// it on the same channel.
  private mutating func occupancy(_ wire: Int, _ bytes: Int64, _ way: Way) -> TimeSpan {
    let (high, low) = bytes.multipliedFullWidth(by: 1_000_000_000)
    let bandwidth = plan.wires[wire].bandwidth
    // More than three hundred years are that.
    guard high < bandwidth else { return .forever }
    let (quotient, rest) = bandwidth.dividingFullWidth((high, low))
    let own = TimeSpan(nanoseconds: rest > 0 ? quotient &+ 1 : quotient)
    let channel = plan.wires[wire].channel
    guard channel >= 0 else { return own }
    let place = channel + (way == .there ? 0 : 1)
    let start = max(now, wires.busyUntil[place])
    wires.busyUntil[place] = start + own
    return start + own - now
  }
}
