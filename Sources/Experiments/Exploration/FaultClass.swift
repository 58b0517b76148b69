import EventEngine
import TimeBase

/// A way for something to break that an exploration may draw.
public enum FaultClass: String, CaseIterable, Hashable, Sendable {
  case refuse, hang, crash, slow, errors, flush, freeze, delay

  /// The member of a fault that names whom it befalls.
  var key: String {
    switch self {
    case .refuse, .hang: "outage"
    case .crash: "crash"
    case .slow: "slow"
    case .errors: "errors"
    case .flush: "flush"
    case .freeze: "freeze"
    case .delay: "delay"
    }
  }

  /// Whether it is over as soon as it has begun.
  var isInstantaneous: Bool { self == .flush }

  /// What a fault of this class says beside its target and its times; the strength is drawn.
  ///
  /// - Parameter share: From 0 to 1, how bad it is.
  func members(share: Double) -> [(key: String, value: String)] {
    switch self {
    case .refuse: [("mode", "\"refuse\"")]
    case .hang: [("mode", "\"hang\"")]
    case .crash, .flush, .freeze: []
    case .slow: [("factor", "\(2 + Int(share * 48))")]
    case .errors: [("share", "\"\(10 + Int(share * 90))%\"")]
    case .delay: [("by", "\"\(10 + Int(share * 990))ms\"")]
    }
  }
}
