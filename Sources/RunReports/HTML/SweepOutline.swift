import ArchitectureModel

/// What the manifest of a sweep says, for its page.
struct SweepOutline {
  let model: String

  /// Paths, in the order in which they were given.
  let knobs: [String]

  /// Those whose goodput is a column.
  let clients: [String]

  /// The arguments that make the sweep again, the name of the program first; the same for a sweep that
  /// was made at once and for one that was put together from shards.
  let command: [String]

  /// The whole of it.
  let tree: JSONTree

  private static let figure = ".goodput"

  init(_ manifest: SweepManifest) {
    let value = (try? JSONValue(parsing: manifest.whole)) ?? JSONValue(.null)
    tree = Self.plain(value)
    model = value["model"]?["name"]?.text ?? ""
    knobs = value["vary"]?.elements?.compactMap { $0["path"]?.text } ?? []
    let columns = value["columns"]?.elements?.compactMap(\.text) ?? []
    clients = columns.filter { $0.hasSuffix(Self.figure) }
      .map { String($0.dropLast(Self.figure.count)) }
    command = Self.command(value, model)
  }

  private static func command(_ manifest: JSONValue, _ model: String) -> [String] {
    var words = ["simulate", "sweep", "--model", model]
    for knob in manifest["vary"]?.elements ?? [] {
      words += ["--vary", "\(knob["path"]?.text ?? "")=\(knob["values"]?.text ?? "")"]
    }
    let scenarios = manifest["scenarios"]?.elements?.compactMap(\.text) ?? []
    if !scenarios.isEmpty { words += ["--scenario", scenarios.joined(separator: ",")] }
    for set in manifest["set"]?.elements ?? [] where set["path"]?.text != "run.seed" {
      words += ["--set", "\(set["path"]?.text ?? "")=\(set["value"]?.text ?? "")"]
    }
    // What goes without saying is left out.
    for (key, option, usual) in [
      ("design", "--design", "grid"), ("seed", "--seed", ""), ("replication", "--replication", "0"),
      ("replications", "--replications", "1"), ("draws", "--draws", "common"),
      ("tieOrder", "--tie-order", "fifo"),
    ] {
      let text = manifest[key].flatMap { $0.text ?? $0.number?.text }
      if let text, text != usual { words += [option, text] }
    }
    let replications = manifest["replications"]?.number?.whole(as: Int.self) ?? 1
    let confidence = manifest["confidence"]?.number.flatMap { Double($0.text) }
    if let confidence, replications > 1, confidence != usualConfidence {
      words += ["--confidence", confidence.percent]
    }
    return words
  }

  private static let usualConfidence = 0.95

  private static func plain(_ value: JSONValue) -> JSONTree {
    switch value.content {
    case .null: .null
    case .boolean(let flag): .flag(flag)
    case .text(let text): .text(text)
    case .number(let number):
      number.whole(as: UInt64.self).map(JSONTree.count) ?? .number(Double(number.text) ?? .nan)
    case .array(let elements): .array(elements.map(plain))
    case .object(let members): .object(members.map { .init($0.key, plain($0.value)) })
    }
  }
}
