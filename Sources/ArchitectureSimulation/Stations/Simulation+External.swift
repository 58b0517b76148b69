import EventEngine
import Resilience
import TimeBase

/// What an endpoint has carried out. Of requests that it sees twice it knows as long as it remembers
/// them; without a memory of its own, they are remembered to be counted.
struct ExternalState: ~Copyable {
  private var store: IdempotencyStore<UInt16>?
  private var seen: DeduplicationWindow

  /// Requests that were carried out; those among them that had been before; and those that were not
  /// because they had been before.
  var effects: UInt64 = 0
  var duplicates: UInt64 = 0
  var suppressed: UInt64 = 0

  /// Who remembers where it is.
  var names: NameMemory

  /// More requests than this are not remembered; the oldest makes room.
  private static var memory: Int { 1_000_000 }

  /// - Parameter callerCount: How many processes there are that may call it.
  init(_ plan: ExternalPlan, callerCount: Int) {
    names = NameMemory(of: plan.nameLife == nil ? 0 : callerCount)
    store = plan.idempotency.map { .init(.init(retention: $0, limit: Self.memory)) }
    // Longer than any run.
    seen = DeduplicationWindow(.init(window: .minutes(4_000 * 24 * 60), limit: Self.memory))
  }

  static func all(_ plan: Plan) -> Table<ExternalState> {
    Table(count: plan.externals.count) {
      ExternalState(plan.externals[$0], callerCount: plan.instanceCount)
    }
  }

  /// - Parameter request: The same however often it is sent.
  mutating func carryOut(_ request: UInt64, at now: Instant) {
    if let decision = store?.begin(request, fingerprint: 0, at: now) {
      switch decision {
      case .executes, .executesForgetting: store?.complete(request, 200)
      case .replays, .inProgress, .differs:
        suppressed &+= 1
        return
      }
    }
    effects &+= 1
    if seen.admit(request, at: now) == .duplicate { duplicates &+= 1 }
  }
}

/// Endpoints of others, and what is refused before they are called.
extension Simulation {
  /// Does one step at the border: of an endpoint, or of a handler that is about to call one.
  ///
  /// - Returns: Whether the program goes on behind the call's counter.
  mutating func reachesOut(_ call: CallID, _ counter: Int) -> Bool {
    switch program[counter].operation {
    case .carryOut:
      // Two calls are for the same request if they came of the same request of a client.
      externals[program[counter].operand].carryOut(calls[call].draws.root.index, at: now)
      return true
    case .unresolved:
      end(call, .failure(.refused, at: calls[call].station))
      return false
    case .lookUpName: return looksUpName(call, counter)
    case .learnName: return learnsName(call, of: program[counter].operand)
    case .refuseNameless where isNameKnown(to: call, of: program[counter].operand): return true
    default: return isRefused(call, counter)
    }
  }

  /// The guard does not let a call go on.
  ///
  /// - Returns: Whether its program goes on all the same.
  private mutating func isRefused(_ call: CallID, _ counter: Int) -> Bool {
    if calls[call].flags.contains(.job) { recorder.jobIsBlocked(calls[call], plan) }
    guard program[counter].target == Instruction.noTarget else {
      // The counter moves on by one.
      calls[call].counter = program[counter].target &- 1
      return true
    }
    end(call, .failure(.blocked, at: calls[call].station, status: 403))
    return false
  }
}
