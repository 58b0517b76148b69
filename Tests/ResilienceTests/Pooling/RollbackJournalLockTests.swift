import Resilience
import Testing

@Suite struct RollbackJournalLockTests {
  @Test func `readers come and go beside a writer that does not commit`() {
    var lock = RollbackJournalLock<Int>()
    #expect(lock.read() == true)
    #expect(lock.reserve(by: 1) == true)
    #expect(lock.read() == true)
    #expect(lock.reserve(by: 2) == false)
    lock.endRead()
    #expect(lock.readerCount == 1)
    #expect(lock.writer == 1)
  }

  @Test func `a commit waits for those who read and lets no further ones in`() {
    var lock = RollbackJournalLock<Int>()
    #expect(lock.read() == true)
    #expect(lock.reserve(by: 1) == true)
    #expect(lock.commit(by: 1) == false)
    #expect(lock.read() == false)
    lock.endRead()
    #expect(lock.commit(by: 1) == true)
    #expect(lock.read() == false)
    lock.endWrite(by: 1)
    #expect(lock.read() == true)
    #expect(lock.reserve(by: 2) == true)
  }

  @Test func `who gives a commit up lets readers in again`() {
    var lock = RollbackJournalLock<Int>()
    #expect(lock.read() == true)
    #expect(lock.reserve(by: 1) == true)
    #expect(lock.commit(by: 1) == false)
    lock.endWrite(by: 1)
    #expect(lock.read() == true)
    #expect(lock.writer == nil)
  }

  /// Whatever is asked for in whatever order: never a reader beside somebody who was let commit, and
  /// never two writers.
  @Test(arguments: [1, 2, 3] as [UInt64])
  func `nobody reads while somebody commits`(seed: UInt64) {
    var lock = RollbackJournalLock<Int>()
    var state = seed
    var (readers, writer, isAlone) = (0, Int?.none, false)
    for _ in 0..<5_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      switch (state >> 33) % 5 {
      case 0:
        if lock.read() {
          #expect(!isAlone)
          readers += 1
        }
      case 1 where readers > 0:
        lock.endRead()
        readers -= 1
      case 2 where writer == nil:
        #expect(lock.reserve(by: 7) == true)
        writer = 7
      case 3 where writer != nil:
        #expect(lock.reserve(by: 8) == false)
        isAlone = lock.commit(by: 7)
        #expect(isAlone == (readers == 0))
      case 4 where writer != nil:
        lock.endWrite(by: 7)
        (writer, isAlone) = (nil, false)
      default: break
      }
    }
    #expect(lock.readerCount == readers)
  }
}
