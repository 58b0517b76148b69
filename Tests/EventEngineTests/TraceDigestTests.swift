import EventEngine
import Testing
import TimeBase

@Suite struct TraceDigestTests {
  /// Trace version 2, worked out apart from this code, in whole numbers modulo 2^64.
  @Test func `three events give the digests of the specification`() {
    var digest = TraceDigest()
    #expect(digest.description == "22402b384971f3fd")
    #expect(digest.value == fnv1a64("simtrace/1".utf8))

    let events: [(Int64, UInt64, UInt64, UInt64, String, UInt64, UInt64, String)] = [
      (0, 1, 1, 0, "client", 0, 0xAED6_CFB3_FCD7_42A5, "27939bf83d430b17"),
      (1_000_000, 0, 2, 1, "gateway", 7, 0x7E5C_11ED_17BD_0B9E, "7c37f796617a5b72"),
      (1_000_000, 1, 3, 2, "db", 7, 0x67A5_A62F_48F5_581C, "24b4ad9b3d87462b"),
    ]
    for (nanoseconds, phase, kind, sequence, component, request, expectedWord, expected) in events {
      let word = TraceDigest.word(
        at: Instant(nanoseconds: nanoseconds), phase: phase, kind: kind,
        component: StreamName(component).id, request: request)
      #expect(word == expectedWord)
      digest.foldEvent(word, sequence: sequence)
      #expect(digest.description == expected)
    }
  }

  @Test func `every part of an event matters`() {
    func digest(
      _ time: Int64 = 5, _ phase: UInt64 = 1, _ kind: UInt64 = 2, _ component: UInt64 = 3,
      _ request: UInt64 = 4, _ sequence: UInt64 = 6
    ) -> TraceDigest {
      var digest = TraceDigest()
      let word = TraceDigest.word(
        at: Instant(nanoseconds: time), phase: phase, kind: kind, component: component,
        request: request)
      digest.foldEvent(word, sequence: sequence)
      return digest
    }
    let others = [
      digest(6), digest(5, 2), digest(5, 1, 3), digest(5, 1, 2, 4), digest(5, 1, 2, 3, 5),
      digest(5, 1, 2, 3, 4, 7),
    ]
    #expect(Set(others + [digest()]).count == 7)
  }

  @Test func `the order of words matters, and so does each`() {
    var digest = TraceDigest()
    digest.fold(1)
    digest.fold(2)
    var swapped = TraceDigest()
    swapped.fold(2)
    swapped.fold(1)
    var longer = digest
    longer.fold(0)
    #expect(digest != swapped)
    #expect(digest != longer)
  }

  @Test func `a digest is printed in sixteen digits`() {
    // The word that leads to 0: mix64 maps only 0 to 0.
    var digest = TraceDigest()
    digest.fold(digest.value ^ (0 &- 0x9E37_79B9_7F4A_7C15))
    #expect(digest.description == "0000000000000000")
  }
}
