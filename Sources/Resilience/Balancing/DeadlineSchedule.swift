/// Weighted round robin in virtual time: the earliest deadline is next, and the target's next
/// one lies 1/weight later, with the weight of that moment.
///
/// - SeeAlso: Envoy, *edf_scheduler*; Demers, Keshav, Shenker, *Analysis and simulation of a fair
///   queueing algorithm*, SIGCOMM 1989.
@usableFromInline
struct DeadlineSchedule: Sendable {
  /// By target.
  private var deadlines: ContiguousArray<Double> = []

  /// When each deadline was set, which decides between equal ones.
  private var turns: ContiguousArray<UInt64> = []

  private var now = 0.0
  private var turn: UInt64 = 0

  init() {}

  /// Adds a target, or puts a new one in the place of another.
  mutating func enter(_ target: Int, weight: Double) {
    if target == deadlines.count {
      deadlines.append(0)
      turns.append(0)
    }
    deadlines[target] = now
    serve(target, weight: weight)
  }

  /// Whether the first is due before the second. What was due long ago, because it could not be
  /// picked, is due now and has no more claims than that.
  func isDue(_ first: Int, before second: Int) -> Bool {
    let (one, other) = (max(deadlines[first], now), max(deadlines[second], now))
    return one < other || (one == other && turns[first] < turns[second])
  }

  /// Serves a target, which is next due at a distance of 1/`weight`.
  mutating func serve(_ target: Int, weight: Double) {
    now = max(now, deadlines[target])
    deadlines[target] = now + 1 / weight
    turns[target] = turn
    turn += 1
  }
}
