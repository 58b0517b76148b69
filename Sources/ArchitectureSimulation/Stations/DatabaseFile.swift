import ArchitectureModel
import Resilience
import RunStatistics
import TimeBase

/// The file of a database with a single writer: the real lock, and how it is waited for.
struct DatabaseFile: ~Copyable {
  let busy: BusyTimeout

  /// Others than the calls of the model who have it to themselves.
  var intruders = 0
  var books = FileBooks()

  private let journal: Database.SingleWriter.Journal
  private var rollback = RollbackJournalLock<UInt32>()
  private var writeAhead = SingleWriterLock<UInt32>(.init(checkpointPages: nil))

  init(_ writer: Database.SingleWriter) {
    journal = writer.journal
    busy = BusyTimeout(writer.busyTimeout)
  }

  mutating func read() -> Bool {
    guard intruders == 0 else { return false }
    switch journal {
    case .rollback: return rollback.read()
    // Of what is read no call of the model makes a difference.
    case .wal: return true
    }
  }

  mutating func endRead() {
    if journal == .rollback { rollback.endRead() }
  }

  /// - Returns: Whether the call is the writer now.
  mutating func reserve(_ call: CallID, at now: Instant) -> Bool {
    guard intruders == 0 else { return false }
    let isWriter =
      switch journal {
      // Who wants to write begins by reading, and is no hindrance to its own commit.
      case .rollback: !rollback.isCommitting && rollback.reserve(by: call.index)
      case .wal: writeAhead.beginWrite(by: call.index) == .granted
      }
    if isWriter { books.written.change(to: 1, at: now) }
    return isWriter
  }

  /// - Returns: Whether the writer can commit now.
  mutating func commit(_ call: CallID) -> Bool {
    switch journal {
    case .rollback: rollback.commit(by: call.index)
    case .wal: true
    }
  }

  mutating func endWrite(_ call: CallID, at now: Instant) {
    switch journal {
    case .rollback: rollback.endWrite(by: call.index)
    case .wal: writeAhead.rollback(by: call.index)
    }
    books.written.change(to: 0, at: now)
  }
}

/// What is counted of a file.
struct FileBooks: Sendable {
  /// 1 while there is a writer.
  var written = TimeWeightedLevel()
  var polls: UInt64 = 0
  var timeouts: UInt64 = 0
}
