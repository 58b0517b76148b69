import EventEngine
import Resilience
import TimeBase

/// Steps that take time: how much of it, and what spends it.
extension Simulation {
  /// Starts the step's timer; `false` if the drawn time is zero.
  @inline(__always)
  mutating func takesTime(_ call: CallID, _ counter: Int) -> Bool {
    let time = time(of: call, counter)
    guard time > .zero else { return false }
    let isComputing = program[counter].operation == .compute
    return spends(time, call, isComputing: isComputing, hasLoop: program[counter].hasLoop)
  }

  /// The same for agreeing on encryption.
  mutating func takesTimeToAgree(_ call: CallID, _ counter: Int) -> Bool {
    let caller = calls[call].parent
    guard caller != .none else { return false }
    let wire = sites[Int(calls[caller].site)].wire
    let sampler = plan.wires[wire].handshakeWork
    let time = time(of: call, sampler, program[counter].purpose)
    return time > .zero && spends(time, call, isComputing: true, hasLoop: false)
  }

  @inline(__always)
  private mutating func spends(
    _ undisturbed: TimeSpan, _ call: CallID, isComputing: Bool, hasLoop: Bool
  ) -> Bool {
    let number = Int(calls[call].station)
    if stationPlans[number].worksPlainly, !stations[number].isDegraded {
      work(call, for: undisturbed)
      return true
    }
    return spendsElsewhere(undisturbed, call, isComputing: isComputing, hasLoop: hasLoop)
  }

  /// The same where times depend on more than what was drawn.
  @inline(never)
  private mutating func spendsElsewhere(
    _ undisturbed: TimeSpan, _ call: CallID, isComputing: Bool, hasLoop: Bool
  ) -> Bool {
    let number = Int(calls[call].station)
    var time = undisturbed
    if stationPlans[number].warmUpRequests > 0, isComputing {
      time = timeWhenCold(time, at: instance(of: call), number)
    }
    // Who has the loop need not ask for it.
    if stationPlans[number].hasProcessor, isComputing, !hasLoop {
      process(call, for: time, at: host(of: call))
      return true
    }
    if stations[number].isDegraded {
      time = TimeSpan(
        roundingNanoseconds: Double(time.nanoseconds) * slowness(of: instance(of: call)))
    }
    work(call, for: time)
    return true
  }

  /// The time that a step takes where nothing is slower than usual.
  @inline(__always)
  mutating func time(of call: CallID, _ counter: Int) -> TimeSpan {
    time(of: call, program[counter].operand, program[counter].purpose)
  }

  /// A time that is drawn for a call.
  @inline(__always)
  mutating func time(of call: CallID, _ sampler: Int, _ purpose: UInt64) -> TimeSpan {
    if let time = formulas[sampler].formula.constant { return time }
    return formulas[sampler].formula.takesOneWord
      ? time(of: call, byOneWordOf: sampler, purpose) : drawnTime(of: call, sampler, purpose)
  }

  /// A time that is made of one word.
  @inline(never)
  private mutating func time(
    of call: CallID, byOneWordOf sampler: Int, _ purpose: UInt64
  ) -> TimeSpan {
    formulas[sampler].formula.duration(for: word(for: call, purpose))
  }

  /// The same for any distribution.
  @inline(never)
  private mutating func drawnTime(
    of call: CallID, _ sampler: Int, _ purpose: UInt64
  ) -> TimeSpan {
    var draws = self.draws(for: call, purpose)
    return formulas[sampler].needsTable
      ? samplers[sampler].sample(&draws) : formulas[sampler].formula.sample(&draws)
  }
}
