import EventEngine
import TimeBase

extension ModelReader {
  /// - Parameter requests: The mix that a log is matched with; `nil` where nothing can be replayed.
  func arrivals(_ reader: ObjectReader, of requests: [Client.Request]?) -> Client.Arrivals {
    let spikes = reader.value("spikes").map(spikes) ?? []
    let poisson = reader.value("poisson").flatMap { course($0, spikes) }
    let constant = reader.value("constant").flatMap { course($0, spikes) }
    let renewal = reader.value("interarrival").flatMap(interarrival)
    let bursts = reader.value("bursts").map(bursts)
    let first = reader.span("first")
    var process = Client.Arrivals.Process.poisson(.perSecond(1))
    if let renewal { process = .interarrival(renewal) }
    if let bursts { process = .bursts(bursts) }
    if let node = reader.value("replay"), let replay = replay(node, of: requests) {
      process = .replay(replay)
    }
    switch constant {
    case .level(let rate): process = .constant(rate)
    case .profile(let profile): process = .constantProfile(profile)
    case nil: break
    }
    switch poisson {
    case .level(let rate): process = .poisson(rate)
    case .profile(let profile): process = .poissonProfile(profile)
    case nil: break
    }
    checkCompany(reader, of: process)
    return Client.Arrivals(
      process, first: first ?? .zero, limit: reader.whole("limit"),
      batch: reader.value("batch").flatMap(count))
  }

  private func checkCompany(_ reader: ObjectReader, of process: Client.Arrivals.Process) {
    if reader.has("batch"), reader.has("replay") {
      report(.rule("a log says itself how many requests come at once"), at: reader.node)
    }
    if reader.has("first") {
      if reader.has("replay") { return }
      if !reader.has("constant") {
        report(.rule("'first' belongs to 'constant'; other arrivals are random"), at: reader.node)
      } else if case .constantProfile = process {
        report(
          .rule("'first' belongs to one constant rate; a rate that changes says when it begins"),
          at: reader.node)
      }
    }
    if reader.has("spikes"), !reader.has("poisson"), !reader.has("constant") {
      report(
        .rule("'spikes' belongs to 'poisson' and 'constant', which have a rate"), at: reader.node)
    }
  }

  private func interarrival(_ node: Node) -> Distribution? {
    guard let distribution = distribution(node) else { return nil }
    if distribution.problem == nil, distribution.mean <= 0 {
      report(.rule("requests with no time between them would never end"), at: node)
    }
    return distribution
  }

  /// A number or a distribution of numbers, at least 1.
  func count(_ node: Node) -> CountDistribution? {
    guard node.value.members != nil else {
      return whole(node, ModelShapes.drawnCount).map { .constant($0) }
    }
    guard let reader = ObjectReader(node, as: "count", in: self) else { return nil }
    let complaintCount = complaints.count
    let each = ValueShape.whole(1...CountDistribution.largest)
    func counts(_ key: String) -> [Int]? {
      reader.value(key).map { shortList($0, of: each).map { whole($0, each) ?? 1 } }
    }
    let uniform = counts("uniform").map { ends -> CountDistribution in
      guard ends.count == 2 else { return .uniform(from: 2, through: 1) }
      return .uniform(from: ends[0], through: ends[1])
    }
    let geometric = reader.number("geometric").map { CountDistribution.geometric(mean: $0) }
    guard let result = uniform ?? geometric ?? counts("empirical").map({ .empirical($0) }) else {
      return nil
    }
    if complaintCount == complaints.count, let problem = result.problem {
      report(.rule(problem), at: node)
    }
    return result
  }

  // MARK: Rates that change

  /// One rate for ever, or one that changes.
  private enum Course {
    case level(Rate)
    case profile(RateProfile)
  }

  private func course(_ node: Node, _ spikes: [RateProfile.Spike]) -> Course? {
    guard node.value.members != nil else {
      let shape = ValueShape.either([.rate, .shape("rateProfile")])
      return rate(node, shape).map { rate in
        spikes.isEmpty ? .level(rate) : .profile(RateProfile(rate, spikes: spikes))
      }
    }
    guard let reader = ObjectReader(node, as: "rateProfile", in: self) else { return nil }
    let complaintCount = complaints.count
    let steps = reader.value("profile").map { shortList($0, of: .shape("rateStep")) }
    let repeats = reader.boolean("repeat")
    let sine = reader.object("sine", as: "sine").map(sine)
    if reader.has("repeat"), !reader.has("profile") {
      report(.rule("'repeat' belongs to 'profile'; a wave repeats anyway"), at: reader.node)
    }
    guard
      let course = steps.map({
        RateProfile.Course.steps($0.compactMap(step), repeats: repeats ?? false)
      }) ?? sine.map({ .sine($0) })
    else { return nil }
    let profile = RateProfile(course, spikes: spikes)
    if complaintCount == complaints.count, let problem = profile.problem {
      report(.rule(problem), at: node)
    }
    return .profile(profile)
  }

  private func step(_ node: Node) -> RateProfile.Step? {
    guard let reader = ObjectReader(node, as: "rateStep", in: self) else { return nil }
    let length = reader.span("for") ?? .seconds(1)
    let (start, end) = (reader.rateOrZero("from"), reader.rateOrZero("to"))
    if reader.has("from") != reader.has("to") {
      report(.rule("a ramp needs both \"from\" and \"to\""), at: node)
    }
    guard let rate = reader.rateOrZero("rate") else {
      return RateProfile.Step(
        length, from: start ?? .perSecond(1), through: end ?? .perSecond(1))
    }
    return RateProfile.Step(length, rate)
  }

  private func sine(_ reader: ObjectReader) -> RateProfile.Sine {
    RateProfile.Sine(
      mean: reader.rate("mean") ?? .perSecond(1),
      amplitude: reader.rateOrZero("amplitude") ?? .perSecond(0),
      period: reader.span("period") ?? .seconds(1), phase: reader.share("phase") ?? 0)
  }

  private func spikes(_ node: Node) -> [RateProfile.Spike] {
    shortList(node, of: .shape("spike")).compactMap { ObjectReader($0, as: "spike", in: self) }
      .map {
        RateProfile.Spike(
          at: $0.span("at") ?? .zero, for: $0.span("for") ?? .seconds(1),
          times: $0.number("times") ?? 1)
      }
  }

  // MARK: Bursts

  /// Phases shorter than this on average are nothing that a run could follow for long.
  private static let shortestPhase = TimeSpan.microseconds(1)

  private func bursts(_ node: Node) -> [Client.Arrivals.Burst] {
    let phases = shortList(node, of: .shape("burst")).compactMap(burst)
    if phases.isEmpty {
      report(.rule("bursts need at least one phase"), at: node)
    } else if phases.allSatisfy({ $0.rate.count == 0 }) {
      report(.rule("the rate of every phase is 0; nothing would ever happen"), at: node)
    }
    return phases
  }

  private func burst(_ node: Node) -> Client.Arrivals.Burst? {
    guard let reader = ObjectReader(node, as: "burst", in: self) else { return nil }
    let rate = reader.rateOrZero("rate")
    guard let length = reader.distribution("for") else { return nil }
    if length.problem == nil, length.mean < Double(Self.shortestPhase.nanoseconds) {
      report(
        .rule("a phase must last at least \(Self.shortestPhase) on average"), at: node)
    }
    return Client.Arrivals.Burst(rate ?? .perSecond(1), for: length)
  }
}

extension ObjectReader {
  func rateOrZero(_ key: String) -> Rate? {
    value(key).flatMap { model.rate($0, field(key).value, allowsZero: true) }
  }
}
