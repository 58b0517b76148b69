import PortableMathematics
import Testing

@Suite struct CircleTests {
  @Test(arguments: CircleReference.sin)
  func `the sine is within 1 ulp`(turns: Double, high: Double, low: Double) {
    #expect(PortableMathTests.error(PortableMath.sin(turns: turns), high, low) <= 1)
  }

  @Test(arguments: CircleReference.cos)
  func `the cosine is within 1 ulp`(turns: Double, high: Double, low: Double) {
    #expect(PortableMathTests.error(PortableMath.cos(turns: turns), high, low) <= 1)
  }

  @Test(arguments: [0.0, 1, -3, 1_048_576, 0x1p60, -0x1p53])
  func `quarters of a turn are exact`(whole: Double) {
    #expect(PortableMath.sin(turns: whole) == 0)
    #expect(PortableMath.cos(turns: whole) == 1)
    guard whole.magnitude < 0x1p50 else { return }
    #expect(PortableMath.sin(turns: whole + 0.25) == 1)
    #expect(PortableMath.cos(turns: whole + 0.25) == 0)
    #expect(PortableMath.sin(turns: whole + 0.5) == 0)
    #expect(PortableMath.cos(turns: whole + 0.5) == -1)
    #expect(PortableMath.sin(turns: whole + 0.75) == -1)
    #expect(PortableMath.cos(turns: whole + 0.75) == 0)
  }

  @Test(arguments: [Double.infinity, -.infinity, .nan])
  func `what is no number of turns has no sine`(turns: Double) {
    #expect(PortableMath.sin(turns: turns).isNaN)
    #expect(PortableMath.cos(turns: turns).isNaN)
  }

  /// Whole turns change nothing as long as the share of a turn is kept exactly.
  @Test(arguments: [0.1250000001, 0.3, 0.77, 0.999])
  func `a whole number of turns more is the same angle`(share: Double) {
    let turns = share + 1024
    let exactShare = turns - 1024
    #expect(PortableMath.sin(turns: turns) == PortableMath.sin(turns: exactShare))
    #expect(PortableMath.cos(turns: turns) == PortableMath.cos(turns: exactShare))
  }

  @Test(arguments: 0..<64)
  func `squares of sine and cosine add up to 1`(eighth: Int) {
    let turns = (Double(eighth) + 0.37) / 64
    let (sine, cosine) = (PortableMath.sin(turns: turns), PortableMath.cos(turns: turns))
    #expect(abs(sine * sine + cosine * cosine - 1) <= 4e-16)
  }
}
