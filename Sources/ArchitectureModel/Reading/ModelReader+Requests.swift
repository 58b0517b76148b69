import EventEngine
import TimeBase

extension ModelReader {
  /// The mix of a client.
  func requests(_ reader: ObjectReader) -> [Client.Request] {
    let priority = reader.whole("priority") ?? 0
    let fallback = [Client.Request(name: Client.defaultRequest, priority: priority)]
    guard let node = reader.value("requests"),
      let entries = map(node, reader.field("requests").value)
    else { return fallback }
    let requests = entries.compactMap { entry in
      ObjectReader(entry.node, as: "request", in: self).map {
        request(named: entry.name, priority, $0)
      }
    }
    if entries.isEmpty {
      report(.rule("a mix without requests sends nothing"), at: node)
    } else if requests.allSatisfy({ $0.weight == 0 }) {
      report(.rule("the weights of all requests are 0; at least one must be more"), at: node)
    }
    return requests.isEmpty ? fallback : requests
  }

  private func request(
    named name: String, _ priority: Int, _ reader: ObjectReader
  ) -> Client.Request {
    if name == "*" {
      report(
        .rule("'*' stands for every name in handlers and cannot name a request"), at: reader.node)
    }
    var request = Client.Request(
      name: name, weight: reader.number("weight") ?? 1,
      key: reader.object("key", as: "keys").flatMap(keys), body: reader.value("body").flatMap(body),
      priority: reader.whole("priority") ?? priority)
    request.subject = reader.text("about")
    request.answer = reader.value("answer").flatMap(body)
    request.host = reader.value("host").flatMap(host) ?? request.host
    request.headers = headers(reader)
    return request
  }

  func keys(_ reader: ObjectReader) -> KeyDistribution? {
    let uniform = reader.whole("uniform").map { KeyDistribution.uniform(keys: Int64($0)) }
    let zipf = reader.object("zipf", as: "zipf").map {
      KeyDistribution.zipf(
        keys: Int64($0.whole("keys") ?? 1), exponent: $0.number("exponent") ?? 1)
    }
    let hotShare = reader.object("hotShare", as: "hotShare").flatMap(hotShare)
    let sequential = reader.value("sequential").flatMap(sequential)
    return zipf ?? uniform ?? hotShare ?? sequential
  }

  private func sequential(_ node: Node) -> KeyDistribution? {
    guard node.value.members != nil else {
      return whole(node, ModelShapes.sequentialKeys)
        .map { .sequential(keys: Int64($0), first: 0) }
    }
    return ObjectReader(node, as: "sequential", in: self).map {
      .sequential(keys: Int64($0.whole("keys") ?? 1), first: Int64($0.whole("first") ?? 0))
    }
  }

  private func hotShare(_ reader: ObjectReader) -> KeyDistribution? {
    let (keys, hot) = (reader.whole("keys"), reader.whole("hot"))
    let share = reader.share("share")
    guard let keys, let hot, let share else { return nil }
    guard hot < keys else {
      report(.rule("\(hot) hot keys leave none of \(keys) for the rest"), at: reader.node)
      return nil
    }
    return .hotShare(keys: Int64(keys), hotKeys: Int64(hot), share: share)
  }

  // MARK: Bodies

  /// A size or a distribution of sizes, with a byte for each nanosecond.
  private func body(_ node: Node) -> Distribution? {
    guard node.value.members != nil else {
      return size(node, .either([.size, .shape("body")])).map { .constant(.nanoseconds($0)) }
    }
    guard let reader = ObjectReader(node, as: "body", in: self) else { return nil }
    let complaintCount = complaints.count
    guard let result = body(reader) else { return nil }
    if complaintCount == complaints.count, let problem = result.problem {
      report(.rule(problem), at: node)
    }
    return result
  }

  private func body(_ reader: ObjectReader) -> Distribution? {
    func sizes(_ key: String) -> [TimeSpan]? {
      reader.list(key)?.map { .nanoseconds(size($0, .size) ?? 0) }
    }
    if let ends = sizes("uniform") {
      guard ends.count == 2 else {
        report(.rule("expected two sizes, the lower one first"), at: reader.node)
        return nil
      }
      return .uniform(from: ends[0], through: ends[1])
    }
    if let node = reader.value("exponential") {
      return size(node, .size).map { .exponential(mean: .nanoseconds($0)) }
    }
    if let reader = reader.object("lognormal", as: "bodyByMean") {
      let mean = reader.value("mean").flatMap { size($0, .size) }
      return .lognormal(mean: .nanoseconds(mean ?? 1), cv: reader.number("cv") ?? 1)
    }
    return sizes("empirical").map { .empirical($0) }
  }

  // MARK: Tasks

  /// The tasks of a client, whose requests are positions in its mix.
  func tasks(_ reader: ObjectReader, of requests: [Client.Request]) -> [Client.Task] {
    guard let entries = reader.map("tasks"), let node = reader.value("tasks") else { return [] }
    let tasks = entries.compactMap { entry in
      ObjectReader(entry.node, as: "task", in: self).map { reader in
        Client.Task(
          name: entry.name, weight: reader.number("weight") ?? 1,
          requests: (reader.value("requests").map { shortList($0, of: .name) } ?? [])
            .compactMap { position(of: $0, in: requests) },
          between: reader.distribution("between"))
      }
    }
    for entry in entries where entry.node.value["requests"]?.elements?.isEmpty == true {
      report(.rule("a task without requests does nothing"), at: entry.node)
    }
    if entries.isEmpty {
      report(.rule("users without tasks do nothing"), at: node)
    } else if entries.count > Self.largestSection {
      report(.rule("\(entries.count) are too many; the limit is \(Self.largestSection)"), at: node)
    } else if tasks.allSatisfy({ $0.weight == 0 }) {
      report(.rule("the weights of all tasks are 0; at least one must be more"), at: node)
    }
    return tasks
  }

  private func position(of node: Node, in requests: [Client.Request]) -> Int? {
    guard let name = text(node) else { return nil }
    if let position = requests.firstIndex(where: { $0.name == name }) { return position }
    let suggestion = Spelling.nearest(to: name, among: requests.map(\.name))
    report(.unknownName(name, sort: "request of this client", suggestion: suggestion), at: node)
    return nil
  }
}

extension Client {
  /// The name of the only kind of request of a client that lists none.
  static let defaultRequest = "request"
}
