import EventEngine
import Resilience
import TimeBase

/// Limits, checks of tokens and of sizes as steps of handlers and filters of gateways.
extension ModelReader {
  func limitStep(_ reader: ObjectReader) -> Step? {
    guard let node = reader.value("limit") else { return nil }
    let store = store(reader)
    if node.value["zone"] != nil {
      guard let use = ObjectReader(node, as: "zoneLimit", in: self),
        let (zone, limit) = zoneLimit(use, at: node.path)
      else { return nil }
      if store != nil {
        report(.rule("the buckets of a zone stay in the gateway; leave 'in' out"), at: node)
      }
      return .limit(RateLimit(limit, zone: zone))
    }
    return limit(node).map { .limit(RateLimit($0, store: store)) }
  }

  private func store(_ reader: ObjectReader) -> RateLimit.Store? {
    let name = reader.name("in", of: .store)
    let isAtomic = reader.boolean("atomic") ?? true
    let onError = reader.value("onStoreError").map(onError) ?? .fail
    guard !reader.has("in") else {
      return name.map { RateLimit.Store($0, isAtomic: isAtomic, onError: onError) }
    }
    for key in ["atomic", "onStoreError"] where reader.has(key) {
      report(.rule("'\(key)' is about where the limit is kept; say \"in\""), at: reader.node)
    }
    return nil
  }

  private func onError(_ node: Node) -> RateLimit.OnError {
    let shape = ValueShape.either([.choice(ModelShapes.storeErrors), .status])
    guard node.value.text != nil else { return whole(node, shape).map { .respond($0) } ?? .fail }
    return switch word(node, shape) {
    case "admit": .admit
    case "reject": .reject
    default: .fail
    }
  }

  /// The limit of a zone as one place uses it: nginx says there, and not at the zone, how long a burst
  /// may be and what becomes of it.
  private func zoneLimit(
    _ reader: ObjectReader, at path: ModelPath
  ) -> (zone: String, limit: Gateway.Limit)? {
    let name = reader.text("zone")
    let (burst, status) = (reader.whole("burst"), reader.whole("status"))
    let delay = reader.has("mode") || reader.has("delay") ? self.delay(reader) : nil
    guard let name, var limit = zone(named: name, reader, at: path) else { return nil }
    limit.status = status ?? limit.status
    if case .leakyBucket(let bucket) = limit.limiter {
      limit.limiter = .leakyBucket(
        LeakyBucket.Policy(
          rate: bucket.rate, burst: burst.map { Int64($0) } ?? bucket.burst,
          delay: delay ?? bucket.delay, arithmetic: bucket.arithmetic))
    } else if burst != nil || delay != nil {
      report(
        .rule("'\(name.shortened)' is no leaky bucket, which alone has bursts of its users"),
        at: reader.node)
    }
    return (name, limit)
  }

  /// The zone of the gateway in which a filter stands.
  private func zone(
    named name: String, _ reader: ObjectReader, at path: ModelPath
  ) -> Gateway.Limit? {
    let place = ModelPath(Array(path.elements.prefix(2)))
    let zones = root.nearest(to: place)["zones"]
    guard let zone = zones?[name] else {
      let known = zones?.members?.map(\.key) ?? []
      let suggestion = Spelling.nearest(to: name, among: known)
      report(
        .unknownName(name.shortened, sort: "zone of this component", suggestion: suggestion),
        at: reader.value("zone") ?? reader.node)
      return nil
    }
    return limit(Node(value: zone, path: place.appending("zones").appending(name)))
  }

  func bodyLimit(_ reader: ObjectReader) -> Step {
    let largest = reader.value("maxBody").flatMap { size($0, .size) }
    return .limitBody(largest ?? 0, status: reader.whole("status") ?? 413)
  }
}
