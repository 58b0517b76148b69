/// An address of version 4 inside of one of version 6, where packets for the latter may end up.
@frozen
public struct AddressEmbedding: BitwiseCopyable, Hashable, Sendable {
  public let mechanism: Mechanism

  /// The address inside.
  public let address: IPAddress

  /// How the one leads to the other.
  @frozen
  public enum Mechanism: BitwiseCopyable, Hashable, Sendable {
    /// `::ffff:a.b.c.d`: the system itself speaks version 4 (RFC 4291).
    case mapped

    /// `::a.b.c.d`, which is withdrawn but still understood (RFC 4291).
    case compatible

    /// `::ffff:0:a.b.c.d`, of a stateless translator (RFC 2765).
    case translated

    /// `64:ff9b::a.b.c.d`, of a translator in the network (RFC 6052). Behind a name server that makes
    /// such addresses up, every host of version 4 has one.
    case nat64

    /// `64:ff9b:1::/48`, of a translator in the network with a prefix of its own (RFC 8215).
    case localNAT64

    /// `2002:aabb:ccdd::/48` (RFC 3056).
    case sixToFour

    /// The server or the client of a Teredo address in `2001::/32` (RFC 4380).
    case teredo

    /// An address that ends in `0:5efe:a.b.c.d` or `200:5efe:a.b.c.d` (RFC 5214).
    case isatap
  }

  /// Whether the address inside is all that matters, so that its class decides.
  public var isTransparent: Bool { mechanism == .mapped || mechanism == .nat64 }
}

extension IPAddress {
  /// The addresses of version 4 inside of this one; none of an address of version 4.
  public var embeddings: [AddressEmbedding] {
    guard case .v6(let bits) = self else { return [] }
    var found: [AddressEmbedding] = []
    func add(_ mechanism: AddressEmbedding.Mechanism, _ address: UInt128) {
      let address = IPAddress.v4(UInt32(truncatingIfNeeded: address))
      found.append(AddressEmbedding(mechanism: mechanism, address: address))
    }
    switch bits >> 32 {
    case 0xFFFF: add(.mapped, bits)
    case 0xFFFF_0000: add(.translated, bits)
    case 0x0064_FF9B << 64: add(.nat64, bits)
    // :: and ::1 are no addresses of version 4.
    case 0 where bits > 1: add(.compatible, bits)
    default: break
    }
    // The byte in the middle, bits 64 to 71, is left out (RFC 6052, section 2.2).
    if bits >> 80 == 0x0064_FF9B_0001 {
      add(.localNAT64, bits >> 48 & 0xFFFF_0000 | bits >> 40 & 0xFFFF)
      // A network may also put them at the end, under a longer prefix of its own.
      add(.localNAT64, bits)
    }
    if bits >> 112 == 0x2002 { add(.sixToFour, bits >> 80) }
    if bits >> 96 == 0x2001_0000 {
      add(.teredo, bits >> 64)
      add(.teredo, ~bits)
    }
    let interface = bits >> 32 & 0xFFFF_FFFF
    if interface == 0x5EFE || interface == 0x0200_5EFE { add(.isatap, bits) }
    return found
  }
}
