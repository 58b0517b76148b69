import Resilience
import TimeBase

extension ModelReader {
  func line(_ reader: ObjectReader) -> WaitingLine {
    let line = WaitingLine(
      discipline: reader.value("discipline").flatMap { discipline($0, reader) } ?? .fifo,
      whenFull: reader.word("whenFull") == "displace" ? .displaces : .rejects,
      delayControl: reader.value("delayControl").flatMap { delayControl($0, reader) } ?? .none,
      dropsExpired: reader.boolean("dropExpired") ?? false)
    if line.discipline == .siro, line.whenFull == .displaces, let node = reader.value("whenFull") {
      report(.rule("a line in random order displaces nobody; it knows no last"), at: node)
    }
    return line
  }

  private func discipline(_ node: Node, _ reader: ObjectReader) -> QueueDiscipline? {
    guard let members = node.value.members else {
      switch word(node, reader.field("discipline").value) {
      case "lifo": return .lifo
      case "siro": return .siro
      case "priority": return .priority()
      case "earliestDeadline": return .earliestDeadlineFirst
      case "fair": return .fair()
      default: return .fifo
      }
    }
    let keys = members.map(\.key)
    if keys.contains("priority") {
      let period = ObjectReader(node, as: "aging", in: self)?.object("priority", as: "agingPeriod")
      return .priority(aging: period?.span("aging"))
    }
    if keys.contains("fair") {
      return .fair(buckets: ObjectReader(node, as: "fairness", in: self)?.whole("fair"))
    }
    let threshold = ObjectReader(node, as: "adaptiveLifo", in: self)?.whole("adaptiveLifo")
    return .adaptiveLIFO(threshold: threshold ?? 0)
  }

  private func delayControl(_ node: Node, _ reader: ObjectReader) -> QueueDelayControl? {
    guard let members = node.value.members else {
      reportUnexpected(node, reader.field("delayControl").value)
      return nil
    }
    let known = ["codel", "networkCodel", "standingQueue"]
    let shape = known.first { word in members.contains { $0.key == word } } ?? "codel"
    guard let inner = ObjectReader(node, as: shape, in: self)?.object(shape, as: "controlledDelay")
    else { return nil }
    let target = inner.span("target") ?? .milliseconds(5)
    let interval = inner.span("interval") ?? .milliseconds(100)
    let control: QueueDelayControl =
      switch shape {
      case "networkCodel": .networkCoDel(.init(target: target, interval: interval))
      case "standingQueue": .standingQueueTimeout(.init(standing: target, interval: interval))
      default: .coDel(.init(target: target, interval: interval))
      }
    if let problem = control.problem { report(.rule(problem), at: node) }
    return control
  }
}
