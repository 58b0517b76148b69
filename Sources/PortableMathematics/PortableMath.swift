/// Elementary functions that give the same bits on every machine and in every build.
///
/// The C library's `log` or `exp` differ in the last place between machines, and even on one
/// machine with the instructions its processor has. A run must not depend on that. These are built
/// from addition, subtraction, multiplication, division, square root and the bits of a `Double`, all
/// of which IEEE 754 fixes; Swift fuses no multiplication with an addition unless it is told to.
///
/// Special values follow IEEE 754: what is undefined is NaN, what is too large is infinite, what is
/// too small is 0, and NaN yields NaN. Errors are given in units in the last place (ulp) of a normal
/// result, where 0.5 is the best that any function can do.
///
/// Changing a single bit of a result changes every trace, hence the digests in the tests.
public enum PortableMath {
  /// ln 2 in two parts. The first ends in 32 zero bits, so that its product with an exponent is
  /// exact; both together are good to 2^-76.
  @usableFromInline static let ln2High = 0x1.62e42p-1
  @usableFromInline static let ln2Low = 0x1.fdf473de6af28p-22

  /// Returns the correctly rounded square root.
  @inlinable
  public static func squareRoot(_ x: Double) -> Double {
    x.squareRoot()
  }
}
