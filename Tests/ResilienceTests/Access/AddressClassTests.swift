import Resilience
import Testing

@Suite struct AddressClassTests {
  /// The first and last address of each block of IANA's registries, and their neighbours.
  @Test(
    arguments: [
      ("0.0.0.0", .unspecified), ("0.0.0.1", .thisNetwork), ("0.255.255.255", .thisNetwork),
      ("1.0.0.0", .global), ("9.255.255.255", .global), ("10.0.0.0", .privateUse),
      ("10.255.255.255", .privateUse), ("11.0.0.0", .global), ("100.63.255.255", .global),
      ("100.64.0.0", .shared), ("100.127.255.255", .shared), ("100.128.0.0", .global),
      ("126.255.255.255", .global), ("127.0.0.0", .loopback), ("127.255.255.255", .loopback),
      ("128.0.0.0", .global), ("169.253.255.255", .global), ("169.254.0.0", .linkLocal),
      ("169.254.255.255", .linkLocal), ("169.255.0.0", .global), ("172.15.255.255", .global),
      ("172.16.0.0", .privateUse), ("172.31.255.255", .privateUse), ("172.32.0.0", .global),
      ("191.255.255.255", .global), ("192.0.0.0", .protocolAssignment),
      ("192.0.0.255", .protocolAssignment), ("192.0.1.0", .global), ("192.0.2.0", .documentation),
      ("192.0.2.255", .documentation), ("192.0.3.0", .global), ("192.88.99.0", .transition),
      ("192.167.255.255", .global), ("192.168.0.0", .privateUse), ("192.168.255.255", .privateUse),
      ("192.169.0.0", .global), ("198.17.255.255", .global), ("198.18.0.0", .benchmarking),
      ("198.19.255.255", .benchmarking), ("198.20.0.0", .global), ("198.51.100.7", .documentation),
      ("203.0.113.0", .documentation), ("203.0.114.0", .global), ("223.255.255.255", .global),
      ("224.0.0.0", .multicast), ("233.252.0.1", .documentation), ("239.255.255.255", .multicast),
      ("240.0.0.0", .reserved), ("255.255.255.254", .reserved), ("255.255.255.255", .broadcast),
      ("8.8.8.8", .global), ("169.254.169.254", .metadata), ("169.254.170.2", .metadata),
      ("169.254.170.23", .metadata), ("100.100.100.200", .metadata), ("192.0.0.192", .metadata),
      ("168.63.129.16", .metadata), ("168.63.129.17", .global),
    ] as [(String, AddressClass)])
  func `blocks of version 4 begin and end where they should`(text: String, kind: AddressClass)
    throws
  {
    #expect(AddressClass(of: try #require(IPAddress(text))) == kind)
  }

  @Test(
    arguments: [
      ("::", .unspecified), ("::1", .loopback), ("::2", .transition), ("::127.0.0.1", .transition),
      ("::1:0:0", .reserved), ("::ffff:8.8.8.8", .transition), ("::ffff:0:8.8.8.8", .transition),
      ("64:ff9b::8.8.8.8", .transition), ("64:ff9b:1::1", .transition), ("64:ff9b:2::", .reserved),
      ("100::", .discard), ("100::ffff:ffff:ffff:ffff", .discard), ("100:0:0:2::", .reserved),
      ("1fff:ffff::", .reserved), ("2000::", .global), ("2001::1", .transition),
      ("2001:1::1", .protocolAssignment), ("2001:2::", .benchmarking),
      ("2001:1ff:ffff::", .protocolAssignment), ("2001:200::", .global),
      ("2001:db7:ffff::", .global),
      ("2001:db8::", .documentation), ("2001:db8:ffff:ffff:ffff:ffff:ffff:ffff", .documentation),
      ("2001:db9::", .global), ("2002::", .transition), ("2003::", .global),
      ("2606:4700:4700::1111", .global), ("3ffe:ffff::", .global), ("3fff::", .documentation),
      ("3fff:fff:ffff::", .documentation), ("3fff:1000::", .global), ("4000::", .reserved),
      ("5f00::1", .reserved), ("fbff:ffff::", .reserved), ("fc00::", .uniqueLocal),
      ("fdff:ffff::", .uniqueLocal), ("fe00::", .reserved), ("fe80::", .linkLocal),
      ("febf:ffff::", .linkLocal), ("fec0::", .siteLocal), ("feff:ffff::", .siteLocal),
      ("ff00::", .multicast), ("ff02::1", .multicast),
      ("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", .multicast), ("fd00:ec2::254", .metadata),
      ("fd00:ec2::23", .metadata), ("fd20:ce::254", .metadata), ("fd00:42::42", .metadata),
      ("fd00:ec2::255", .uniqueLocal),
    ] as [(String, AddressClass)])
  func `blocks of version 6 begin and end where they should`(text: String, kind: AddressClass)
    throws
  {
    #expect(AddressClass(of: try #require(IPAddress(text))) == kind)
  }

  /// The Teredo address is the example of RFC 4380's readers: server 65.54.227.120, client
  /// 192.0.2.45. Those of RFC 6052 are its section 2.4.
  @Test(
    arguments: [
      ("::ffff:10.0.0.1", [(.mapped, "10.0.0.1")]), ("::10.0.0.1", [(.compatible, "10.0.0.1")]),
      ("::ffff:0:10.0.0.1", [(.translated, "10.0.0.1")]),
      ("64:ff9b::192.0.2.33", [(.nat64, "192.0.2.33")]),
      ("64:ff9b:1:c000:2:2100::", [(.localNAT64, "192.0.2.33"), (.localNAT64, "0.0.0.0")]),
      ("2002:c000:204::1", [(.sixToFour, "192.0.2.4")]),
      (
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
        [(.teredo, "65.54.227.120"), (.teredo, "192.0.2.45")]
      ),
      ("fe80::5efe:10.0.0.1", [(.isatap, "10.0.0.1")]),
      ("2606:4700::200:5efe:10.0.0.1", [(.isatap, "10.0.0.1")]),
      ("2002:7f00:1::5efe:10.0.0.1", [(.sixToFour, "127.0.0.1"), (.isatap, "10.0.0.1")]),
      ("::", []), ("::1", []), ("2606:4700::1", []), ("10.0.0.1", []),
    ] as [(String, [(AddressEmbedding.Mechanism, String)])])
  func `the address inside of an address is found`(
    text: String, inside: [(AddressEmbedding.Mechanism, String)]
  ) throws {
    let found = try #require(IPAddress(text)).embeddings
    #expect(found.map(\.mechanism) == inside.map(\.0))
    #expect(found.map(\.address.description) == inside.map(\.1))
  }
}
