/// The checksum of Ethernet, gzip and PNG, which nginx spreads keys and servers with.
///
/// Reflected polynomial `0xEDB88320`, all ones at the start and inverted at the end; the check value
/// of `123456789` is `0xCBF43926`.
///
/// - SeeAlso: ITU-T V.42, 8.1.1.6.2.
package struct CRC32: BitwiseCopyable, Hashable, Sendable {
  /// The register before it is inverted.
  private var register: UInt32

  /// Nothing has been read yet.
  package init() {
    register = .max
  }

  /// The checksum of what was read.
  package var checksum: UInt32 { ~register }

  /// Reads on.
  ///
  /// - Complexity: O(*n*).
  package mutating func update(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { register = Self.step(register ^ UInt32(byte)) }
  }

  /// Reads the four bytes of `word`, the lowest first.
  package mutating func update(littleEndian word: UInt32) {
    register ^= word
    for _ in 0..<4 { register = Self.step(register) }
  }

  /// The checksum of two texts, one after the other, from that of each: checksums are linear, so that
  /// the second need not be at hand.
  ///
  /// - Complexity: O(*n*) in the length of the second.
  package static func checksum(of first: UInt32, followedBy second: UInt32, length: Int) -> UInt32 {
    var shifted = first
    for _ in 0..<length { shifted = step(shifted) }
    return shifted ^ second
  }

  /// Pushes the lowest byte out.
  private static func step(_ register: UInt32) -> UInt32 {
    table[Int(register & 0xFF)] ^ register >> 8
  }

  /// What pushing out each byte leaves.
  private static let table: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { word, _ in word & 1 == 1 ? word >> 1 ^ 0xEDB8_8320 : word >> 1 }
  }
}
