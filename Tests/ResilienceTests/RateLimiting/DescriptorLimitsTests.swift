import Resilience
import Testing
import TimeBase

@Suite struct DescriptorLimitsTests {
  /// Vector T3: at most 10, 5 more each second, the timer first.
  @Test func `vector T3`() {
    var limits = DescriptorLimits(
      .init(everyone: .init(tokens: 5, every: .seconds(1), capacity: 10), descriptors: []))
    for (milliseconds, passes, asks) in [(0, 10, 11), (999, 0, 1), (1_000, 5, 6)] {
      let admitted = (0..<asks).count { _ in
        limits.admit(at: Instant(milliseconds: Int64(milliseconds))) { _ in false }.decision
          == .admitted
      }
      #expect(admitted == passes, "at \(milliseconds) ms")
    }
  }

  /// As Envoy: the descriptor that refills slowest is charged first and, if it is empty, alone.
  @Test func `the strictest descriptor comes first and the one for all last`() {
    let limits = DescriptorLimits.Policy(
      everyone: .init(tokens: 100, every: .milliseconds(50), capacity: 100),
      descriptors: [
        .init(tokens: 50, every: .seconds(1), capacity: 50),
        .init(tokens: 1, every: .milliseconds(150), capacity: 2),
      ])
    var filter = DescriptorLimits(limits)
    for expected in [nil, nil, 1] as [Int?] {
      let (decision, descriptor) = filter.admit(at: .zero) { _ in true }
      #expect(decision.isRejected == (expected != nil))
      #expect(descriptor == expected)
    }
    #expect(filter.status(ofDescriptor: 0, at: .zero).remaining == 48)
    #expect(filter.status(ofDescriptor: nil, at: .zero).remaining == 98)
    // Refilled at each third tick.
    #expect(filter.admit(at: Instant(milliseconds: 149)) { $0 == 1 }.descriptor == 1)
    #expect(filter.admit(at: Instant(milliseconds: 150)) { $0 == 1 }.descriptor == nil)
    // What is empty first leaves the stricter one charged.
    var wide = DescriptorLimits(
      .init(
        everyone: .init(tokens: 1, every: .milliseconds(50), capacity: 1),
        descriptors: [.init(tokens: 1, every: .seconds(1), capacity: 9)]))
    for _ in 0..<3 { _ = wide.admit(at: .zero) { _ in true } }
    #expect(wide.status(ofDescriptor: 0, at: .zero).remaining == 6)
  }

  @Test func `the bucket for all may be left to requests that match nothing`() {
    var limits = DescriptorLimits(
      .init(
        everyone: .init(tokens: 1, every: .seconds(1), capacity: 1),
        descriptors: [.init(tokens: 5, every: .seconds(1), capacity: 5)],
        alwaysChargesEveryone: false))
    for _ in 0..<5 { #expect(limits.admit(at: .zero) { _ in true }.decision == .admitted) }
    #expect(limits.admit(at: .zero) { _ in false }.decision == .admitted)
    #expect(limits.admit(at: .zero) { _ in false }.decision.isRejected)
  }

  @Test func `an interval must be a multiple of that of the timer`() {
    let policy = DescriptorLimits.Policy(
      everyone: .init(every: .milliseconds(50), capacity: 1),
      descriptors: [.init(every: .milliseconds(120), capacity: 1)])
    #expect(
      policy.problem
        == "descriptor 0: its interval of 120ms must be a multiple of 50ms, that of the "
        + "bucket for all")
  }

  @Test func `members share the tokens of a refill rounded up`() {
    let whole = PeriodicTokenBucket.Policy(tokens: 10, every: .seconds(1), capacity: 20)
    #expect([1, 3, 4, 11].map { whole.share(among: $0).tokens } == [10, 4, 3, 1])
    #expect(whole.share(among: 3).capacity == 20)
  }
}
