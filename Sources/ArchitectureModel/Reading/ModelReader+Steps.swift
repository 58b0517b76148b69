import EventEngine
import TimeBase

extension ModelReader {
  func steps(_ node: Node) -> [Step] {
    guard let elements = list(node, .steps) else { return [] }
    return elements.compactMap(step)
  }

  private func step(_ node: Node) -> Step? {
    switch variant(node, of: "step") {
    case "computeStep": read(node, "computeStep") { .compute($0.distribution("compute") ?? .none) }
    case "waitStep": read(node, "waitStep") { .wait($0.distribution("wait") ?? .none) }
    case "callStep": read(node, "callStep", callStep)
    case "cachedStep":
      ObjectReader(node, as: "cachedStep", in: self)?.object("cached", as: "cached")
        .map(cachedRead)
    case "writtenStep":
      ObjectReader(node, as: "writtenStep", in: self)?.object("written", as: "written")
        .map(cachedWrite)
    case "getStep": read(node, "getStep") { cacheOperation($0, "get", .get) }
    case "setStep": read(node, "setStep") { cacheOperation($0, "set", .set) }
    case "deleteStep": read(node, "deleteStep") { cacheOperation($0, "delete", .delete) }
    case "incrementStep": read(node, "incrementStep", increment)
    case "enqueueStep":
      read(node, "enqueueStep") {
        .enqueue($0.name("enqueue", of: .queue) ?? "", otherwise: $0.steps("otherwise"))
      }
    case "respondStep":
      read(node, "respondStep") {
        .respond($0.whole("respond") ?? 200, retryAfter: wholeSeconds("retryAfter", $0))
      }
    case "failStep":
      read(node, "failStep") {
        .fail(share: $0.share("fail") ?? 0, status: $0.whole("status") ?? 500)
      }
    case "chanceStep":
      read(node, "chanceStep") {
        .chance(
          share: $0.share("chance") ?? 0, then: $0.steps("then") ?? [],
          otherwise: $0.steps("else") ?? [])
      }
    case "acquireStep":
      read(node, "acquireStep") {
        .acquire($0.name("acquire", of: .pool) ?? "", otherwise: $0.steps("otherwise"))
      }
    case "releaseStep": read(node, "releaseStep") { .release($0.name("release", of: .pool) ?? "") }
    case "parallelStep": read(node, "parallelStep") { .parallel(fork($0)) }
    case "blockStep": read(node, "blockStep", block)
    case "switchStep": read(node, "switchStep", selection)
    case "lockStep": read(node, "lockStep", mutex)
    case "transactionStep": read(node, "transactionStep", transaction)
    case "guardStep": read(node, "guardStep", addressCheck)
    case "insertStep": read(node, "insertStep") { storeUse($0, "insert", .insert) }
    case "findStep": read(node, "findStep") { storeUse($0, "find", .find) }
    case "removeStep": read(node, "removeStep") { storeUse($0, "remove", .remove) }
    case "healthStep": read(node, "healthStep", health)
    case "countStep": read(node, "countStep") { .count($0.text("count") ?? "") }
    case "limitStep": ObjectReader(node, as: "limitStep", in: self).flatMap(limitStep)
    case "bearerStep":
      ObjectReader(node, as: "bearerStep", in: self)?.object("bearer", as: "bearer")
        .map { .authorise(bearer($0)) }
    case "bodyLimitStep": read(node, "bodyLimitStep", bodyLimit)
    case "httpsStep": read(node, "httpsStep", httpsStep)
    case "corsStep": ObjectReader(node, as: "corsStep", in: self).flatMap(crossOriginStep)
    default: nil
    }
  }

  private func read(_ node: Node, _ shape: String, _ body: (ObjectReader) -> Step) -> Step? {
    ObjectReader(node, as: shape, in: self).map(body)
  }

  private func callStep(_ reader: ObjectReader) -> Step {
    .call(
      callPolicy(reader, calling: "call"), as: reader.text("as"),
      otherwise: reader.steps("otherwise"))
  }

  private func fork(_ reader: ObjectReader) -> Fork {
    if let node = reader.value("parallel"), node.elements?.isEmpty ?? false {
      report(.rule("at least one branch is needed"), at: node)
    }
    var fork = Fork(
      branches: (reader.list("parallel") ?? []).map(steps), copies: reader.whole("copies") ?? 1,
      rest: reader.choice("rest") ?? .abandon, otherwise: reader.steps("otherwise"))
    guard let node = reader.value("until"), node.value.text != "all" else { return fork }
    if node.value.text != nil {
      if reader.word("until") == "any" { fork.until = .first(1) }
    } else if let needed = reader.whole("until") {
      fork.until = .first(needed)
      if needed > fork.count, !fork.branches.isEmpty {
        reportUnexpected(node, "a number of branches up to \(fork.count)")
      }
    }
    return fork
  }

  /// Tells which shape of a union an object has by the required key that only this shape has;
  /// reports an object that has none or several of them.
  func variant(_ node: Node, of union: String) -> String? {
    guard let union = ModelShapes.union(union) else {
      preconditionFailure("there is no union named '\(union)'")
    }
    guard let members = node.value.members else {
      reportUnexpected(node, .union(union.name))
      return nil
    }
    let marks = union.marks
    let present = marks.filter { mark in members.contains { $0.key == mark.key } }
    guard present.count <= 1 else {
      let keys = present.map { "'\($0.key)'" }.joined(separator: " and ")
      report(.rule("\(keys) exclude each other"), at: node)
      return nil
    }
    if let found = present.first { return found.shape }
    let known = marks.map(\.key)
    for member in members {
      guard let meant = Spelling.nearest(to: member.key, among: known) else { continue }
      report(
        .unknownKey(member.key, suggestion: meant, known: known), at: node.path,
        from: member.origin)
      return nil
    }
    report(.rule("expected exactly one of the keys \(known.joined(separator: ", "))"), at: node)
    return nil
  }
}

extension Distribution {
  /// Takes no time.
  static let none = Distribution.constant(.zero)
}
