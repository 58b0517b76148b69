import ArchitectureModel
import EventEngine
import Resilience
import TimeBase

/// What a balancer keeps: its algorithm with the state of every target, and who tried whom.
struct BalancerState: ~Copyable {
  /// A target that is back, and since when.
  private struct Newcomer {
    var target: Int
    var since: Instant
    var share: Int
  }

  /// Why a target is not sent to, whatever its passive health.
  struct Absence: OptionSet {
    let rawValue: UInt8

    /// The detector has thrown it out.
    static let ejected = Absence(rawValue: 1)

    /// It fails its checks.
    static let failing = Absence(rawValue: 2)
  }

  var targets: TargetBalancer

  /// Of each target.
  private var absences: [Absence]

  /// How each target is reached.
  let routes: Table<BalancerPlan.Target>
  let names: [String]

  /// Targets that calls in progress have tried in vain, for those that tried more than one.
  var tried = Slab<TriedTargets>(capacity: 16)

  let routing: Balancer.Routing?

  /// Whether there is anything to see to before a pick and after an answer.
  let isWatchful: Bool
  var detector: OutlierDetector?
  var checks: TargetChecks?

  /// Where sessions were sent, of the process that remembers it for all; and which calls belong to one.
  var sessions: SessionTable?
  var sessionBooks = SessionBooks()
  let bond: Balancer.Stickiness.Bond?
  let sessionOwner: Int

  /// How it prefers its own zone, if it does.
  var router: ZoneRouter?

  /// Whether targets are asked how loaded they are, and how often they were.
  let asksForLoad: Bool
  var loadProbes = LoadProbeBooks()

  /// Sweeps of the detector so far.
  var sweeps: UInt64 = 0
  private let slowStart: SlowStart?
  private var newcomers: [Newcomer] = []

  init(_ plan: BalancerPlan) {
    routes = Table(plan.targets)
    names = plan.names
    absences = plan.names.map { _ in [] }
    targets = TargetBalancer(
      TargetBalancer.Policy(
        algorithm: plan.algorithm, passiveHealth: plan.passiveHealth ?? .none, panic: plan.panic),
      weights: plan.weights, names: plan.names)
    routing = plan.routing
    detector = plan.outliers.map { OutlierDetector($0, targetCount: plan.targets.count) }
    slowStart = plan.slowStart
    checks = plan.checks.map { TargetChecks($0.policy, targetCount: plan.targets.count) }
    asksForLoad = plan.asksForLoad
    router = plan.router
    bond = plan.stickiness?.bond
    sessionOwner = plan.sessionOwner
    sessions = plan.stickiness.map { SessionTable($0.table) }
    for (target, zone) in plan.zonesOfTargets.enumerated() where zone >= 0 {
      targets.setZone(target, zone)
    }
    isWatchful =
      plan.outliers != nil || plan.slowStart != nil || asksForLoad
      || plan.checks.map { $0.policy.errorLimit > 0 } ?? false
    for target in plan.targets.indices where checks?.isUp(target) == false {
      setAbsent(.failing, target, true)
    }
  }

  /// Notes that a target is there from now on, or not there or on its way out. Who is there now is somebody new, of whom
  /// no check has said anything.
  ///
  /// - Returns: Whether somebody has to begin to check it.
  mutating func list(_ target: Int, _ isListed: Bool, at now: Instant) -> Bool {
    targets.setListed(target, isListed)
    guard checks != nil else { return false }
    let begins = checks?.list(target, isListed, at: now) ?? false
    setAbsent(.failing, target, checks?.isUp(target) == false)
    return begins
  }

  /// Takes a target out of rotation for one reason, or ends that reason.
  mutating func setAbsent(_ absence: Absence, _ target: Int, _ isAbsent: Bool) {
    if isAbsent { absences[target].insert(absence) } else { absences[target].remove(absence) }
    targets.setAvailable(target, absences[target].isEmpty)
  }

  /// Chooses a target as its zone prefers.
  mutating func pickByZone(
    for key: RoutingKey, excluding tried: TriedTargets, at now: Instant, using draws: inout Draws
  ) -> Int? {
    guard var router else { return nil }
    defer { self.router = router }
    self.router = nil
    return targets.pick(by: &router, for: key, excluding: tried, at: now, using: &draws)
  }

  /// Begins to ease a target in that is back.
  mutating func welcome(_ target: Int, at now: Instant) {
    guard slowStart != nil else { return }
    newcomers.removeAll { $0.target == target }
    newcomers.append(Newcomer(target: target, since: now, share: 1_000))
    easeIn(at: now)
  }

  /// Gives those who are back the share that is theirs by now.
  mutating func easeIn(at now: Instant) {
    guard let slowStart, !newcomers.isEmpty else { return }
    for index in newcomers.indices {
      let share = slowStart.thousandths(after: now - newcomers[index].since)
      guard share != newcomers[index].share else { continue }
      newcomers[index].share = share
      targets.setShare(newcomers[index].target, thousandths: share)
    }
    newcomers.removeAll { now - $0.since >= slowStart.window }
  }
}
