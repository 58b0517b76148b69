/// The hash that Envoy places hosts and keys with: XXH64.
///
/// - SeeAlso: Collet, *xxHash fast digest algorithm*, version 0.1.1, 2018.
package enum XXHash64 {
  private static let prime1: UInt64 = 0x9E37_79B1_85EB_CA87
  private static let prime2: UInt64 = 0xC2B2_AE3D_27D4_EB4F
  private static let prime3: UInt64 = 0x1656_67B1_9E37_79F9
  private static let prime4: UInt64 = 0x85EB_CA77_C2B2_AE63
  private static let prime5: UInt64 = 0x27D4_EB2F_1656_67C5

  /// - Complexity: O(*n*).
  package static func hash(_ bytes: [UInt8], seed: UInt64 = 0) -> UInt64 {
    bytes.withUnsafeBytes { hash($0, seed: seed) }
  }

  /// - Complexity: O(*n*).
  package static func hash(_ bytes: UnsafeRawBufferPointer, seed: UInt64 = 0) -> UInt64 {
    var position = 0
    var hash = bytes.count < 32 ? seed &+ prime5 : stripes(of: bytes, seed, &position)
    hash &+= UInt64(bytes.count)
    while position + 8 <= bytes.count {
      hash ^= round(0, word(of: bytes, at: position))
      hash = rotated(hash, by: 27) &* prime1 &+ prime4
      position += 8
    }
    if position + 4 <= bytes.count {
      let word = bytes.loadUnaligned(fromByteOffset: position, as: UInt32.self)
      hash ^= UInt64(UInt32(littleEndian: word)) &* prime1
      hash = rotated(hash, by: 23) &* prime2 &+ prime3
      position += 4
    }
    for byte in bytes[position...] {
      hash ^= UInt64(byte) &* prime5
      hash = rotated(hash, by: 11) &* prime1
    }
    hash = (hash ^ hash >> 33) &* prime2
    hash = (hash ^ hash >> 29) &* prime3
    return hash ^ hash >> 32
  }

  /// Four lanes over blocks of 32 bytes, folded into one word.
  private static func stripes(
    of bytes: UnsafeRawBufferPointer, _ seed: UInt64, _ position: inout Int
  ) -> UInt64 {
    var lanes = SIMD4<UInt64>(seed &+ prime1 &+ prime2, seed &+ prime2, seed, seed &- prime1)
    while position + 32 <= bytes.count {
      for lane in 0..<4 {
        lanes[lane] = round(lanes[lane], word(of: bytes, at: position + 8 * lane))
      }
      position += 32
    }
    var hash =
      rotated(lanes[0], by: 1) &+ rotated(lanes[1], by: 7) &+ rotated(lanes[2], by: 12)
      &+ rotated(lanes[3], by: 18)
    for lane in 0..<4 { hash = (hash ^ round(0, lanes[lane])) &* prime1 &+ prime4 }
    return hash
  }

  private static func round(_ lane: UInt64, _ word: UInt64) -> UInt64 {
    rotated(lane &+ word &* prime2, by: 31) &* prime1
  }

  private static func rotated(_ word: UInt64, by count: UInt64) -> UInt64 {
    word &<< count | word &>> (64 &- count)
  }

  private static func word(of bytes: UnsafeRawBufferPointer, at position: Int) -> UInt64 {
    UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self))
  }
}
