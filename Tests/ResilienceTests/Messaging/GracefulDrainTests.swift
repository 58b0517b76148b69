import Resilience
import Testing
import TimeBase

@Suite struct GracefulDrainTests {
  /// Components specification, section 3.8: grace 30 s, jobs that need 10 s and 40 s.
  @Test func `what ends within the grace completes, and the rest goes back`() {
    var drain = GracefulDrain()
    _ = drain.begin()
    _ = drain.begin()
    #expect(drain.inProgressCount == 2)
    #expect(drain.drain(at: .zero) == false)
    #expect(drain.deadline == .zero + .seconds(30))
    #expect(drain.begin() == false)
    #expect(drain.complete() == false)
    #expect(drain.cutOff(at: .zero + .seconds(29)) == 0)
    #expect(drain.cutOff(at: .zero + .seconds(30)) == 1)
    #expect(drain.phase == .drained && drain.inProgressCount == 0)
    #expect(drain.cutOff(at: .zero + .seconds(31)) == 0)
  }

  @Test func `the last job to end is the end`() {
    var drain = GracefulDrain()
    _ = drain.begin()
    #expect(drain.drain(at: .zero) == false)
    #expect(drain.drain(at: .zero + .seconds(9)) == false)
    #expect(drain.deadline == .zero + .seconds(30))
    #expect(drain.complete() == true)
    #expect(drain.begin() == false)
    #expect(drain.deadline == nil)
  }

  @Test func `who has nothing to do is done at once`() {
    var drain = GracefulDrain(.init(grace: .zero))
    #expect(drain.drain(at: .zero) == true)
    #expect(drain.phase == .drained)
  }

  @Test func `completing what never began is a mistake`() async {
    await #expect(processExitsWith: .failure) {
      var drain = GracefulDrain()
      _ = drain.complete()
    }
  }

  @Test func `a negative grace is none`() {
    #expect(
      GracefulDrain.Policy(grace: .seconds(-1)).problem
        == "a grace of -1s is negative; 0s cuts everything off at once")
    #expect(GracefulDrain.Policy().problem == nil)
  }
}
