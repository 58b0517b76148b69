import Resilience
import Testing
import TimeBase

@Suite struct KetamaRingTests {
  private func target(of key: String, names: [String], weights: [Int]) -> String? {
    var draws = TestDraws(seed: 0)
    var balancer = TargetBalancer(
      .init(algorithm: .ketama, passiveHealth: .none), weights: weights, names: names)
    return balancer.pick(for: RoutingKey(key), at: .zero, using: &draws).map { names[$0] }
  }

  /// Vectors B8 and B9 [upstream]: unit tests of Pingora.
  @Test(
    arguments: [
      ("/some/path", "127.0.0.1:7778"), ("/some/longer/path", "127.0.0.1:7777"),
      ("/sad/zaidoon", "127.0.0.1:7778"), ("/g", "127.0.0.1:7777"),
    ])
  func `two equal servers share the ring as in nginx`(key: String, server: String) {
    let names = ["127.0.0.1:7777", "127.0.0.1:7778"]
    #expect(target(of: key, names: names, weights: [1, 1]) == server)
    #expect(target(of: key, names: names.reversed(), weights: [1, 1]) == server)
  }

  @Test(arguments: [("some_key", 3), ("another_key", 3), ("last_key", 2)])
  func `heavier servers have more points`(key: String, number: Int) {
    let names = (1...3).map { "127.0.0.\($0):12345" }
    #expect(target(of: key, names: names, weights: [1, 2, 3]) == "127.0.0.\(number):12345")
  }

  /// Vector B10 [upstream]: the first rows of what Pingora captured from a real nginx with nine servers
  /// of weight 100.
  @Test func `nginx sends each of these where the ring does`() {
    let captured = [
      ("/81fa1d251d605775d647b5b55565e71526d4cef6", 7),
      ("/2fec328e6ccdda6a7edf329f9f780e546ea183b4", 5),
      ("/19fb835d90883a6263ec4279c6da184e3f1a79b2", 4),
      ("/da7a88e542f7aaddc074f988164b9df7e5f7fea6", 4),
      ("/8f87cfd8005306643b6528b3d4125cf005139a7e", 5),
      ("/26d2769eab098458bc3e4e641a4b7d8abffd0aea", 6),
      ("/aa5b5323980f2d3e21246212ebd820c3949c1e88", 7),
      ("/d9c4bc3cc4517c629e8f4c911c2fd8baf260ae65", 1),
      ("/28c1c069a2904bb3b3e0f9731b1ff8de9ab7a76d", 4),
      ("/fe5199bdfeee5cd431ae7e9f77f178164f9995a0", 9),
      ("/43992eee187920c5e8695332f71ca6e23ef6ac4b", 3),
      ("/77766138aaf0c016bdd1f6b996177fc8ca1d2204", 8),
      ("/668fd6d99bfb50b85b0928a8915761be2ca19089", 2),
    ]
    let names = (1...9).map { "10.0.0.\($0):443" }
    var draws = TestDraws(seed: 0)
    var balancer = TargetBalancer(
      .init(algorithm: .ketama, passiveHealth: .none),
      weights: Array(repeating: 100, count: 9), names: names)
    for (key, number) in captured {
      #expect(balancer.pick(for: RoutingKey(key), at: .zero, using: &draws) == number - 1)
    }
  }

  @Test(arguments: 1...20)
  func `taking a server away moves only its own keys`(seed: UInt64) {
    var draws = TestDraws(seed: seed)
    let count = 2 + draws.below(7)
    let members = (0..<count).map { number in
      KetamaRing.Member(
        target: number, weight: 1 + draws.below(3),
        seed: TargetIdentity(name: "10.0.\(seed).\(number):80").ringSeed)
    }
    let gone = draws.below(count)
    let (ring, rest) = (KetamaRing(members), KetamaRing(members.filter { $0.target != gone }))
    for _ in 0..<500 {
      let position = UInt32(truncatingIfNeeded: draws.next())
      let owner = ring.owner(at: ring.index(of: position))
      let next = rest.owner(at: rest.index(of: position))
      #expect(owner == gone ? next != gone : next == owner)
    }
  }

  /// Every point computed and searched through in the plainest way.
  @Test func `the next point owns a position, and the first after the last`() {
    let seeds = ["a", "b:80", "unix:/run/c"].map { TargetIdentity(name: $0).ringSeed }
    var points: [(point: UInt32, target: Int)] = []
    for (target, seed) in seeds.enumerated() {
      var point: UInt32 = 0
      for _ in 0..<160 {
        var crc = seed
        crc.update((0..<4).map { UInt8(point >> (8 * UInt32($0)) & 0xFF) })
        point = crc.checksum
        points.append((point, target))
      }
    }
    let ring = KetamaRing(
      seeds.enumerated().map { KetamaRing.Member(target: $0.offset, weight: 1, seed: $0.element) })
    let lowest = points.min { $0.point < $1.point }
    var draws = TestDraws(seed: 3)
    for position in [0, .max] + (0..<300).map({ _ in UInt32(truncatingIfNeeded: draws.next()) }) {
      let next = points.filter { $0.point >= position }.min { $0.point < $1.point } ?? lowest
      #expect(ring.owner(at: ring.index(of: position)) == next?.target)
    }
    #expect(ring.count <= 480)
  }

  @Test func `two servers of one name are a mistake`() async {
    await #expect(processExitsWith: .failure) {
      _ = TargetBalancer(.init(algorithm: .ketama), weights: [1, 1], names: ["a:80", "a:80"])
    }
  }
}
