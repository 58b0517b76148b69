/// Reads one tree into the vocabulary and collects everything that is wrong with it.
///
/// Reading never stops early. A value that cannot be used is noted and stands in for itself with a
/// harmless one, so that what follows it is read too; nothing read so ever leaves, because a tree
/// with complaints yields no architecture.
final class ModelReader {
  let root: JSONValue
  let names: NameDirectory
  let attachments: ModelAttachments

  /// What the tree was made of; other scenarios are made of the same.
  let origin: ModelOrigin

  /// Those that expectations compare this one with.
  var otherScenarios: [OtherScenario] = []
  private(set) var complaints: [Complaint] = []
  private(set) var remarks: [Remark] = []

  /// Every key that was there and was read, as `shape.key`, if somebody asked for them.
  private(set) var keysRead: [String] = []
  private let recordsKeys: Bool

  /// Whether the form of scenarios is looked at, too.
  let readsScenarios: Bool

  init(
    _ root: JSONValue, _ attachments: ModelAttachments, origin: ModelOrigin? = nil,
    recordingKeys recordsKeys: Bool = false, readingScenarios readsScenarios: Bool = true
  ) {
    self.root = root
    self.origin = origin ?? ModelOrigin(root: root)
    self.attachments = attachments
    self.recordsKeys = recordsKeys
    self.readsScenarios = readsScenarios
    names = NameDirectory(root)
  }

  /// More problems than this are not collected; nobody reads so many.
  static let mostComplaints = 1000

  /// Whether further problems would not be collected.
  var hasEnough: Bool { complaints.count >= Self.mostComplaints }

  func report(_ reason: ModelProblem.Reason, at path: ModelPath, from origin: JSONValue.Origin) {
    guard !hasEnough else { return }
    complaints.append(Complaint(origin: origin, path: path, reason: reason))
  }

  func report(_ reason: ModelProblem.Reason, at node: Node) {
    report(reason, at: node.path, from: node.value.origin)
  }

  /// Notes that a value is not what `shape` says.
  func reportUnexpected(_ node: Node, _ shape: ValueShape, suggestion: String? = nil) {
    reportUnexpected(node, "\(shape)", suggestion: suggestion)
  }

  func reportUnexpected(_ node: Node, _ expected: String, suggestion: String? = nil) {
    report(
      .unexpected(found: node.value.summary, expected: expected, suggestion: suggestion), at: node)
  }

  func advise(_ message: String, at path: ModelPath) {
    remarks.append(Remark(origin: root.nearest(to: path).origin, path: path, message: message))
  }

  func noteRead(_ key: String, of shape: String) {
    if recordsKeys { keysRead.append("\(shape).\(key)") }
  }
}
