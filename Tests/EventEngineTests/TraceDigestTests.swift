import EventEngine
import Testing
import TimeBase

@Suite struct TraceDigestTests {
  /// The project's digest vector.
  @Test func `three events give the digests of the specification`() {
    var digest = TraceDigest()
    #expect(digest.description == "22402b384971f3fd")
    #expect(digest.value == fnv1a64("simtrace/1".utf8))

    let events: [(Int64, UInt64, UInt64, UInt64, String, String)] = [
      (0, 1, 1, 0, "client", "8eb1c1aee18c50f3"),
      (1_000_000, 0, 2, 1, "gateway", "5d40c987bec5628d"),
      (1_000_000, 1, 3, 2, "db", "f704e95938930d4e"),
    ]
    for (nanoseconds, phase, kind, sequence, component, expected) in events {
      digest.foldEvent(
        at: Instant(nanoseconds: nanoseconds), phase: phase, kind: kind, sequence: sequence,
        component: StreamName(component).id, request: 0)
      #expect(digest.description == expected)
    }
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
