/// Which combinations of the values of several knobs are tried.
public enum SweepDesign: Hashable, Sendable {
  /// All of them; the last knob turns fastest.
  case grid

  /// The model as it is, and then each value of each knob while all others are as in the model.
  case oneAtATime

  /// So many points, one in every layer of each knob.
  case latinHypercube(Int)

  /// So many points of a sequence that fills the space evenly; powers of 2 fill it best.
  case sobol(Int)

  /// Reads `grid`, `one-at-a-time`, `latin-hypercube:N` or `sobol:N`.
  public init(_ text: String) throws(KnobProblem) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts[0])
    switch (name, parts.count) {
    case ("grid", 1): self = .grid
    case ("one-at-a-time", 1): self = .oneAtATime
    case ("latin-hypercube", 2): self = .latinHypercube(try Self.count(parts[1], text))
    case ("sobol", 2): self = .sobol(try Self.count(parts[1], text))
    case ("latin-hypercube", _), ("sobol", _):
      throw KnobProblem("\(name) needs a number of points, such as \(name):64")
    default:
      throw KnobProblem(
        "'\(text)' is no design; known: grid, one-at-a-time, latin-hypercube:N, sobol:N")
    }
  }

  private static func count(_ text: Substring, _ whole: String) throws(KnobProblem) -> Int {
    let isDecimal = text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    guard isDecimal, let count = Int(text), count >= 1, count <= SweepPlan.largestCount else {
      throw KnobProblem("'\(whole)': the number of points is from 1 to \(SweepPlan.largestCount)")
    }
    return count
  }
}

extension SweepDesign: CustomStringConvertible {
  public var description: String {
    switch self {
    case .grid: "grid"
    case .oneAtATime: "one-at-a-time"
    case .latinHypercube(let count): "latin-hypercube:\(count)"
    case .sobol(let count): "sobol:\(count)"
    }
  }
}
