import EventEngine

/// As many points as there are layers in each dimension, so that every layer of every dimension holds
/// exactly one of them, at a random place within it.
///
/// - SeeAlso: M. D. McKay, R. J. Beckman and W. J. Conover, *A comparison of three methods for
///   selecting values of input variables in the analysis of output from a computer code*,
///   Technometrics 21 (1979).
struct LatinHypercube: Hashable, Sendable {
  private let source: RandomSource

  /// For each dimension the layers in the order of the points.
  private let layers: [[UInt32]]
  private let names: [StreamName]

  private static let component = StreamName("design")
  private static let order = StreamName("order")

  /// - Parameters:
  ///   - names: Of the dimensions: another dimension moves the points in no other.
  /// - Complexity: O(*n*) for *n* points and each dimension, in time and memory.
  init(points: Int, dimensions names: [String], seed: UInt64) {
    let source = RandomSource(seed: seed)
    self.source = source
    self.names = names.map { StreamName($0) }
    layers = self.names.map { name in
      var order = (0..<UInt32(points)).map { $0 }
      for index in stride(from: points - 1, to: 0, by: -1) {
        var draws = source.draws(component: name, purpose: Self.order, index: UInt64(index))
        order.swapAt(index, Int(draws.next(below: UInt64(index) + 1)))
      }
      return order
    }
  }

  /// From 0 up to, but not with, 1.
  func share(point: Int, dimension: Int) -> Double {
    var draws = source.draws(
      component: Self.component, purpose: names[dimension], index: UInt64(point))
    let layers = layers[dimension]
    return min(
      (Double(layers[point]) + draws.nextUnit()) / Double(layers.count), 1 - 0x1p-53)
  }
}
