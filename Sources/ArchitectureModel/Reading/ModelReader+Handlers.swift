import EventEngine
import TimeBase

extension ModelReader {
  func block(_ reader: ObjectReader) -> Step {
    guard let node = reader.value("block") else { return .block([]) }
    guard node.value.elements != nil else { return .block([.wait(distribution(node) ?? .none)]) }
    let steps = steps(node)
    let isParallel = steps.contains { step in
      step.withInner.contains { if case .parallel = $0 { true } else { false } }
    }
    if isParallel {
      report(
        .rule("a loop that is blocked does one thing only; it has no parallel steps"), at: node)
    }
    return .block(steps)
  }

  func mutex(_ reader: ObjectReader) -> Step {
    let mutex = Mutex(
      attribute: reader.choice("lock") ?? .key, steps: reader.steps("do") ?? [],
      timeout: reader.span("timeout"), otherwise: reader.steps("otherwise"))
    let locksAgain = mutex.steps.contains { step in
      step.withInner.contains {
        if case .lock(let inner) = $0 { inner.attribute == mutex.attribute } else { false }
      }
    }
    if locksAgain, let node = reader.value("do") {
      let word = mutex.attribute.rawValue
      report(.rule("a lock on '\(word)' within one on '\(word)' would wait for itself"), at: node)
    }
    return .lock(mutex)
  }

  func selection(_ reader: ObjectReader) -> Step {
    let attribute: Selection.Attribute = reader.choice("switch") ?? .key
    let isKnown = reader.word("switch") != nil
    var cases: [Selection.Case] = []
    for (label, node) in reader.map("cases") ?? [] {
      let steps = steps(node)
      guard isKnown else { continue }
      guard let values = values(label, of: attribute) else {
        report(.rule("expected \(Self.phrase(for: attribute)), not '\(label.shortened)'"), at: node)
        continue
      }
      cases.append(Selection.Case(values: values, label: label, steps: steps))
    }
    cases.sort { $0.values.lowerBound < $1.values.lowerBound }
    for (earlier, later) in zip(cases, cases.dropFirst())
    where earlier.values.overlaps(later.values) {
      report(
        .rule("the cases '\(earlier.label)' and '\(later.label)' overlap"), at: reader.node)
    }
    return .select(
      Selection(attribute: attribute, cases: cases, otherwise: reader.steps("else") ?? []))
  }

  private static func phrase(for attribute: Selection.Attribute) -> String {
    attribute.words.map { "one of \($0.joined(separator: ", "))" }
      ?? "a number such as 7, or a range such as 0-9"
  }

  private func values(_ label: String, of attribute: Selection.Attribute) -> ClosedRange<UInt64>? {
    if let words = attribute.words {
      return words.firstIndex(of: label).map { UInt64($0)...UInt64($0) }
    }
    let parts = label.split(separator: "-", omittingEmptySubsequences: false)
    // What is more than the numbers of keys and tenants would match nothing.
    let ends = parts.compactMap { part in
      part.utf8.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 } ? UInt64(part) : nil
    }
    guard ends.count == parts.count, let first = ends.first, ends.count <= 2, let last = ends.last,
      first <= last
    else { return nil }
    return first...last
  }
}
