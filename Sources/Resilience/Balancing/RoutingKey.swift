/// What a balancer routes by when equal keys are to meet the same target: an address, a path, a
/// session.
///
///     balancer.pick(for: RoutingKey("/index.html"), at: now, using: &draws)
///
/// The hashes of all algorithms are worked out when the key is made, so that a retry need not read
/// the text again and the key is a plain value that fits into the record of a request. Two keys
/// are equal if their hashes are, which for different texts has a chance of about 2^-96.
@frozen
public struct RoutingKey: BitwiseCopyable, Hashable, Sendable {
  /// XXH64 of the bytes.
  @usableFromInline let hash: UInt64

  /// CRC-32 of the bytes.
  @usableFromInline let checksum: UInt32

  /// How many bytes there are; 0 means that there is nothing to route by.
  @usableFromInline let length: UInt32

  /// What one pass of nginx's `ip_hash` over the bytes makes of 0, and what it multiplies a hash with.
  @usableFromInline let passSum: UInt16
  @usableFromInline let passFactor: UInt16

  /// There is nothing to route by; every algorithm falls back to smooth weighted round robin.
  @inlinable
  public static var none: RoutingKey { RoutingKey() }

  /// - Complexity: O(*n*) in the number of UTF-8 bytes.
  public init(_ text: String) {
    var text = text
    self = text.withUTF8 { bytes in
      let raw = UnsafeRawBufferPointer(bytes)
      return RoutingKey(raw, address: raw)
    }
  }

  /// - Complexity: O(*n*).
  public init(_ bytes: [UInt8]) {
    self = bytes.withUnsafeBytes { RoutingKey($0, address: $0) }
  }

  /// A number in its decimal digits: the same key as that of the text.
  public init(number: UInt64) {
    self = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
      var (rest, start) = (number, 20)
      repeat {
        start -= 1
        digits.initializeElement(at: start, to: UInt8(ascii: "0") + UInt8(rest % 10))
        rest /= 10
      } while rest > 0
      let bytes = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(digits)[start...])
      return RoutingKey(bytes, address: bytes)
    }
  }

  /// An IPv4 address such as `0xC0A80101` for 192.168.1.1. All addresses of one /24 network are the
  /// same to ``BalancingAlgorithm/addressHash``.
  public init(ipv4 address: UInt32) {
    self = withUnsafeBytes(of: address.bigEndian) {
      RoutingKey($0, address: UnsafeRawBufferPointer(rebasing: $0[..<3]))
    }
  }

  /// An IPv6 address in two halves.
  public init(ipv6 high: UInt64, _ low: UInt64) {
    self = withUnsafeBytes(of: (high.bigEndian, low.bigEndian)) { RoutingKey($0, address: $0) }
  }

  /// No bytes at all.
  @inlinable
  init() {
    (hash, checksum, length, passSum, passFactor) = (0xEF46_DB37_51D8_E999, 0, 0, 0, 1)
  }

  private init(_ bytes: UnsafeRawBufferPointer, address: UnsafeRawBufferPointer) {
    var crc = CRC32()
    crc.update(bytes)
    checksum = crc.checksum
    length = UInt32(clamping: bytes.count)
    hash = XXHash64.hash(bytes)
    var (sum, factor): (UInt32, UInt32) = (0, 1)
    for byte in address {
      sum = (sum * Self.addressBase + UInt32(byte)) % Self.addressModulus
      factor = factor * Self.addressBase % Self.addressModulus
    }
    passSum = UInt16(sum)
    passFactor = UInt16(factor)
  }
}

extension RoutingKey {
  private static var addressBase: UInt32 { 113 }
  private static var addressModulus: UInt32 { 6271 }

  /// What nginx's `ip_hash` starts from.
  package static var addressSeed: UInt32 { 89 }

  /// Passes over the address once more: each byte *b* makes (113 *h* + *b*) mod 6271 of a hash *h*.
  /// All of them together are one multiplication and one addition.
  ///
  /// - SeeAlso: nginx, *ngx_http_upstream_ip_hash_module*.
  package func addressHash(after hash: UInt32) -> UInt32 {
    (hash * UInt32(passFactor) + UInt32(passSum)) % Self.addressModulus
  }

  /// What nginx's `hash` adds on a try: 15 bits of the CRC-32 of the key, after the number of the
  /// try in decimal digits unless it is the first, 0.
  ///
  /// - SeeAlso: nginx, *ngx_http_upstream_hash_module*.
  package func keyHash(onTry number: Int) -> UInt32 {
    guard number > 0 else { return checksum >> 16 & 0x7FFF }
    var prefix = CRC32()
    if number > 9 { prefix.update(CollectionOfOne(UInt8(ascii: "0") + UInt8(number / 10 % 10))) }
    prefix.update(CollectionOfOne(UInt8(ascii: "0") + UInt8(number % 10)))
    let whole = CRC32.checksum(of: prefix.checksum, followedBy: checksum, length: Int(length))
    return whole >> 16 & 0x7FFF
  }

  /// The CRC-32 of the key, which its place on a ``KetamaRing`` is.
  package var ringPosition: UInt32 { checksum }
}
