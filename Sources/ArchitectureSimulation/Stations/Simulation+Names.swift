import ArchitectureModel
import EventEngine
import TimeBase

/// Looking up where the name of an endpoint leads, which its callers remember for a while: until then
/// nothing that happens to names befalls them.
extension Simulation {
  /// Begins to look a name up, unless who asks remembers it.
  ///
  /// - Returns: Whether the program goes on at once.
  mutating func looksUpName(_ call: CallID, _ counter: Int) -> Bool {
    let endpoint = program[counter].operand
    let external = stationPlans[endpoint].external
    guard !isRemembered(by: call, endpoint) else {
      externals[external].names.books.remembered &+= 1
      return true
    }
    externals[external].names.books.lookups &+= 1
    var time = TimeSpan.zero
    let sampler = plan.externals[external].lookup
    if sampler >= 0 {
      time = self.time(of: call, sampler, program[counter].purpose)
      time = TimeSpan(roundingNanoseconds: Double(time.nanoseconds) * nameSlowness(of: endpoint))
    }
    if let failing = nameFailureTime(of: endpoint) { time = failing }
    if stations[Int(calls[call].station)].isDegraded {
      time = TimeSpan(
        roundingNanoseconds: Double(time.nanoseconds) * slowness(of: instance(of: call)))
    }
    guard time > .zero else { return true }
    work(call, for: time)
    return false
  }

  /// A lookup is over: its answer is remembered, or there is none, with which a call ends that is at
  /// the endpoint already.
  ///
  /// - Returns: Whether the program goes on.
  mutating func learnsName(_ call: CallID, of endpoint: Int) -> Bool {
    guard !isRemembered(by: call, endpoint) else { return true }
    let external = stationPlans[endpoint].external
    guard nameFailureTime(of: endpoint) != nil else {
      if let life = plan.externals[external].nameLife, let asker = asker(of: call, endpoint) {
        externals[external].names.learn(asker, until: now + life)
      }
      return true
    }
    externals[external].names.books.failed &+= 1
    guard Int(calls[call].station) == endpoint else { return true }
    end(call, .failure(.refused, at: calls[call].station))
    return false
  }

  /// Whether who is about to call an endpoint knows where it is.
  mutating func isNameKnown(to call: CallID, of endpoint: Int) -> Bool {
    isRemembered(by: call, endpoint) || nameFailureTime(of: endpoint) == nil
  }

  private mutating func isRemembered(by call: CallID, _ endpoint: Int) -> Bool {
    guard let asker = asker(of: call, endpoint) else { return false }
    return externals[stationPlans[endpoint].external].names.isKnown(to: asker, at: now)
  }

  /// The process that wants to know: of a call that is at the endpoint already, that of its caller;
  /// `nil` if the caller has given up.
  private mutating func asker(of call: CallID, _ endpoint: Int) -> Int? {
    guard Int(calls[call].station) == endpoint else { return instance(of: call) }
    let caller = calls[call].parent
    return caller == .none ? nil : instance(of: caller)
  }

  /// By the faults that are on: how many times as long a lookup takes.
  private mutating func nameSlowness(of endpoint: Int) -> Double {
    var slowness = 1.0
    for number in activeFaults where plan.faults[number].station == endpoint {
      if case .slowNames(let factor) = plan.faults[number].effect { slowness *= factor }
    }
    return slowness
  }

  /// By the faults that are on: when who asks knows that there is no answer; `nil` if there is one. Of
  /// several the first that says so decides.
  private mutating func nameFailureTime(of endpoint: Int) -> TimeSpan? {
    var first: TimeSpan?
    for number in activeFaults where plan.faults[number].station == endpoint {
      guard case .unresolved(let time) = plan.faults[number].effect else { continue }
      first = min(first ?? time, time)
    }
    return first
  }
}
