/// A value of the model that an experiment turns, and the values that it takes.
///
///     app.instances=1...8
///     web.arrivals.poisson=100/s,300/s,500/s
///     web.arrivals.poisson=50/s...500/s by 50/s
///     jobs.capacity=16...4096 x 2
///     balancer.algorithm=roundRobin,leastConnections
public struct Knob: Hashable, Sendable {
  /// As overrides write it.
  public let path: String

  /// As it was given.
  public let text: String
  private let pieces: [Piece]

  /// How many values there are; `nil` if there is a range without a step between values that are not
  /// whole.
  public let count: Int?

  private enum Piece: Hashable, Sendable {
    case words([String])
    case range(KnobRange)

    var count: Int64? {
      switch self {
      case .words(let words): Int64(words.count)
      case .range(let range): range.count
      }
    }

    func value(_ index: Int64) -> String {
      switch self {
      case .words(let words): words[Int(index)]
      case .range(let range): range.value(index)
      }
    }
  }

  /// What no experiment turns.
  public static let seedPath = "run.seed"

  /// No knob has more values.
  public static let largestCount = 1_000_000

  /// - Parameter text: What stands behind the equal sign of `path=text`.
  /// - Throws: ``KnobProblem`` for what is no list of values or ranges.
  public init(path: String, values text: String) throws(KnobProblem) {
    guard path != Self.seedPath else {
      throw KnobProblem(
        "'\(path)' is not varied: all runs have the draws of one seed, so that they differ by what is"
          + " varied alone; for other draws there is --replications")
    }
    self.path = path
    self.text = text
    var pieces: [Piece] = []
    for part in KnobText.parts(of: text) { pieces.append(try Self.piece(part)) }
    self.pieces = pieces
    var count: Int64? = 0
    for piece in pieces {
      guard let more = piece.count, let sum = count else {
        count = nil
        break
      }
      guard more <= Self.largestCount, sum + more <= Self.largestCount else {
        throw KnobProblem(
          "'\(path)' would take more than \(Self.largestCount) values; take larger steps")
      }
      count = sum + more
    }
    guard count != nil || pieces.count == 1 else {
      throw KnobProblem(
        "'\(path)': a range without a step stands alone, or say by how much: \(text) by …")
    }
    self.count = count.map { Int($0) }
    try refuseRepetitions()
  }

  private func refuseRepetitions() throws(KnobProblem) {
    var seen: Set<String> = []
    for case .words(let words) in pieces {
      for word in words where !seen.insert(word).inserted {
        throw KnobProblem("'\(path)' takes the value \(word) twice")
      }
    }
  }

  private static func piece(_ text: String) throws(KnobProblem) -> Piece {
    guard !text.isEmpty else {
      throw KnobProblem("a value is missing between two commas, or at an end")
    }
    guard let range = KnobText.range(in: text) else { return .words([text]) }
    guard let first = KnobNumber(range.first), let last = KnobNumber(range.last) else {
      throw KnobProblem("the ends of the range '\(text)' are no numbers, such as 1...8")
    }
    guard first.unit == last.unit else {
      throw KnobProblem("the ends of the range '\(text)' have different units; write both in one")
    }
    if let factor = range.factor {
      return .words(try KnobText.powers(from: first, to: last, times: factor, in: text))
    }
    let step = try range.step.map { (step) throws(KnobProblem) in
      guard let number = KnobNumber(step), number.unit == first.unit else {
        throw KnobProblem("the step of '\(text)' is no number above 0 with the unit of its ends")
      }
      return number
    }
    return .range(try KnobRange(from: first, to: last, by: step, in: text))
  }

  /// A value by its place among all of them.
  ///
  /// - Precondition: ``count`` is not `nil` and larger than `index`.
  public func value(_ index: Int) -> String {
    var index = Int64(index)
    for piece in pieces {
      let count = piece.count ?? 0
      if index < count { return piece.value(index) }
      index -= count
    }
    preconditionFailure("'\(path)' has \(count ?? 0) values, and no number \(index) after them")
  }

  /// The value at a share of the way through all of them.
  ///
  /// - Parameter share: From 0 up to, but not with, 1.
  public func value(at share: Double) -> String {
    if let count { return value(min(count - 1, Int(share * Double(count)))) }
    guard case .range(let range) = pieces[0] else { return value(0) }
    return range.value(at: share)
  }

  /// The one range that it is; `nil` for lists and steps by a factor.
  var range: KnobRange? {
    guard pieces.count == 1, case .range(let range) = pieces[0] else { return nil }
    return range
  }
}
