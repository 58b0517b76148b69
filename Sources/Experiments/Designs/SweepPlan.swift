import EventEngine

/// The points of a sweep, numbered from 0; which values a point has depends on nothing but its number.
public struct SweepPlan: Sendable {
  public let knobs: [Knob]

  /// Turned slowest; empty for the model as it is, or as one scenario makes it.
  public let scenarios: [String]
  public let design: SweepDesign

  /// Of all scenarios together.
  public let count: Int
  private let countEach: Int
  private let sample: Sample?

  private enum Sample: Sendable {
    case latinHypercube(LatinHypercube)
    case sobol(SobolSequence, shifts: [UInt32])
  }

  /// No sweep has more points.
  public static let largestCount = 1_000_000

  /// - Parameter seed: Of what designs leave to chance.
  /// - Throws: ``KnobProblem`` for knobs that contradict each other, for a design that they do not
  ///   allow, and for more than ``largestCount`` points.
  public init(
    _ knobs: [Knob], scenarios: [String] = [], design: SweepDesign = .grid, seed: UInt64 = 1
  ) throws(KnobProblem) {
    for (index, knob) in knobs.enumerated() {
      guard !knobs[..<index].contains(where: { $0.path == knob.path }) else {
        throw KnobProblem("'\(knob.path)' is varied twice; give all its values at once")
      }
    }
    self.knobs = knobs
    self.scenarios = scenarios
    self.design = design
    countEach = try Self.count(of: knobs, design)
    let (count, overflow) = countEach.multipliedReportingOverflow(by: max(1, scenarios.count))
    guard !overflow, count <= Self.largestCount else { throw Self.tooMany }
    self.count = count
    switch design {
    case .grid, .oneAtATime: sample = nil
    case .latinHypercube(let points):
      sample = .latinHypercube(
        LatinHypercube(points: points, dimensions: knobs.map(\.path), seed: seed))
    case .sobol:
      guard knobs.count <= SobolSequence.mostDimensions else {
        throw KnobProblem(
          "sobol takes at most \(SobolSequence.mostDimensions) knobs, not \(knobs.count);"
            + " latin-hypercube takes any number")
      }
      let source = RandomSource(seed: seed)
      let shifts = knobs.map { knob in
        var draws = source.draws(
          component: StreamName("design"), purpose: StreamName("shift " + knob.path), index: 0)
        return UInt32(truncatingIfNeeded: draws.nextWord())
      }
      sample =
        knobs.isEmpty ? nil : .sobol(SobolSequence(dimensions: knobs.count), shifts: shifts)
    }
  }

  private static let tooMany = KnobProblem(
    "that makes more than \(largestCount) points; vary less, take larger steps, or sample them:"
      + " --design sobol:1024")

  private static func count(of knobs: [Knob], _ design: SweepDesign) throws(KnobProblem) -> Int {
    switch design {
    case .latinHypercube(let count), .sobol(let count):
      guard !knobs.isEmpty else {
        throw KnobProblem("\(design) needs something to vary, such as app.instances=1...8")
      }
      return count
    case .grid:
      var count = 1
      for knob in knobs {
        let (product, overflow) = count.multipliedReportingOverflow(by: try values(of: knob))
        guard !overflow, product <= largestCount else { throw tooMany }
        count = product
      }
      return count
    case .oneAtATime:
      var count = 1
      for knob in knobs { count += try values(of: knob) }
      guard count <= largestCount else { throw tooMany }
      return count
    }
  }

  private static func values(of knob: Knob) throws(KnobProblem) -> Int {
    guard let count = knob.count else {
      throw KnobProblem(
        "'\(knob.path)': say in which steps, such as \(knob.text) by … or \(knob.text) x 2")
    }
    return count
  }

  /// What a point changes in the model.
  public struct Setting: Hashable, Sendable {
    public var scenario: String?

    /// In the order of the knobs; `nil` leaves what the model says.
    public var values: [String?]
  }

  /// - Precondition: `0 <= point < count`.
  /// - Complexity: O(*k*) for *k* knobs.
  public func setting(ofPoint point: Int) -> Setting {
    precondition((0..<count).contains(point), "point \(point) of a sweep of \(count)")
    let (turn, place) = point.quotientAndRemainder(dividingBy: countEach)
    return Setting(
      scenario: scenarios.isEmpty ? nil : scenarios[turn], values: values(ofPlace: place))
  }

  private func values(ofPlace place: Int) -> [String?] {
    switch sample {
    case .latinHypercube(let cube):
      return knobs.indices.map {
        knobs[$0].value(at: cube.share(point: place, dimension: $0))
      }
    case .sobol(let sequence, let shifts):
      return knobs.indices.map { index in
        let word = sequence.word(point: UInt32(place), dimension: index) ^ shifts[index]
        return knobs[index].value(at: Double(word) * 0x1p-32)
      }
    case nil: break
    }
    var values = [String?](repeating: nil, count: knobs.count)
    var rest = place
    if design == .oneAtATime {
      guard place > 0 else { return values }
      rest -= 1
      for (index, knob) in knobs.enumerated() {
        let count = knob.count ?? 0
        if rest < count {
          values[index] = knob.value(rest)
          return values
        }
        rest -= count
      }
      return values
    }
    for (index, knob) in knobs.enumerated().reversed() {
      let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: knob.count ?? 1)
      values[index] = knob.value(remainder)
      rest = quotient
    }
    return values
  }
}
