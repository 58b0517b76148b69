import TimeBase

extension ModelReader {
  /// Reads the whole tree.
  ///
  /// The result means something only if there are no ``complaints``; `nil` if there is nothing to
  /// read.
  ///
  /// - Parameter fallbackName: What the model is called if it does not say so itself.
  func architecture(named fallbackName: String) -> Architecture? {
    body(named: fallbackName).map(architecture)
  }

  /// Reads everything but faults and expectations.
  func body(named fallbackName: String) -> ModelBody? {
    let top = Node(value: root, path: ModelPath())
    guard isOfThisFormat(top), let reader = ObjectReader(top, as: "model", in: self) else {
      return nil
    }
    _ = reader.text("$schema")
    _ = reader.value("format")
    let clients = section(reader, "clients", client)
    let components = section(reader, "components", component)
    checkCollisions()
    let run = run(reader)
    let network = network(reader)
    let detectors = (reader.map("detectors") ?? []).compactMap {
      detector(named: $0.name, $0.node)
    }
    readScenarios(reader)
    var body = ModelBody(
      architecture: Architecture(
        name: reader.text("name") ?? fallbackName, about: reader.text("about") ?? "",
        run: run ?? .standard, network: network, clients: clients.all, components: components.all),
      soundClients: clients.sound, soundComponents: components.sound,
      duration: reader.has("run") && run == nil ? nil : (run ?? .standard).duration)
    body.architecture.detectors = detectors
    check(body)
    return body
  }

  /// Reads the faults and expectations of the tree and adds them to the rest.
  ///
  /// The rest may have been read from another tree that differs in nothing else.
  func architecture(_ body: ModelBody) -> Architecture {
    var architecture = body.architecture
    architecture.faults = faults(of: body)
    if let expectations = topLevel("expect") {
      architecture.expectations = self.expectations(
        expectations, of: body, faults: architecture.faults)
      architecture.references = referenceRuns
    }
    checkWindows(of: architecture)
    for reference in architecture.references { checkWindows(of: reference.architecture) }
    adviseOnFaults(of: architecture)
    if complaints.isEmpty { lint(architecture) }
    return architecture
  }

  func faults(of body: ModelBody) -> [Fault] {
    topLevel("faults").map { faults($0, of: body) } ?? []
  }

  private func topLevel(_ key: String) -> Node? {
    guard let value = root[key] else { return nil }
    noteRead(key, of: "model")
    return Node(value: value, path: [.key(key)])
  }

  /// A model of another format is not read at all: every further problem would be a guess.
  private func isOfThisFormat(_ top: Node) -> Bool {
    guard top.value.members != nil else {
      reportUnexpected(top, .shape("model"))
      return false
    }
    guard let value = top.value["format"] else { return true }
    let node = Node(value: value, path: ["format"])
    let known = ModelShapes.format
    guard let format = value.number?.whole(as: Int.self) else {
      reportUnexpected(node, .literal(known))
      return true
    }
    guard format != known else { return true }
    let message =
      format > known
      ? "this version reads format \(known); format \(format) needs a newer one"
      : "there is no format \(format); this version reads format \(known)"
    report(.rule(message), at: node)
    return false
  }

  /// Reads a map of clients or components; those without a problem are returned twice.
  private func section<Value>(
    _ reader: ObjectReader, _ key: String, _ read: (String, Node) -> Value?
  ) -> (all: [Value], sound: [Value]) {
    guard let entries = reader.map(key) else { return ([], []) }
    let place = Node(value: reader.node.value[key] ?? reader.node.value, path: [.key(key)])
    if entries.isEmpty { report(.rule("a model needs at least one"), at: place) }
    guard entries.count <= Self.largestSection else {
      let count = entries.count
      report(.rule("\(count) are too many; the limit is \(Self.largestSection)"), at: place)
      return ([], [])
    }
    var (all, sound): ([Value], [Value]) = ([], [])
    for entry in entries {
      let complaintCount = complaints.count
      guard let value = read(entry.name, entry.node) else { continue }
      all.append(value)
      if complaints.count == complaintCount { sound.append(value) }
    }
    return (all, sound)
  }

  static let largestSection = 1000

  private func checkCollisions() {
    for member in root["components"]?.members ?? [] where names.hasClient(member.key) {
      report(
        .rule("a client has the same name; names are unique among clients and components"),
        at: ["components", .key(member.key)], from: member.origin)
    }
  }

  /// - Returns: `nil` if nothing is said about the run, or nothing that can be used.
  private func run(_ reader: ObjectReader) -> RunPlan? {
    guard let reader = reader.object("run", as: "run") else { return nil }
    var plan = RunPlan.standard
    let duration = reader.value("duration").flatMap(duration)
    plan.duration = duration ?? plan.duration
    plan.warmup = reader.value("warmup").flatMap { warmup($0, within: duration) } ?? .automatic
    plan.step = reader.value("step").flatMap { step($0, over: duration) }
    plan.seed = reader.value("seed").flatMap(seed) ?? plan.seed
    plan.failures = reader.whole("failures") ?? plan.failures
    plan.inFlightLimit = reader.whole("inFlightLimit") ?? plan.inFlightLimit
    return reader.has("duration") && duration == nil ? nil : plan
  }

  private func duration(_ node: Node) -> TimeSpan? {
    guard let duration = span(node, .span(.positive)) else { return nil }
    guard duration <= RunPlan.longest else {
      report(.rule("\(duration) is too long; the limit is \(RunPlan.longest)"), at: node)
      return nil
    }
    return duration
  }

  private func step(_ node: Node, over duration: TimeSpan?) -> TimeSpan? {
    guard let step = span(node, .span(.positive)) else { return nil }
    let length = duration ?? RunPlan.standard.duration
    let least = TimeSpan(nanoseconds: (length.nanoseconds + 99_999) / 100_000)
    if step < least {
      reportUnexpected(node, "at least \(least): 100,000 steps of a run of \(length)")
    }
    return step
  }

  private func warmup(_ node: Node, within duration: TimeSpan?) -> RunPlan.Warmup? {
    if node.value.text == "auto" { return .automatic }
    guard let warmup = span(node, .either([.span(.fromZero), .word("auto")])) else { return nil }
    let end = duration ?? RunPlan.standard.duration
    if warmup >= end {
      report(.rule("a warm-up of \(warmup) leaves nothing of a run of \(end)"), at: node)
    }
    return .fixed(warmup)
  }

  private func seed(_ node: Node) -> UInt64? {
    guard let seed = node.value.number?.whole(as: UInt64.self) else {
      reportUnexpected(node, .seed)
      return nil
    }
    return seed
  }
}

extension RunPlan {
  /// What holds if a model says nothing about the run.
  static let standard = RunPlan(duration: .minutes(10))

  /// The longest run: ten years, which fit several times into what the timeline can tell apart.
  static let longest = TimeSpan.minutes(3650 * 24 * 60)
}
