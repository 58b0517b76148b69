import PortableMathematics
import Testing

@Suite struct BetaTests {
  /// Reference values: mpmath 1.3, 30 digits.
  @Test(arguments: [
    (0.5, 0.57236494292470008), (1, 0), (2.5, 0.28468287047291918), (10, 12.801827480081469),
    (100.5, 361.43554046777763), (1000, 5905.2204232091808),
  ])
  func `the logarithm of gamma is within 10^-14`(x: Double, expected: Double) {
    #expect(abs(PortableMath.logGamma(x) - expected) <= 1e-14 * max(1, expected))
  }

  /// Reference values: mpmath 1.3, 30 digits.
  @Test(arguments: [
    (0.3, 2, 3, 0.3483), (0.9, 4.5, 0.5, 0.34343639613791355), (0.5, 50, 50, 0.5),
    (0.01, 0.5, 0.5, 0.063768560858519854), (0.99, 500, 0.5, 0.0015273578790529891),
  ])
  func `the incomplete beta function is within 10^-12`(
    x: Double, a: Double, b: Double, expected: Double
  ) {
    let value = PortableMath.incompleteBeta(x, complement: 1 - x, a, b)
    #expect(abs(value - expected) <= 1e-12 * expected)
    let mirrored = PortableMath.incompleteBeta(1 - x, complement: x, b, a)
    #expect(abs(value + mirrored - 1) <= 1e-13)
  }

  @Test func `the ends of the range and beyond`() {
    #expect(PortableMath.incompleteBeta(0, complement: 1, 2, 3) == 0)
    #expect(PortableMath.incompleteBeta(1, complement: 0, 2, 3) == 1)
    #expect(PortableMath.incompleteBeta(-0.1, complement: 1.1, 2, 3).isNaN)
    #expect(PortableMath.incompleteBeta(0.5, complement: 0.5, 0, 3).isNaN)
    #expect(PortableMath.incompleteBeta(.nan, complement: 0.5, 1, 3).isNaN)
    #expect(PortableMath.logGamma(0) == .infinity)
    #expect(PortableMath.logGamma(.infinity) == .infinity)
    #expect(PortableMath.logGamma(-1).isNaN)
    #expect(PortableMath.logGamma(.nan).isNaN)
  }
}
