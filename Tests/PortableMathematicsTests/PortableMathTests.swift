import EventEngine
import PortableMathematics
import Testing

@Suite struct PortableMathTests {
  /// How far `value` is from high + low, in units in the last place of high.
  static func error(_ value: Double, _ high: Double, _ low: Double) -> Double {
    value == high ? abs(low) / high.ulp : abs((value - high) - low) / high.ulp
  }

  @Test(arguments: ElementaryReference.log)
  func `log is within 0.82 ulp`(x: Double, high: Double, low: Double) {
    #expect(Self.error(PortableMath.log(x), high, low) <= 0.82)
  }

  @Test(arguments: ElementaryReference.exp)
  func `exp is within 0.8 ulp`(x: Double, high: Double, low: Double) {
    #expect(Self.error(PortableMath.exp(x), high, low) <= 0.8)
  }

  @Test(arguments: ElementaryReference.log1p)
  func `log1p is within 3 ulp`(x: Double, high: Double, low: Double) {
    #expect(Self.error(PortableMath.log1p(x), high, low) <= 3)
  }

  @Test(arguments: ElementaryReference.expm1)
  func `expm1 is within 3 ulp`(x: Double, high: Double, low: Double) {
    #expect(Self.error(PortableMath.expm1(x), high, low) <= 3)
  }

  @Test(arguments: ElementaryReference.pow)
  func `pow is within 1 ulp`(base: Double, exponent: Double, high: Double, low: Double) {
    #expect(Self.error(PortableMath.pow(base, exponent), high, low) <= 1)
  }

  @Test(arguments: SpecialReference.normalQuantile)
  func `the normal quantile has a relative error of a few 10^-16`(
    probability: Double, high: Double, low: Double
  ) {
    #expect(abs(PortableMath.normalQuantile(probability) - high) <= 8e-16 * abs(high))
  }

  @Test(arguments: SpecialReference.normalCumulative)
  func `the normal distribution function is within 10^-15`(x: Double, high: Double, low: Double) {
    #expect(abs(PortableMath.normalCumulative(x) - high) <= 1e-15)
  }

  @Test(arguments: SpecialReference.gamma)
  func `gamma is within 10^-14 of its value`(x: Double, high: Double, low: Double) {
    #expect(abs(PortableMath.gamma(x) - high) <= 1e-14 * high)
  }

  /// The quantiles of decimal fractions to 20 digits; the `Double` nearest to a fraction such as 0.9999
  /// has a quantile that differs in the fifteenth.
  @Test(arguments: [
    (0.75, 0.6744897501960817432), (0.9, 1.281551565544600467), (0.975, 1.9599639845400542355),
    (0.99, 2.3263478740408411009), (0.999, 3.0902323061678135415),
    (0.9999, 3.7190164854556805644), (1e-10, -6.3613409024040562047),
  ])
  func `well-known normal quantiles`(probability: Double, quantile: Double) {
    #expect(abs(PortableMath.normalQuantile(probability) - quantile) <= 1e-14 * abs(quantile))
  }

  @Test func `special values of logarithms and exponentials`() {
    #expect(PortableMath.log(0) == -.infinity)
    #expect(PortableMath.log(-0.0) == -.infinity)
    #expect(PortableMath.log(-1).isNaN)
    #expect(PortableMath.log(-.infinity).isNaN)
    #expect(PortableMath.log(.nan).isNaN)
    #expect(PortableMath.log(.infinity) == .infinity)
    #expect(PortableMath.log(1).bitPattern == 0)
    #expect(PortableMath.log1p(-1) == -.infinity)
    #expect(PortableMath.log1p(-2).isNaN)
    #expect(PortableMath.log1p(.nan).isNaN)
    #expect(PortableMath.log1p(.infinity) == .infinity)
    #expect(PortableMath.exp(0) == 1)
    #expect(PortableMath.exp(709.7827) < .infinity)
    #expect(PortableMath.exp(709.7828) == .infinity)
    #expect(PortableMath.exp(.infinity) == .infinity)
    #expect(PortableMath.exp(-.infinity) == 0)
    #expect(PortableMath.exp(-745.2) == 0)
    #expect(PortableMath.exp(-745.1) == .leastNonzeroMagnitude)
    #expect(PortableMath.exp(-730).isSubnormal)
    #expect(PortableMath.exp(.nan).isNaN)
    #expect(PortableMath.expm1(-.infinity) == -1)
    #expect(PortableMath.expm1(.infinity) == .infinity)
    #expect(PortableMath.expm1(.nan).isNaN)
    #expect(PortableMath.squareRoot(2) == 0x1.6a09e667f3bcdp0)
  }

  @Test func `special values of the normal and gamma functions`() {
    #expect(PortableMath.normalQuantile(0) == -.infinity)
    #expect(PortableMath.normalQuantile(1) == .infinity)
    #expect(PortableMath.normalQuantile(0.5) == 0)
    #expect(PortableMath.normalQuantile(-0.1).isNaN)
    #expect(PortableMath.normalQuantile(1.1).isNaN)
    #expect(PortableMath.normalQuantile(.nan).isNaN)
    #expect(PortableMath.normalCumulative(.infinity) == 1)
    #expect(PortableMath.normalCumulative(-.infinity) == 0)
    #expect(PortableMath.normalCumulative(.nan).isNaN)
    #expect(PortableMath.gamma(0) == .infinity)
    #expect(PortableMath.gamma(172) == .infinity)
    #expect(PortableMath.gamma(-1).isNaN)
    #expect(PortableMath.gamma(.nan).isNaN)
  }

  @Test func `special values of powers`() {
    #expect(PortableMath.pow(.nan, 0) == 1)
    #expect(PortableMath.pow(1, .nan) == 1)
    #expect(PortableMath.pow(.nan, 1).isNaN)
    #expect(PortableMath.pow(2, .nan).isNaN)
    #expect(PortableMath.pow(0, 2) == 0)
    #expect(PortableMath.pow(-0.0, 3).sign == .minus)
    #expect(PortableMath.pow(0, -1) == .infinity)
    #expect(PortableMath.pow(-0.0, -3) == -.infinity)
    #expect(PortableMath.pow(.infinity, 0.5) == .infinity)
    #expect(PortableMath.pow(.infinity, -0.5) == 0)
    #expect(PortableMath.pow(-.infinity, 3) == -.infinity)
    #expect(PortableMath.pow(2, .infinity) == .infinity)
    #expect(PortableMath.pow(0.5, .infinity) == 0)
    #expect(PortableMath.pow(2, -.infinity) == 0)
    #expect(PortableMath.pow(-2, 3) == -8)
    #expect(PortableMath.pow(-2, 4) == 16)
    #expect(PortableMath.pow(-2, -1) == -0.5)
    #expect(PortableMath.pow(-2, 0.5).isNaN)
    #expect(PortableMath.pow(2, 1024) == .infinity)
    #expect(PortableMath.pow(2, -1074) == .leastNonzeroMagnitude)
    #expect(PortableMath.pow(2, -1080) == 0)
    #expect(PortableMath.pow(1 + 0x1p-52, 1e300) == .infinity)
    #expect(PortableMath.pow(1e-200, 60) == 0)
    #expect(PortableMath.pow(1e200, 60) == .infinity)
  }

  @Test func `whole powers are exact where a Double can hold them`() {
    for base in 1...40 as ClosedRange<Int64> {
      var power: Int64 = 1
      for exponent in 0...60 {
        #expect(PortableMath.pow(Double(base), Double(exponent)) == Double(power))
        let (next, overflow) = power.multipliedReportingOverflow(by: base)
        guard !overflow, next < 1 << 53 else { break }
        power = next
      }
    }
    for exponent in -1074...1023 {
      let power = Double(sign: .plus, exponent: exponent, significand: 1)
      #expect(PortableMath.pow(2, Double(exponent)) == power)
    }
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func `functions that rise never fall from one input to a larger`(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    for _ in 0..<500 {
      let unit = Double(generator.next() >> 11) * 0x1p-53 + 0x1p-60
      let larger = unit + Double(generator.next() >> 40) * 0x1p-76
      guard larger < 1 else { continue }
      #expect(PortableMath.log(unit) <= PortableMath.log(larger))
      #expect(PortableMath.exp(50 * unit) <= PortableMath.exp(50 * larger))
      #expect(PortableMath.normalQuantile(unit) <= PortableMath.normalQuantile(larger))
      #expect(PortableMath.pow(unit, 0.3) <= PortableMath.pow(larger, 0.3))
    }
  }

  /// Any change of any bit of any function shows here, and is a change of every trace.
  @Test func `a hundred thousand results are what they were`() {
    var generator = SplitMix64(seed: 2024)
    var (log, exp, quantile, pow) = (TraceDigest(), TraceDigest(), TraceDigest(), TraceDigest())
    for _ in 0..<100_000 {
      let unit = (Double(generator.next() >> 12) + 0.5) * 0x1p-52
      let spread = (unit - 0.5) * 1500
      log.fold(PortableMath.log(unit).bitPattern)
      exp.fold(PortableMath.exp(spread).bitPattern)
      quantile.fold(PortableMath.normalQuantile(unit).bitPattern)
      pow.fold(PortableMath.pow(unit, spread * 0x1p-6).bitPattern)
    }
    #expect(log.description == "8c22f3ca012dd902")
    #expect(exp.description == "458f0fed8c927efd")
    #expect(quantile.description == "f5ff68964cacfd99")
    #expect(pow.description == "032515c3338de1ee")
  }
}
