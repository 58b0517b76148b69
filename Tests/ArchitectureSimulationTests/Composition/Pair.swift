import ArchitectureModel
import Testing

/// A caller and a callee, and a model in which the one calls the other.
///
/// The client and whatever stands around the two take no time of their own, so that what happens
/// between the two can be told exactly.
struct Pair: Sendable, CustomTestStringConvertible {
  /// The kinds of components, and of each those that work in a way of their own.
  enum Kind: String, CaseIterable, Sendable {
    case client, gateway, filters, balancer, service, health, stores, guarding
    case cache, queue, broker, database, file, rows, pooled, pool, external
  }

  var caller: Kind
  var callee: Kind

  var testDescription: String { "\(caller) calls \(callee)" }

  /// Every ordered pair that a model file can express.
  static let all = Kind.allCases.flatMap { caller in
    Kind.allCases.filter { caller.canCall($0) }.map { Pair(caller: caller, callee: $0) }
  }

  /// How the caller calls and over what.
  struct Manner: Sendable {
    var retries = false
    var cancels = false
    var hasLatency = false

    /// Whether anybody waits for a bounded time only.
    var isPatient = false

    static let all = [false, true].flatMap { retries in
      [false, true].flatMap { cancels in
        [false, true].map { Manner(retries: retries, cancels: cancels, hasLatency: $0) }
      }
    }
  }

  /// Two windows of one fault that overlap at the callee, and later one at the caller.
  func faults(_ kind: Fault.Kind?, atCaller: Bool = true) -> [String] {
    guard let kind else { return [] }
    guard kind != .herd else { return [kind.text(of: "web", #""at": "400ms""#)] }
    func at(_ time: String, _ length: String) -> String {
      #""at": "\#(time)""# + (kind.hasLength ? #", "for": "\#(length)""# : "")
    }
    var faults: [String] = []
    if callee.canSuffer(kind) {
      faults += [
        kind.text(of: "callee", at("300ms", "300ms"), extent(kind, of: callee, isFirst: true)),
        kind.text(of: "callee", at("500ms", "200ms"), extent(kind, of: callee, isFirst: false)),
      ]
    }
    if atCaller, caller.canSuffer(kind) {
      faults.append(kind.text(of: "caller", at("850ms", "200ms")))
    }
    return faults
  }

  /// Networks are cut in one direction first, and then in the other.
  private func extent(_ kind: Fault.Kind, of victim: Kind, isFirst: Bool) -> String? {
    guard kind == .partition || kind == .zonePartition else { return nil }
    return isFirst ? #""way": "there", "mode": "refuse""# : #""way": "back", "mode": "hang""#
  }

  /// The faults that can befall one of the two.
  var faultKinds: [Fault.Kind] {
    Fault.Kind.allCases.filter { callee.canSuffer($0) || caller.canSuffer($0) }
  }

  /// Requests arrive for a second or so, and the run goes on until all must have ended.
  func model(_ manner: Manner, faults: [String]) -> Sketch {
    var model = Sketch(
      run: #""duration": "5s", "warmup": "0s""#,
      network: #""latency": "\#(manner.hasLatency ? "15ms" : "0s")""#)
    let first =
      switch caller {
      case .client: "callee"
      case .queue, .broker: "front"
      default: "caller"
      }
    // A caller with a policy of its own gives up before its client does.
    var policy = caller == .client ? self.policy(manner) : [#""timeout": "700ms""#]
    if manner.isPatient { policy = [] }
    model.clients = [
      (
        "web",
        """
        { "arrivals": { "poisson": "50/s", "limit": \(Self.requestCount) }, "calls": "\(first)",
          "token": { "missing": "5%" },
          \(policy.map { $0 + "," }.joined(separator: " "))
          "requests": { "get": { "key": { "uniform": 5 }, "body": { "exponential": "1KiB" } } } }
        """
      )
    ]
    model.components = callingComponents(manner) + [("callee", component)] + surroundings
    model.faults = faults
    // Only what strikes a zone needs somebody who stands there.
    if faults.contains(where: { $0.contains(#""zone"#) }) {
      model.clients[0].1.insert(contentsOf: #" "zone": "web","#, at: model.clients[0].1.secondIndex)
      model.components = model.components.map { ($0.0, Self.settle($0.1, in: $0.0)) }
    }
    return model
  }

  /// A component that stands in a zone of its own, if it can.
  static func settle(_ component: String, in zone: String) -> String {
    guard !component.contains(#""kind": "external""#), !component.contains(#""kind": "pool""#),
      !component.contains(#""zone""#)
    else { return component }
    var component = component
    component.insert(contentsOf: #" "zone": "\#(zone)","#, at: component.secondIndex)
    return component
  }

  /// Of a client that no fault lets send more.
  static let requestCount: UInt64 = 60

  static func requestCount(with kind: Fault.Kind?) -> UInt64 {
    kind == .herd ? requestCount + 20 : requestCount
  }

  func policy(_ manner: Manner) -> [String] {
    guard !manner.isPatient else { return [] }
    return [#""timeout": "100ms", "onTimeout": "\#(manner.cancels ? "cancel" : "abandon")""#]
      + (manner.retries ? [#""retry": { "attempts": 3, "backoff": "20ms" }"#] : [])
  }
}

extension String {
  /// After the first character, the brace of an object.
  fileprivate var secondIndex: Index { index(after: startIndex) }
}
