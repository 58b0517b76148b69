/// What a block of addresses is reserved for.
///
/// - SeeAlso: IANA, *IPv4 Special-Purpose Address Registry* and *IPv6 Special-Purpose Address
///   Registry* (RFC 6890); the classes of version 6 follow RFC 4291.
@frozen
public enum AddressClass: BitwiseCopyable, Hashable, Sendable {
  /// Reachable from anywhere.
  case global

  /// `0.0.0.0` and `::`, which many systems connect to themselves.
  case unspecified

  /// The rest of `0.0.0.0/8`.
  case thisNetwork

  case loopback

  /// `10.0.0.0/8`, `172.16.0.0/12` and `192.168.0.0/16` (RFC 1918).
  case privateUse

  /// `fc00::/7` (RFC 4193).
  case uniqueLocal

  /// `169.254.0.0/16` and `fe80::/10`.
  case linkLocal

  /// `fec0::/10`, which RFC 3879 has withdrawn.
  case siteLocal

  /// `100.64.0.0/10`, between a provider and its customers (RFC 6598).
  case shared

  /// Where a cloud tells a virtual machine about itself, credentials included.
  case metadata

  case multicast
  case broadcast
  case documentation
  case benchmarking

  /// `192.0.0.0/24` and `2001::/23`, set aside for protocols. Some of these can be reached from
  /// anywhere, but what answers is the nearest gateway and not a host that somebody meant.
  case protocolAssignment

  /// `100::/64` (RFC 6666).
  case discard

  /// Leads to an address of version 4 through 6to4, Teredo, ISATAP or a translator.
  case transition

  /// Not given out to anybody.
  case reserved
}

extension AddressClass {
  /// The class of an address by itself, whatever it embeds: that of the smallest block it is in.
  ///
  /// - Complexity: O(*n*) in the number of blocks, which is about 30 for each version.
  public init(of address: IPAddress) {
    let (blocks, other): ([(IPPrefix, AddressClass)], AddressClass) =
      switch address {
      case .v4: (Self.blocks4, .global)
      case .v6: (Self.blocks6, .reserved)
      }
    var (longest, found) = (-1, other)
    for (prefix, kind) in blocks where prefix.length > longest && prefix.contains(address) {
      (longest, found) = (prefix.length, kind)
    }
    self = found
  }

  private static let blocks4: [(IPPrefix, AddressClass)] = [
    ("0.0.0.0/8", .thisNetwork), ("0.0.0.0/32", .unspecified), ("10.0.0.0/8", .privateUse),
    ("100.64.0.0/10", .shared), ("127.0.0.0/8", .loopback), ("169.254.0.0/16", .linkLocal),
    ("172.16.0.0/12", .privateUse), ("192.0.0.0/24", .protocolAssignment),
    ("192.0.2.0/24", .documentation),
    ("192.88.99.0/24", .transition), ("192.168.0.0/16", .privateUse),
    ("198.18.0.0/15", .benchmarking), ("198.51.100.0/24", .documentation),
    ("203.0.113.0/24", .documentation), ("224.0.0.0/4", .multicast),
    ("233.252.0.0/24", .documentation), ("240.0.0.0/4", .reserved),
    ("255.255.255.255/32", .broadcast),
    // Amazon, Google, Microsoft and most others; then containers and pods of Amazon.
    ("169.254.169.254/32", .metadata), ("169.254.170.2/32", .metadata),
    ("169.254.170.23/32", .metadata),
    // Amazon's name server and clock for machines, and Scaleway, Tencent, Alibaba, Oracle's older one.
    ("169.254.169.253/32", .metadata), ("169.254.169.123/32", .metadata),
    ("169.254.42.42/32", .metadata), ("169.254.0.23/32", .metadata),
    ("100.100.100.200/32", .metadata), ("192.0.0.192/32", .metadata),
    // The agent of Microsoft's cloud, at an address that looks like any other.
    ("168.63.129.16/32", .metadata),
  ]

  private static let blocks6: [(IPPrefix, AddressClass)] = [
    ("::/96", .transition), ("::/128", .unspecified), ("::1/128", .loopback),
    ("::ffff:0:0/96", .transition), ("::ffff:0:0:0/96", .transition),
    ("64:ff9b::/96", .transition), ("64:ff9b:1::/48", .transition), ("100::/64", .discard),
    ("100:0:0:1::/64", .discard), ("2000::/3", .global), ("2001::/23", .protocolAssignment),
    ("2001::/32", .transition), ("2001:2::/48", .benchmarking), ("2001:db8::/32", .documentation),
    ("2002::/16", .transition), ("3fff::/20", .documentation),
    ("5f00::/16", .reserved), ("fc00::/7", .uniqueLocal), ("fe80::/10", .linkLocal),
    ("fec0::/10", .siteLocal), ("ff00::/8", .multicast),
    // Amazon's machines and pods, its name server and clock, then Google and Scaleway.
    ("fd00:ec2::254/128", .metadata), ("fd00:ec2::23/128", .metadata),
    ("fd00:ec2::253/128", .metadata), ("fd00:ec2::123/128", .metadata),
    ("fd20:ce::254/128", .metadata), ("fd00:42::42/128", .metadata),
  ]
}
