/// A model file that has been read and found valid, with all its scenarios.
///
/// It is parsed once; every combination of a scenario and overrides is then a new reading of the
/// same tree. Nothing depends on the order of keys, on white space or on comments: models that
/// differ in nothing else have equal readings and an equal ``sha256``.
public struct ModelDocument: Sendable {
  /// A variation that is run by its name.
  public struct Scenario: Hashable, Sendable {
    public var name: String

    /// What it shows, in a sentence; may be empty.
    public var about: String
  }

  /// What problems call the file.
  public let source: String

  /// SHA-256 of the model in canonical form, all scenarios included; 64 hexadecimal digits.
  public let sha256: String

  /// Sorted by name.
  public let scenarios: [Scenario]

  /// The model as it is without a scenario, and advice on it and on its scenarios.
  public let reading: ModelReading

  let text: SourceText
  let attachments: ModelAttachments
  let root: JSONValue

  /// A model file has at most so many bytes.
  public static let largestSize = 16 << 20

  /// Reads a model.
  ///
  /// - Parameters:
  ///   - bytes: UTF-8, with or without a byte order mark.
  ///   - source: What problems call the file.
  ///   - attachments: How the files are read that the model names.
  /// - Throws: ``InvalidModel`` with the first error of syntax, or else with every problem of the
  ///   model and of all its scenarios.
  public init(
    _ bytes: [UInt8], named source: String, attachments: ModelAttachments = .none
  ) throws(InvalidModel) {
    self.source = source
    self.attachments = attachments
    text = SourceText(bytes)
    let (root, duplicates) = try Self.parse(text, named: source)
    self.root = root
    scenarios = Self.scenarios(of: root)
    let review = ModelReview(
      root, named: Self.modelName(source), scenarios: scenarios.map(\.name),
      duplicates: duplicates, attachments)
    let problems = Self.problems(review.complaints, in: text, named: source)
    guard problems.isEmpty, var architecture = review.architecture else {
      throw InvalidModel(problems)
    }
    sha256 = Self.identity(of: root, with: architecture)
    architecture.sha256 = sha256
    let advice = Self.advice(review.remarks, in: text, named: source)
    reading = ModelReading(architecture: architecture, advice: advice)
  }

  /// Reads a model from a text.
  public init(
    _ text: String, named source: String, attachments: ModelAttachments = .none
  ) throws(InvalidModel) {
    try self.init(Array(text.utf8), named: source, attachments: attachments)
  }

  /// The file as its author wrote it; what is not UTF-8 is replaced.
  public var sourceText: String { String(decoding: text.bytes, as: UTF8.self) }

  /// The hash of the model and of the logs that it replays.
  static func identity(of root: JSONValue, with architecture: Architecture) -> String {
    let text = CanonicalJSON.text(of: root)
    let logs = architecture.clients.compactMap(\.replay).map(\.log.sha256)
    return SHA256.hexadecimal(([text] + logs).joined(separator: "\n").utf8)
  }

  /// The file's name without folders and `.json`.
  private static func modelName(_ source: String) -> String {
    let name = source.split(separator: "/").last.map(String.init) ?? source
    return name.hasSuffix(".json") ? String(name.dropLast(5)) : name
  }

  private static func scenarios(of root: JSONValue) -> [Scenario] {
    let members = root["scenarios"]?.members ?? []
    return members.map { Scenario(name: $0.key, about: $0.value["about"]?.text ?? "") }
      .sorted { $0.name.precedes($1.name) }
  }
}
