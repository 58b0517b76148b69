extension PortableMath {
  /// Returns the sine of `turns` full turns, sin(2π `turns`), within 1 ulp.
  ///
  /// Exact at every quarter of a turn. A turn, unlike 2π, divides without a rest: taking whole
  /// quarters off loses nothing, however large the argument. What is left, at most an eighth of a turn,
  /// becomes an angle in double precision twice over and goes through Taylor's series, of which the
  /// first omitted term is below 2^-57 of the result.
  ///
  /// NaN for what is not finite.
  public static func sin(turns: Double) -> Double {
    onCircle(turns, quartersAhead: 0)
  }

  /// Returns the cosine of `turns` full turns, cos(2π `turns`), within 1 ulp; see ``sin(turns:)``.
  public static func cos(turns: Double) -> Double {
    onCircle(turns, quartersAhead: 1)
  }

  /// The sine of `turns` and some quarters of a turn.
  private static func onCircle(_ turns: Double, quartersAhead: Int) -> Double {
    guard turns.isFinite else { return .nan }
    // Both differences are exact: of neighbours, whose last bits are of one weight.
    let part = turns - turns.rounded(.toNearestOrEven)
    let quarters = (part * 4).rounded(.toNearestOrEven)
    let rest = part - quarters / 4
    let angle = DoubleDouble.product(rest, 0x1.921fb54442d18p+2)
    let (high, low) = (angle.high, angle.low + rest * 0x1.1a62633145c07p-52)
    switch (Int(quarters) + quartersAhead) & 3 {
    case 0: return sine(high, plus: low)
    case 1: return cosine(high, plus: low)
    case 2: return -sine(high, plus: low)
    default: return -cosine(high, plus: low)
    }
  }

  /// The sine of `angle` + `correction`, at most π/4 either way.
  private static func sine(_ angle: Double, plus correction: Double) -> Double {
    let square = angle * angle
    var series = 0.0
    for coefficient in sineSeries { series = series * square + coefficient }
    return angle + (angle * square * series + correction * (1 - 0.5 * square))
  }

  /// The cosine of `angle` + `correction`, at most π/4 either way.
  private static func cosine(_ angle: Double, plus correction: Double) -> Double {
    let square = angle * angle
    var series = 0.0
    for coefficient in cosineSeries { series = series * square + coefficient }
    let half = 0.5 * square
    // 1 - half, and exactly what is lost in rounding it.
    let sum = 1 - half
    let lost = (1 - sum) - half
    // What rounding took from the square counts here, where half of it is as large as the rest.
    let exact = DoubleDouble.product(angle, angle)
    return sum + (lost + (square * square * series - 0.5 * exact.low - angle * correction))
  }

  /// 1/17! down to -1/3!, with alternating signs.
  private static let sineSeries: [Double] = [
    1.0 / 355_687_428_096_000, -1.0 / 1_307_674_368_000, 1.0 / 6_227_020_800, -1.0 / 39_916_800,
    1.0 / 362_880, -1.0 / 5_040, 1.0 / 120, -1.0 / 6,
  ]

  /// -1/18! up to 1/4!, with alternating signs.
  private static let cosineSeries: [Double] = [
    -1.0 / 6_402_373_705_728_000, 1.0 / 20_922_789_888_000, -1.0 / 87_178_291_200,
    1.0 / 479_001_600, -1.0 / 3_628_800, 1.0 / 40_320, -1.0 / 720, 1.0 / 24,
  ]
}
