/// Points that fill a cube evenly: of the first 2ᵏ, each interval of a side that is 1/2ᵏ long holds
/// exactly one, in every dimension.
///
/// - SeeAlso: I. M. Sobol', *On the distribution of points in a cube and the approximate evaluation of
///   integrals*, USSR Computational Mathematics 7 (1967); direction numbers of S. Joe and F. Y. Kuo,
///   *Constructing Sobol sequences with better two-dimensional projections*, SIAM Journal on Scientific
///   Computing 30 (2008).
struct SobolSequence: Hashable, Sendable {
  /// For each dimension, what each bit of a point's number contributes.
  private let directions: [[UInt32]]

  static let mostDimensions = primitives.count + 1

  /// - Precondition: At least 1 and at most ``mostDimensions`` dimensions.
  init(dimensions: Int) {
    precondition(
      dimensions >= 1 && dimensions <= Self.mostDimensions,
      "a Sobol sequence has 1 to \(Self.mostDimensions) dimensions, not \(dimensions)")
    directions = (0..<dimensions).map(Self.directions)
  }

  /// A coordinate of a point as a fraction of 2³².
  ///
  /// The order is that of the Gray code, as in most implementations.
  ///
  /// - Complexity: O(1).
  func word(point: UInt32, dimension: Int) -> UInt32 {
    var gray = point ^ (point >> 1)
    var word: UInt32 = 0
    while gray != 0 {
      let bit = gray.trailingZeroBitCount
      word ^= directions[dimension][bit]
      gray &= gray - 1
    }
    return word
  }

  private static func directions(of dimension: Int) -> [UInt32] {
    guard dimension > 0 else { return (0..<32).map { 1 << UInt32(31 - $0) } }
    let (degree, coefficients, starts) = primitives[dimension - 1]
    var directions = starts.enumerated().map { UInt32($1) << UInt32(31 - $0) }
    for bit in degree..<32 {
      var word = directions[bit - degree] ^ (directions[bit - degree] >> UInt32(degree))
      for term in 1..<degree where (coefficients >> (degree - 1 - term)) & 1 == 1 {
        word ^= directions[bit - term]
      }
      directions.append(word)
    }
    return directions
  }

  /// Of each dimension after the first: the degree of its primitive polynomial, the coefficients
  /// between the first and the last one, and the first direction numbers.
  private static let primitives: [(degree: Int, coefficients: Int, starts: [Int])] = [
    (1, 0, [1]), (2, 1, [1, 3]), (3, 1, [1, 3, 1]), (3, 2, [1, 1, 1]), (4, 1, [1, 1, 3, 3]),
    (4, 4, [1, 3, 5, 13]), (5, 2, [1, 1, 5, 5, 17]), (5, 4, [1, 1, 5, 5, 5]),
    (5, 7, [1, 1, 7, 11, 19]), (5, 11, [1, 1, 5, 1, 1]), (5, 13, [1, 1, 1, 3, 11]),
    (5, 14, [1, 3, 5, 5, 31]), (6, 1, [1, 3, 3, 9, 7, 49]), (6, 13, [1, 1, 1, 15, 21, 21]),
    (6, 16, [1, 3, 1, 13, 27, 49]),
  ]
}
