import Resilience
import Testing

@Suite struct SingleWriterLockTests {
  @Test func `one writes at a time, and readers hinder nobody`() {
    var lock = SingleWriterLock<Int>()
    _ = lock.read()
    #expect(lock.beginWrite(by: 1) == .granted)
    #expect(lock.beginWrite(by: 2) == .busy)
    _ = lock.read()
    #expect(lock.readerCount == 2)
    #expect(lock.commit(by: 1, pages: 3) == 0)
    #expect(lock.beginWrite(by: 2) == .granted)
    lock.rollback(by: 2)
    #expect(lock.holder == nil && lock.version == 1 && lock.logPages == 3)
  }

  @Test func `who has read cannot wait for another writer`() {
    var lock = SingleWriterLock<Int>()
    let before = lock.read()
    _ = lock.beginWrite(by: 1)
    #expect(lock.beginWrite(by: 2, from: before) == .busyAtOnce)
    _ = lock.commit(by: 1, pages: 1)
    // The other one is done, but what was read is stale.
    #expect(lock.beginWrite(by: 2, from: before) == .busyAtOnce)
    lock.endRead(before)
    #expect(lock.beginWrite(by: 2, from: lock.read()) == .granted)
  }

  @Test func `the commit that fills the log pays for moving it`() {
    var lock = SingleWriterLock<Int>(.init(checkpointPages: 10))
    func commit(_ pages: Int) -> Int {
      _ = lock.beginWrite(by: 1)
      return lock.commit(by: 1, pages: pages)
    }
    #expect([commit(4), commit(5), commit(3)] == [0, 0, 12])
    // All was moved, so that the log starts over.
    #expect(commit(2) == 0)
    #expect(lock.logPages == 2)
  }

  @Test func `a long reader keeps the log from starting over`() {
    var lock = SingleWriterLock<Int>(.init(checkpointPages: 10))
    func commit(_ pages: Int) -> Int {
      _ = lock.beginWrite(by: 1)
      return lock.commit(by: 1, pages: pages)
    }
    #expect(commit(6) == 0)
    let reader = lock.read()
    // Only what the reader may see is moved.
    #expect([commit(6), commit(6)] == [6, 0])
    #expect(lock.logPages == 18)
    lock.endRead(reader)
    #expect(commit(1) == 13)
    #expect(commit(1) == 0)
    #expect(lock.logPages == 1)
  }

  @Test func `who reads from the database alone keeps the log where it is`() {
    var lock = SingleWriterLock<Int>(.init(checkpointPages: 2))
    let reader = lock.read()
    _ = lock.beginWrite(by: 1)
    #expect(lock.commit(by: 1, pages: 5) == 0)
    lock.endRead(reader)
    _ = lock.beginWrite(by: 1)
    #expect(lock.commit(by: 1, pages: 1) == 6)
  }

  @Test func `ending what was not begun is a mistake`() async {
    await #expect(processExitsWith: .failure) {
      var lock = SingleWriterLock<Int>()
      lock.rollback(by: 1)
    }
    await #expect(processExitsWith: .failure) {
      var lock = SingleWriterLock<Int>()
      _ = lock.beginWrite(by: 1)
      _ = lock.commit(by: 2, pages: 1)
    }
    await #expect(processExitsWith: .failure) {
      var lock = SingleWriterLock<Int>()
      let snapshot = lock.read()
      lock.endRead(snapshot)
      lock.endRead(snapshot)
    }
  }

  @Test func `a log that is moved before anything is in it is none`() {
    #expect(
      SingleWriterLock<Int>.Policy(checkpointPages: 0).problem
        == "a checkpoint after 0 pages is not after 1 or more")
    #expect(SingleWriterLock<Int>.Policy().problem == nil)
  }
}
