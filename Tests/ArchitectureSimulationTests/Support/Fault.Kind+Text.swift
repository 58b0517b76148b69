import ArchitectureModel

extension Fault.Kind {
  /// Such a fault as a model file says it, of the middle extent unless `extent` says something else.
  func text(of target: String, _ time: String, _ extent: String? = nil) -> String {
    let (key, usual) = words
    let rest = extent ?? usual
    return #"{ \#(time), "\#(key)": "\#(target)"\#(rest.isEmpty ? "" : ", " + rest) }"#
  }

  /// The key that names whom it befalls, and the keys of an extent.
  private var words: (key: String, extent: String) {
    switch self {
    case .refusal: ("outage", "")
    case .hang: ("outage", #""mode": "hang""#)
    case .lock: ("outage", #""mode": "locked""#)
    case .readOnly: ("outage", #""mode": "readOnly""#)
    case .crash: ("crash", "")
    case .slow: ("slow", #""factor": 20"#)
    case .errors: ("errors", #""share": "60%", "status": 503"#)
    case .quickErrors: ("errors", #""share": "60%", "status": 503, "fast": true"#)
    case .flush: ("flush", "")
    case .partialFlush: ("flush", #""share": "50%""#)
    case .delay: ("delay", #""by": "30ms""#)
    case .partition: ("partition", "")
    case .loss: ("loss", #""share": "30%""#)
    case .freeze: ("freeze", "")
    case .brownout: ("brownout", #""workers": 1"#)
    case .deploy: ("deploy", "")
    case .stall: ("stall", "")
    case .herd: ("herd", #""requests": 20"#)
    case .skew: ("skew", #""ahead": "30s""#)
    case .slowNames: ("dns", #""factor": 20"#)
    case .namelessness: ("dns", #""failsAfter": "20ms""#)
    case .zoneOutage: ("zoneOutage", "")
    case .zonePartition: ("zonePartition", "")
    }
  }

  /// Whether it takes a time that a model file says.
  var hasLength: Bool {
    switch self {
    case .flush, .partialFlush, .deploy, .herd: false
    case .refusal, .hang, .lock, .readOnly, .crash, .slow, .errors, .quickErrors, .delay,
      .partition, .loss, .freeze, .brownout, .stall, .skew, .slowNames, .namelessness, .zoneOutage,
      .zonePartition:
      true
    }
  }
}
