import ArchitectureModel
import EventEngine
import Resilience
import TimeBase

/// What lies between a site and those whom it calls, where that is more than always the same time.
struct WirePlan: Sendable {
  /// What the draws for one kind of message are called.
  struct Purposes: BitwiseCopyable, Sendable {
    var latency: UInt64
    var loss: UInt64

    init(_ name: String) {
      latency = StreamName("\(name)/latency").id
      loss = StreamName("\(name)/loss").id
    }
  }

  /// How connections are made; `nil` if there always is one.
  var connection: Connection?

  /// The lane of the longest wait for one; negative for none.
  var timeoutLane = -1

  /// Number of the sampler of what the callee computes to agree on encryption; negative for nothing.
  var handshakeWork = -1

  /// Whether a connection is all that is asked for.
  var isAll = false

  /// The first of its caches of connections, one for each instance of the caller and machine of the
  /// callee; negative for none.
  var firstCache = -1
  var machines = 1

  /// Number of the sampler of latencies; negative if all messages take that of the site.
  var latency = -1

  /// Bytes a second; 0 for any number.
  var bandwidth: Int64 = 0

  /// The first of two channels that messages wait for, there and back; negative if they do not.
  var channel = -1
  var loss = Probability.never

  /// Whether both ends stand in zones, and whether these say what messages meet.
  var isZoned = false
  var obeysZones = false
  var asks: Purposes
  var accepts: Purposes
  var calls: Purposes
  var answers: Purposes

  init(_ label: String) {
    asks = Purposes("\(label)/ask")
    accepts = Purposes("\(label)/accept")
    calls = Purposes("\(label)/there")
    answers = Purposes("\(label)/back")
  }
}

extension PlanBuilder {
  /// The wire of a site; negative if its messages always take the same time.
  func wire(
    _ connection: Connection?, _ line: Network.Line, from caller: Int, to target: Int,
    _ label: String, isInside: Bool = false
  )
    -> Int
  {
    let isZoned = !isInside && isZoned(from: caller, to: target)
    guard connection != nil || !line.isPlain || isZoned else { return -1 }
    var wire = WirePlan(label)
    wire.isZoned = isZoned
    wire.obeysZones =
      isZoned && !architecture.network.hasLink(from: plan.names[caller], to: plan.names[target])
    wire.connection = connection
    wire.timeoutLane = lane(connection?.timeout)
    wire.handshakeWork = connection?.handshakeWork.map { sampler($0) } ?? -1
    wire.latency = line.latency.map { sampler($0) } ?? -1
    wire.bandwidth = line.bandwidth ?? 0
    wire.loss = Probability(line.loss)
    if line.isShared, line.bandwidth != nil {
      wire.channel = channel(from: caller, to: target)
    }
    if let policy = connection?.keepAlive {
      wire.firstCache = plan.connectionCaches.count
      wire.machines = plan.stations[target].machineCount
      plan.connectionCaches += Array(
        repeating: policy, count: plan.stations[caller].instanceCount * wire.machines)
    }
    plan.wires.append(wire)
    return plan.wires.count - 1
  }

  /// Who takes a call on a new connection runs two instructions first, the same everywhere.
  func addHandshake() {
    guard plan.wires.contains(where: { $0.handshakeWork >= 0 }) else { return }
    plan.handshake = UInt16(truncatingIfNeeded: plan.program.count)
    plan.program.append(Instruction(operation: .agree, purpose: Purpose.handshake))
    plan.program.append(Instruction(operation: .enter))
  }

  /// All sites of one caller share the channels to one callee.
  private func channel(from caller: Int, to target: Int) -> Int {
    let known = plan.channels.firstIndex { $0.caller == caller && $0.target == target }
    if known == nil { plan.channels.append((caller, target)) }
    return 2 * (known ?? plan.channels.count - 1)
  }

  /// Makes the sites lossy that a fault is about.
  func addLoss(to links: [Int]) {
    for site in links where plan.sites[site].wire < 0 {
      plan.sites[site].wire = plan.wires.count
      plan.wires.append(WirePlan("site \(site)"))
    }
  }
}
