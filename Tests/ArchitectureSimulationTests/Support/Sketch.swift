import ArchitectureModel
import ArchitectureSimulation
import EventEngine

/// A model in a few lines: the fragments of JSON that a test is about, and the rest around them.
struct Sketch {
  /// Members of `run` besides the seed.
  var run = #""duration": "10s", "warmup": "0s""#
  var network = #""latency": "0s""#

  /// Objects by name, as pairs so that their order is the test's own.
  var clients: [(String, String)] = []
  var components: [(String, String)] = []
  var faults: [String] = []
  var expect: [String] = []

  var text: String {
    """
    {
      "format": 1, "name": "sketch",
      "run": { \(run) },
      "network": { \(network) },
      "clients": { \(Self.members(clients)) },
      "components": { \(Self.members(components)) },
      "faults": [ \(faults.joined(separator: ", ")) ],
      "expect": [ \(expect.joined(separator: ", ")) ]
    }
    """
  }

  func architecture() throws -> Architecture {
    try ModelDocument(text, named: "sketch.json").architecture()
  }

  func play(
    seed: UInt64? = nil, replication: UInt64 = 0, tieOrder: TieOrder = .insertion
  ) throws -> RunResult {
    try ArchitectureRun(architecture()).result(
      .init(seed: seed, replication: replication, tieOrder: tieOrder))
  }

  /// Plays a model that a test has written out whole.
  static func play(_ text: String, scenario: String? = nil) throws -> RunResult {
    let document = try ModelDocument(text, named: "sketch.json")
    return try ArchitectureRun(document.architecture(scenario: scenario)).result()
  }

  private static func members(_ members: [(String, String)]) -> String {
    members.map { "\"\($0.0)\": \($0.1)" }.joined(separator: ",\n    ")
  }
}
