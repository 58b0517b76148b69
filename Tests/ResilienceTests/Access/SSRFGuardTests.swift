import Resilience
import Testing

@Suite struct SSRFGuardTests {
  private let door = SSRFGuard()

  /// What such lists as PayloadsAllTheThings and OWASP's cheat sheet collect, and then some.
  @Test(
    arguments: [
      ("http://127.0.0.1/", "127.0.0.1", .loopback),
      ("http://127.0.0.1:80/", "127.0.0.1", .loopback),
      ("HTTP://127.0.0.1", "127.0.0.1", .loopback), ("http://127.0.0.1?a", "127.0.0.1", .loopback),
      ("http://127.0.0.1#@good.example", "127.0.0.1", .loopback),
      ("http://127.1/", "127.0.0.1", .loopback), ("http://127.0.1/", "127.0.0.1", .loopback),
      ("http://2130706433/", "127.0.0.1", .loopback),
      ("http://0x7f000001/", "127.0.0.1", .loopback),
      ("http://0x7f.1/", "127.0.0.1", .loopback), ("http://017700000001/", "127.0.0.1", .loopback),
      ("http://0177.0.0.1/", "127.0.0.1", .loopback),
      ("http://127.0.0.1./", "127.0.0.1", .loopback),
      ("http://127.127.127.127/", "127.127.127.127", .loopback),
      ("http://127%2e0%2e0%2e1/", "127.0.0.1", .loopback),
      ("http://%31%32%37.0.0.1/", "127.0.0.1", .loopback),
      ("http://127。0。0。1/", "127.0.0.1", .loopback), ("http://127．0．0｡1/", "127.0.0.1", .loopback),
      ("http://0/", "0.0.0.0", .unspecified), ("http://0.0.0.0/", "0.0.0.0", .unspecified),
      ("http://0x0/", "0.0.0.0", .unspecified), ("http://[::]/", "::", .unspecified),
      ("http://[::1]/", "::1", .loopback), ("http://[0:0:0:0:0:0:0:1]:80/", "::1", .loopback),
      ("http://[0000::1]/", "::1", .loopback), ("http://[::1%25lo]/", "::1", .loopback),
      ("http://[::1%lo]/", "::1", .loopback),
      ("http://[::ffff:127.0.0.1]/", "127.0.0.1", .loopback),
      ("http://[::ffff:7f00:1]/", "127.0.0.1", .loopback),
      ("http://[0:0:0:0:0:ffff:127.0.0.1]/", "127.0.0.1", .loopback),
      ("http://[::127.0.0.1]/", "127.0.0.1", .loopback),
      ("http://[::ffff:0:127.0.0.1]/", "127.0.0.1", .loopback),
      ("http://[64:ff9b::7f00:1]/", "127.0.0.1", .loopback),
      ("http://[64:ff9b::10.0.0.1]/", "10.0.0.1", .privateUse),
      ("http://[64:ff9b:1:a00:0:100::]/", "10.0.0.1", .privateUse),
      ("http://[2002:7f00:1::]/", "127.0.0.1", .loopback),
      ("http://[2002:808:808::]/", "2002:808:808::", .transition),
      ("http://[2001:0:4136:e378:8000:63bf:80ff:fffe]/", "127.0.0.1", .loopback),
      ("http://[2606:4700::5efe:192.168.0.1]/", "192.168.0.1", .privateUse),
      ("http://[::8.8.8.8]/", "::808:808", .transition),
      ("http://10.1.2.3/", "10.1.2.3", .privateUse),
      ("http://172.16.0.1/", "172.16.0.1", .privateUse),
      ("http://192.168.1.1/", "192.168.1.1", .privateUse),
      ("http://100.64.0.1/", "100.64.0.1", .shared),
      ("http://169.254.1.1/", "169.254.1.1", .linkLocal),
      ("http://169.254.169.254/latest/meta-data/", "169.254.169.254", .metadata),
      ("http://2852039166/", "169.254.169.254", .metadata),
      ("http://0xA9FEA9FE/", "169.254.169.254", .metadata),
      ("http://0251.0376.0251.0376/", "169.254.169.254", .metadata),
      ("http://169.254.43518/", "169.254.169.254", .metadata),
      ("http://[::ffff:169.254.169.254]/", "169.254.169.254", .metadata),
      ("http://[64:ff9b::a9fe:a9fe]/", "169.254.169.254", .metadata),
      ("http://[2002:a9fe:a9fe::]/", "169.254.169.254", .metadata),
      ("http://[fd00:ec2::254]/", "fd00:ec2::254", .metadata),
      ("http://168.63.129.16/", "168.63.129.16", .metadata),
      ("http://100.100.100.200/", "100.100.100.200", .metadata),
      ("http://[fe80::1%25eth0]/", "fe80::1", .linkLocal),
      ("http://[fc00::1]/", "fc00::1", .uniqueLocal),
      ("http://[fec0::1]/", "fec0::1", .siteLocal), ("http://[ff02::1]/", "ff02::1", .multicast),
      ("http://224.0.0.1/", "224.0.0.1", .multicast), ("http://240.0.0.1/", "240.0.0.1", .reserved),
      ("http://255.255.255.255/", "255.255.255.255", .broadcast),
      ("http://198.18.0.1/", "198.18.0.1", .benchmarking),
      ("http://203.0.113.9/", "203.0.113.9", .documentation),
      ("http://[100::1]/", "100::1", .discard),
      ("http://[2001:db8::1]/", "2001:db8::1", .documentation),
      // Octal to some, decimal to others, and only the other reading is private.
      ("http://010.8.8.8/", "10.8.8.8", .privateUse),
    ] as [(String, String, AddressClass)])
  func `an address inside is refused however it is written`(
    url: String, address: String, kind: AddressClass
  ) throws {
    let place = try #require(IPAddress(address))
    #expect(door.admit(url) == .refused(.address(place, kind)))
  }

  @Test(
    arguments: [
      ("http://localhost/", .name("localhost")), ("http://LOCALHOST./", .name("localhost")),
      ("http://foo.localhost/", .name("foo.localhost")),
      ("http://l%6fcalhost/", .name("localhost")),
      ("http://printer.local/", .name("printer.local")),
      ("http://metadata.google.internal/", .name("metadata.google.internal")),
      ("http://metadata.google.internal./", .name("metadata.google.internal")),
      ("http://kubernetes.default.svc/", .name("kubernetes.default.svc")),
      ("http://1.0.0.127.in-addr.arpa/", .name("1.0.0.127.in-addr.arpa")),
      ("http://intranet2/", .singleLabel("intranet2")),
      ("http://metadata/", .singleLabel("metadata")),
      ("ftp://good.example:80/", .scheme("ftp")), ("file://good.example:80/", .scheme("file")),
      ("gopher://good.example:80/", .scheme("gopher")), ("http://good.example:22/", .port(22)),
      ("https://good.example:6379/", .port(6379)), ("http://u@good.example/", .userinfo),
      ("http://good.example@127.0.0.1/", .userinfo),
      ("http://good.example:80@10.0.0.1/", .userinfo),
      ("http://:@good.example/", .userinfo), ("http://1.1/", .spelling(.v4(0x0100_0001))),
      ("http://0x08080808/", .spelling(.v4(0x0808_0808))),
      ("http://8.8.8.8./", .spelling(.v4(0x0808_0808))),
      ("http://8%2e8.8.8/", .spelling(.v4(0x0808_0808))),
      ("http://a@b@127.0.0.1/", .url(.userinfo)),
      ("http://127.0.0.1\\@good.example/", .url(.character(0x5C))),
      ("http://good.example\\.127.0.0.1/", .url(.character(0x5C))),
      ("http://good.example /", .url(.character(0x20))),
      ("http://127.0.0.1\t/", .url(.character(9))),
      ("http://good\n.example/", .url(.character(10))),
      ("ht\ttp://a.example/", .url(.character(9))),
      (" http://a.example/", .url(.character(0x20))), ("http:127.0.0.1", .url(.scheme)),
      ("http:/127.0.0.1", .url(.scheme)), ("//127.0.0.1/", .url(.scheme)),
      ("127.0.0.1", .url(.scheme)),
      ("://a.example", .url(.scheme)), ("", .url(.scheme)), ("javascript:alert(1)", .url(.scheme)),
      ("1http://a.example", .url(.scheme)), ("http:///a.example", .url(.host(.empty))),
      ("http://", .url(.host(.empty))), ("http://./", .url(.host(.empty))),
      ("http://u@/", .url(.host(.empty))), ("http://a.example:0/", .url(.port)),
      ("http://a.example:65536/", .url(.port)), ("http://a.example:080808/", .url(.port)),
      ("http://a.example:80:80/", .url(.port)), ("http://a.example:8a/", .url(.port)),
      ("gopher://a.example/", .url(.port)), ("http://::1/", .url(.port)),
      ("http://a..example/", .url(.host(.label))), ("http://a.example../", .url(.host(.label))),
      ("http://.a.example/", .url(.host(.label))),
      ("http://localhost%00.good.example/", .url(.host(.character(0)))),
      ("http://127.0.0.1%2f.good.example/", .url(.host(.character(0x2F)))),
      ("http://127.0.0.1%23.good.example/", .url(.host(.character(0x23)))),
      ("http://%2531/", .url(.host(.character(0x25)))),
      ("http://a%2/", .url(.host(.character(0x25)))),
      ("http://a%zz/", .url(.host(.character(0x25)))),
      ("http://a*b.example/", .url(.host(.character(0x2A)))),
      ("http://①②⑦.⓪.⓪.①/", .url(.host(.notASCII))), ("http://１２７.0.0.1/", .url(.host(.notASCII))),
      ("http://ⓛocalhost/", .url(.host(.notASCII))),
      ("http://loc\u{AD}alhost/", .url(.host(.notASCII))),
      ("http://ⅼocalhost/", .url(.host(.notASCII))), ("http://256.1.1.1/", .url(.host(.address))),
      ("http://1.2.3.4.5/", .url(.host(.address))), ("http://4294967297/", .url(.host(.address))),
      ("http://127.0.0.257/", .url(.host(.address))),
      ("http://good.example.08/", .url(.host(.address))),
      ("http://a.0x/", .url(.host(.address))), ("http://[::1/", .url(.port)),
      ("http://[127.0.0.1]/", .url(.host(.address))), ("http://[::1]a/", .url(.host(.address))),
      ("http://[::1%25]/", .url(.host(.address))), ("http://[v1.a]/", .url(.host(.address))),
      ("http://[]/", .url(.host(.address))),
      ("http://[2606:4700::1%25eth0]/", .spelling(.v6(0x2606_4700 << 96 | 1))),
    ] as [(String, SSRFGuard.Refusal)])
  func `a URL that is not plain is refused for its reason`(url: String, reason: SSRFGuard.Refusal) {
    #expect(door.admit(url) == .refused(reason))
  }

  @Test(
    arguments: [
      ("http://good.example/hook?u=http://127.0.0.1/", "good.example", 80),
      ("https://GOOD.example", "good.example", 443),
      ("https://good.example.:443/", "good.example", 443),
      ("https://good.example:/", "good.example", 443),
      ("http://a_b.xn--bcher-kva.example", "a_b.xn--bcher-kva.example", 80),
      ("http://good。example/", "good.example", 80),
      ("http://notlocalhost.example/", "notlocalhost.example", 80),
      ("http://127.0.0.1.nip.io/", "127.0.0.1.nip.io", 80),
      ("http://mylocal.example#@x", "mylocal.example", 80),
    ] as [(String, String, UInt16)])
  func `a name outside is to be resolved`(url: String, name: String, port: UInt16) {
    #expect(door.admit(url) == .resolves(name, port: port))
  }

  @Test(arguments: [
    ("http://8.8.8.8/", "8.8.8.8"), ("http://[2606:4700:4700::1111]/", "2606:4700:4700::1111"),
    ("http://[::ffff:8.8.8.8]/", "::ffff:8.8.8.8"),
    ("http://[64:ff9b::808:808]/", "64:ff9b::808:808"),
  ])
  func `an address outside is connected to`(url: String, address: String) throws {
    #expect(door.admit(url) == .connects(to: try #require(IPAddress(address)), port: 80))
  }

  /// The name passed, and its name server answers with something else each time.
  @Test(arguments: [
    (["1.1.1.1"], nil), (["1.1.1.1", "2606:4700:4700::1111"], nil),
    (["1.1.1.1", "127.0.0.1"], "127.0.0.1"),
    (["127.0.0.1", "1.1.1.1"], "127.0.0.1"), (["::ffff:10.0.0.1"], "10.0.0.1"),
    (["1.1.1.1", "fd00::1"], "fd00::1"), (["64:ff9b::101:101"], nil),
    (["64:ff9b::a9fe:a9fe"], "169.254.169.254"),
  ])
  func `every address of a name must pass`(texts: [String], culprit: String?) {
    let addresses = texts.compactMap { IPAddress($0) }
    switch (door.admit(resolved: addresses), culprit) {
    case (.connects(let admitted), nil): #expect(admitted == addresses)
    case (.refused(.address(let address, _)), let culprit?): #expect(address.description == culprit)
    case (let resolution, _): Issue.record("\(resolution)")
    }
  }

  @Test func `a name without an address is refused`() {
    #expect(door.admit(resolved: []) == .refused(.unresolvable))
  }

  @Test func `lists allow and deny blocks, and denial wins`() throws {
    let door = SSRFGuard(
      .init(
        allowed: ["10.1.0.0/16", "fd00:1::/32", "169.254.0.0/16", "::1"],
        denied: ["10.1.2.0/24", "8.8.8.0/24", "2606:4700::/32"]))
    func isRefused(_ text: String) throws -> Bool {
      door.refusal(of: try #require(IPAddress(text))) != nil
    }
    let admitted = [
      "10.1.1.1", "::ffff:10.1.1.1", "64:ff9b::10.1.1.1", "fd00:1::1", "169.254.1.1", "::1",
      "1.1.1.1",
    ]
    for text in admitted { #expect(try !isRefused(text), "\(text)") }
    let refused = [
      "10.1.2.1", "::ffff:10.1.2.1", "64:ff9b::10.1.2.1", "2002:a01:201::", "10.2.0.1", "8.8.8.8",
      "2606:4700::1", "169.254.169.254", "::ffff:169.254.169.254", "2002:a01:101::", "::10.1.1.1",
    ]
    for text in refused { #expect(try isRefused(text), "\(text)") }
    #expect(
      door.admit("http://10.1.2.1/") == .refused(.denied(.v4(0x0A01_0201), by: "10.1.2.0/24")))
    let proxy = SSRFGuard(.init(allowed: ["169.254.169.254"]))
    #expect(proxy.admit("http://169.254.169.254/") == .connects(to: .v4(0xA9FE_A9FE), port: 80))
  }

  @Test func `what the policy lets in is let in`() {
    let door = SSRFGuard(
      .init(
        schemes: ["redis"], ports: nil, deniedNames: [], allowsSingleLabels: true,
        allowsUserinfo: true, allowsLegacySpellings: true))
    #expect(door.admit("redis://u:p@cache:6379/0") == .resolves("cache", port: 6379))
    #expect(door.admit("redis://0x8.8.8.8:1/") == .connects(to: .v4(0x0808_0808), port: 1))
    #expect(door.admit("redis://0x7f.1:1/") == .refused(.address(.v4(0x7F00_0001), .loopback)))
    #expect(door.admit("http://cache/") == .refused(.scheme("http")))
  }

  @Test(arguments: [
    (SSRFGuard.Policy(), nil),
    (.init(schemes: []), "no scheme is allowed, so that no request can be made"),
    (.init(ports: []), "no port is allowed, so that no request can be made"),
    (.init(ports: [0]), "port 0 cannot be connected to"),
    (.init(schemes: ["HTTP"]), "the scheme 'HTTP' is not in lower case"),
    (
      .init(deniedNames: [".local"]),
      "the name '.local' is not in lower case and without dots at its ends"
    ),
  ])
  func `an impossible policy says why`(policy: SSRFGuard.Policy, problem: String?) {
    #expect(policy.problem == problem)
  }
}
