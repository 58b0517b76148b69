import Testing

/// A caller and a callee, and a model in which the one calls the other.
///
/// The client, the caller and whatever stands around the two take no time of their own, so that what
/// happens between the two can be told exactly.
struct Pair: Sendable, CustomTestStringConvertible {
  enum Kind: String, CaseIterable, Sendable {
    case client, gateway, balancer, service, cache, queue, database, external
  }

  var caller: Kind
  var callee: Kind

  var testDescription: String { "\(caller) calls \(callee)" }

  /// Every ordered pair that a model file can express.
  static let all = Kind.allCases.flatMap { caller in
    Kind.allCases.filter { isPossible(caller, $0) }.map { Pair(caller: caller, callee: $0) }
  }

  private static func isPossible(_ caller: Kind, _ callee: Kind) -> Bool {
    switch (caller, callee) {
    case (.cache, _), (.database, _), (.external, _), (_, .client): false
    case (.client, .cache), (.client, .queue): false
    case (.gateway, .cache), (.gateway, .queue): false
    case (.balancer, .cache), (.balancer, .queue): false
    case (.client, _), (.gateway, _), (.balancer, _), (.service, _), (.queue, _): true
    }
  }

  /// How the caller calls and over what.
  struct Manner: Sendable {
    var retries = false
    var cancels = false
    var hasLatency = false

    static let all = [false, true].flatMap { retries in
      [false, true].flatMap { cancels in
        [false, true].map { Manner(retries: retries, cancels: cancels, hasLatency: $0) }
      }
    }

    /// Whether it belongs to the half of all in which every two of the three go together in every
    /// way.
    var isOdd: Bool { (retries != cancels) != hasLatency }
  }

  /// The manners to try in one trouble: half of them, and the other half in the next trouble.
  func manners(_ trouble: Trouble) -> [Manner] {
    let isOdd = trouble == .none || trouble == .hang || trouble == .slow
    return Manner.all.filter { $0.isOdd == isOdd }
  }

  enum Trouble: String, CaseIterable, Sendable {
    case none, refuse, hang, crash, slow, errors, flush

    /// From the first second to the second.
    func fault(of target: String) -> String? {
      let time = #""at": "1s", "for": "1s""#
      return switch self {
      case .none: nil
      case .refuse, .hang: #"{ \#(time), "outage": "\#(target)", "mode": "\#(rawValue)" }"#
      case .crash: #"{ \#(time), "crash": "\#(target)" }"#
      case .slow: #"{ \#(time), "slow": "\#(target)", "factor": 20 }"#
      case .errors: #"{ \#(time), "errors": "\#(target)", "share": "60%", "status": 503 }"#
      case .flush: #"{ "at": "1s", "flush": "\#(target)" }"#
      }
    }
  }

  /// The troubles that a model file can put upon the callee.
  var troubles: [Trouble] {
    Trouble.allCases.filter { trouble in
      switch (trouble, callee) {
      case (.none, _), (.refuse, _), (.hang, _): true
      case (.crash, .external), (.crash, .balancer): false
      case (.slow, .balancer), (.errors, .balancer): false
      case (.flush, _): callee == .cache
      case (.crash, _), (.slow, _), (.errors, _): true
      }
    }
  }

  /// Requests arrive for three seconds, and the run goes on until all must have ended.
  func model(_ manner: Manner, _ trouble: Trouble) -> Sketch {
    let policy = self.policy(manner)
    let target = "\"callee\""
    var model = Sketch(
      run: #""duration": "20s", "warmup": "0s""#,
      network: #""latency": "\#(manner.hasLatency ? "15ms" : "0s")""#)
    let first =
      switch caller {
      case .client: target
      case .queue: "\"front\""
      default: "\"caller\""
      }
    // A caller with a policy of its own gives up before its client does.
    let patience = caller == .client ? policy : #""timeout": "700ms""#
    model.clients = [
      (
        "web",
        """
        { "arrivals": { "poisson": "40/s", "limit": 120 }, "calls": \(first), \(patience),
          "requests": { "get": { "key": { "uniform": 5 } } } }
        """
      )
    ]
    switch caller {
    case .client, .cache, .database, .external: break
    case .gateway:
      model.components.append(
        ("caller", #"{ "kind": "gateway", "calls": \#(target), \#(policy) }"#))
    case .balancer:
      model.components.append(
        (
          "caller",
          #"{ "kind": "balancer", "over": \#(target), "timeout": "100ms" }"#
        ))
    case .service:
      model.components.append(
        (
          "caller",
          """
          { "kind": "service", "workers": "unlimited", "handles": { "*": [ \(step(policy)) ] } }
          """
        ))
    case .queue:
      model.components += [
        (
          "front",
          #"{ "kind": "service", "handles": { "*": [ { "enqueue": "caller" } ] } }"#
        ),
        (
          "caller",
          #"{ "kind": "queue", "workers": "unlimited", "steps": [ \#(step(policy)) ] }"#
        ),
      ]
    }
    model.components += [("callee", component)] + surroundings
    model.faults = trouble.fault(of: "callee").map { [$0] } ?? []
    return model
  }

  private func policy(_ manner: Manner) -> String {
    let retry = #", "retry": { "attempts": 3, "backoff": "20ms" }"#
    return #""timeout": "100ms", "onTimeout": "\#(manner.cancels ? "cancel" : "abandon")""#
      + (manner.retries ? retry : "")
  }

  private func step(_ policy: String) -> String {
    switch callee {
    case .cache:
      """
      { "cached": { "in": "callee", "ttl": "1s", "coalesce": true,
                    "otherwise": [ { "call": "leaf", \(policy) } ] } }
      """
    case .queue: #"{ "enqueue": "callee" }"#
    default: #"{ "call": "callee", \#(policy) }"#
    }
  }

  private var component: String {
    switch callee {
    case .client: "{ }"
    case .gateway: #"{ "kind": "gateway", "work": { "exponential": "10ms" }, "calls": "leaf" }"#
    case .balancer: #"{ "kind": "balancer", "over": "leaf" }"#
    case .service:
      """
      { "kind": "service", "instances": 2, "workers": 2, "backlog": 3,
        "work": { "exponential": "20ms" } }
      """
    case .cache: #"{ "kind": "cache", "capacity": 3, "latency": { "exponential": "2ms" } }"#
    case .queue:
      """
      { "kind": "queue", "workers": 1, "capacity": 5, "work": { "exponential": "20ms" },
        "retry": { "attempts": 3, "backoff": "50ms" } }
      """
    case .database:
      """
      { "kind": "database", "connections": 2, "waiting": 6, "poolTimeout": "60ms",
        "operations": { "*": { "exponential": "20ms" } } }
      """
    case .external: #"{ "kind": "external", "latency": { "exponential": "20ms" } }"#
    }
  }

  /// What the callee calls in its turn, or what brings what a cache does not hold.
  private var surroundings: [(String, String)] {
    switch callee {
    case .gateway, .balancer, .cache:
      [("leaf", #"{ "kind": "service", "workers": 3, "work": { "exponential": "20ms" } }"#)]
    case .client, .service, .queue, .database, .external: []
    }
  }
}
