import ArchitectureModel
import Foundation
import Testing

/// Whatever bytes a file holds, reading it ends with a model or with at least one problem.
@Suite struct MutationTests {
  private struct Mutator {
    var state: UInt64

    mutating func below(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(limit))
    }

    /// Changes, drops, doubles or moves one to eight bytes or runs of bytes.
    mutating func mutate(_ original: [UInt8]) -> [UInt8] {
      var bytes = original
      for _ in 0...below(8) {
        let place = below(bytes.count)
        let run = place..<min(bytes.count, place + 1 + below(12))
        switch below(6) {
        case 0: bytes[place] = UInt8(below(256))
        case 1: bytes[place] = Self.marks[below(Self.marks.count)]
        case 2: bytes.remove(at: place)
        case 3: bytes.insert(Self.marks[below(Self.marks.count)], at: place)
        case 4: bytes.insert(contentsOf: bytes[run], at: below(bytes.count))
        default: bytes.removeSubrange(run)
        }
        if bytes.isEmpty { bytes = [0] }
      }
      return bytes
    }

    /// What JSON and quantities are made of.
    private static let marks = Array(#"{}[]:,"\/0123456789.-+eE%msu *n"#.utf8)
  }

  @Test(arguments: 0..<8 as Range<UInt64>)
  func `no change of bytes gets past the reader or breaks it`(seed: UInt64) throws {
    let path = ModelDirectory.path + "/three-instances.json"
    let original = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    var mutator = Mutator(state: seed &* 0x9E37_79B9_7F4A_7C15)
    var outcomes = (valid: 0, invalid: 0)
    for _ in 0..<1250 {
      let bytes = mutator.mutate(original)
      do {
        let document = try ModelDocument(bytes, named: "mutant.json")
        outcomes.valid += document.sha256.utf8.count == 64 ? 1 : 0
      } catch {
        outcomes.invalid += error.problems.allSatisfy { !$0.description.isEmpty } ? 1 : 0
      }
    }
    #expect(outcomes.valid + outcomes.invalid == 1250)
    #expect(outcomes.valid > 10)
    #expect(outcomes.invalid > 800)
  }

  /// Paths and values made of what paths and values are made of.
  @Test(arguments: 0..<4 as Range<UInt64>)
  func `no override gets past the reader or breaks it`(seed: UInt64) throws {
    let document = try ModelDocument(Shop.text, named: "shop.json")
    let parts = [
      "app", "web", "clients", "components", "faults", "0", "1", "run", "handles", "*", "cpu",
      "cores", "instances", "'GET /item'", "[\"GET /item\"]", "[0]", ".", "..", "expect", "set",
      "", "[", "'", "work", "null", "arrivals", "poisson", "database", "balancer", "weights",
    ]
    let values = [
      "null", "5", "-1", "5ms", "500/s", "\"a\"", "{}", "[]", "{", "[1,2",
      "{\"exponential\":\"5ms\"}",
      "true", "1e999", "20%", "", " ", "unlimited", "[[[[", "{\"kind\":\"cache\"}", "\u{0}",
    ]
    var mutator = Mutator(state: seed)
    for _ in 0..<250 {
      let path = (0...mutator.below(5)).map { _ in parts[mutator.below(parts.count)] }
      let override = Override(
        path: path.joined(separator: "."), value: values[mutator.below(values.count)])
      do {
        _ = try document.architecture(overrides: [override])
      } catch {
        #expect(error.problems.allSatisfy { !$0.description.isEmpty })
      }
    }
  }
}
