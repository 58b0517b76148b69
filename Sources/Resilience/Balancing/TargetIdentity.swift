/// What the name of a target comes to in the tables that keys are looked up in.
package struct TargetIdentity: BitwiseCopyable, Sendable {
  /// The checksum of the host, a zero byte and the port, which the target's points on a ring go on
  /// from.
  package let ringSeed: CRC32

  /// XXH64 of the name with seeds 0 and 1.
  package let offsetHash: UInt64
  package let skipHash: UInt64

  /// Digits after a colon at the end are a port, as for nginx; `unix:` and a path have none.
  package init(name: String) {
    let bytes = Array(name.utf8)
    var seed = CRC32()
    if bytes.starts(with: "unix:".utf8) {
      seed.update(bytes.dropFirst(5))
      seed.update(CollectionOfOne(0))
    } else {
      let digits = bytes.reversed().prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      let colon = bytes.count - digits.count - 1
      let hasPort = colon >= 0 && bytes[colon] == UInt8(ascii: ":")
      seed.update(hasPort ? bytes[..<colon] : bytes[...])
      seed.update(CollectionOfOne(0))
      if hasPort { seed.update(bytes[(colon + 1)...]) }
    }
    ringSeed = seed
    offsetHash = XXHash64.hash(bytes)
    skipHash = XXHash64.hash(bytes, seed: 1)
  }
}
