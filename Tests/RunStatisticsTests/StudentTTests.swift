import RunStatistics
import Testing

@Suite struct StudentTTests {
  /// Quantiles of 0.90, 0.95, 0.975 and 0.995 to ten digits, from SciPy 1.17.
  @Test(arguments: [
    (1, [3.0776835372, 6.3137515147, 12.7062047362, 63.6567411629]),
    (2, [1.8856180832, 2.9199855804, 4.3026527297, 9.9248432009]),
    (3, [1.6377443537, 2.3533634348, 3.1824463053, 5.8409093097]),
    (4, [1.5332062741, 2.1318467863, 2.7764451052, 4.6040948713]),
    (5, [1.4758840488, 2.0150483733, 2.5705818356, 4.0321429836]),
    (9, [1.3830287384, 1.8331129327, 2.2621571628, 3.2498355416]),
    (10, [1.3721836411, 1.8124611228, 2.2281388520, 3.1692726726]),
    (19, [1.3277282090, 1.7291328115, 2.0930240544, 2.8609346065]),
    (20, [1.3253407070, 1.7247182429, 2.0859634473, 2.8453397098]),
    (29, [1.3114336473, 1.6991270265, 2.0452296421, 2.7563859037]),
    (30, [1.3104150254, 1.6972608866, 2.0422724563, 2.7499956536]),
    (39, [1.3036385886, 1.6848751217, 2.0226909200, 2.7079131835]),
    (99, [1.2901614420, 1.6603911560, 1.9842169516, 2.6264054573]),
    (.infinity, [1.2815515655, 1.6448536270, 1.9599639845, 2.5758293035]),
  ])
  func `quantiles are those of the tables`(degrees: Double, expected: [Double]) {
    let t = StudentT(degreesOfFreedom: degrees)
    for (probability, value) in zip([0.9, 0.95, 0.975, 0.995], expected) {
      #expect(abs(t.quantile(probability) - value) <= 6e-11, "\(probability)")
      #expect(abs(t.quantile(1 - probability) + value) <= 6e-11, "\(probability)")
    }
  }

  /// To twenty digits, from mpmath 1.3.
  @Test(arguments: [
    (4, 2.7764451051977943578), (9, 2.2621571627982055426), (19, 2.0930240544083097692),
    (29, 2.0452296421327042982),
  ])
  func `the factor of a 95 % interval is good to thirteen digits`(
    degrees: Double, expected: Double
  ) {
    let factor = StudentT(degreesOfFreedom: degrees).factor(confidence: 0.95)
    #expect(abs(factor - expected) <= 1e-13 * expected)
  }

  @Test(arguments: [1.0, 2, 7.5, 27.911124256882328, 400, 1e6])
  func `a quantile is where the distribution reaches its probability`(degrees: Double) {
    let t = StudentT(degreesOfFreedom: degrees)
    for probability in [1e-9, 0.01, 0.3, 0.6, 0.999] {
      let reached = t.cumulative(t.quantile(probability))
      #expect(abs(reached - probability) <= 1e-9 * probability)
    }
  }

  /// With 1 degree of freedom this is the Cauchy distribution: P(T > 1) = 1/4; with 2,
  /// P(T > t) = (1 - t/√(2 + t²)) / 2.
  @Test func `tails agree with closed forms`() {
    #expect(abs(StudentT(degreesOfFreedom: 1).upperTail(1) - 0.25) < 1e-14)
    let exact = 0.5 * (1 - 3 / 11.0.squareRoot())
    #expect(abs(StudentT(degreesOfFreedom: 2).upperTail(3) - exact) < 1e-14)
    #expect(StudentT(degreesOfFreedom: 5).cumulative(0) == 0.5)
  }

  @Test func `the ends and what lies beyond`() {
    let t = StudentT(degreesOfFreedom: 3)
    #expect(t.quantile(0) == -.infinity)
    #expect(t.quantile(1) == .infinity)
    #expect(t.quantile(0.5) == 0)
    #expect(t.quantile(1.5).isNaN)
    #expect(t.bothTails(.infinity) == 0)
    #expect(t.bothTails(0) == 1)
  }
}
