/// A key that hashes to the same word in every process and on every machine.
///
/// What `Hashable` cannot promise: its hasher is seeded at random when a program starts. A cache
/// whose victim or a limiter whose eviction depended on that would behave differently in each run.
public protocol StableKey: Equatable {
  /// A well-mixed word that depends on nothing but the key's value. Equal keys (in the sense of
  /// ``isSame(as:)``) give equal words; all 64 bits matter, the upper 32 most.
  var stableHash: UInt64 { get }

  /// Whether two keys name the same thing; `==` unless a type knows better.
  func isSame(as other: Self) -> Bool
}

extension StableKey {
  @inlinable
  public func isSame(as other: Self) -> Bool { self == other }
}

extension UInt64: StableKey {
  @inlinable
  public var stableHash: UInt64 { KeyHash.mix64(self) }
}

extension Int64: StableKey {
  @inlinable
  public var stableHash: UInt64 { KeyHash.mix64(UInt64(bitPattern: self)) }
}

extension UInt32: StableKey {
  @inlinable
  public var stableHash: UInt64 { KeyHash.mix64(UInt64(self)) }
}

extension Int: StableKey {
  @inlinable
  public var stableHash: UInt64 { KeyHash.mix64(UInt64(bitPattern: Int64(self))) }
}

/// Texts are told apart by their UTF-8 bytes, as every cache server does: two spellings of one
/// accented letter are two keys, although `==` takes them for equal.
extension String: StableKey {
  /// - Complexity: O(*n*) in the number of bytes.
  public var stableHash: UInt64 {
    var hash: UInt64 = 0
    var word: UInt64 = 0
    var length: UInt64 = 0
    for byte in utf8 {
      word = word << 8 | UInt64(byte)
      length += 1
      guard length & 7 == 0 else { continue }
      hash = KeyHash.mix64(hash ^ word)
      word = 0
    }
    return KeyHash.mix64(KeyHash.mix64(hash ^ word) &+ length)
  }

  public func isSame(as other: String) -> Bool { utf8.elementsEqual(other.utf8) }
}
