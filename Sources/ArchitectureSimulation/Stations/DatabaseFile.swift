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

  /// Begins to read, and goes on to when the transaction ends.
  ///
  /// - Returns: What is read, where that makes a difference; `nil` if the file is locked.
  mutating func readOn() -> FileSnapshot? {
    guard intruders == 0 else { return nil }
    switch journal {
    case .rollback: return rollback.read() ? FileSnapshot() : nil
    case .wal: return FileSnapshot(logged: writeAhead.read())
    }
  }

  mutating func endRead(_ snapshot: FileSnapshot) {
    switch journal {
    case .rollback: rollback.endRead()
    case .wal: snapshot.logged.map { writeAhead.endRead($0) }
    }
  }

  /// Asks for the lock on behalf of a transaction that has read: if it does not get it, waiting cannot
  /// help.
  ///
  /// - Returns: Whether it is the writer now, and no reader any more.
  mutating func upgrade(_ transaction: CallID, _ snapshot: FileSnapshot, at now: Instant) -> Bool {
    guard intruders == 0 else { return false }
    let isWriter =
      switch journal {
      case .rollback: !rollback.isCommitting && rollback.reserve(by: transaction.index)
      case .wal:
        writeAhead.beginWrite(by: transaction.index, from: snapshot.logged) == .granted
      }
    guard isWriter else { return false }
    endRead(snapshot)
    books.written.change(to: 1, at: now)
    return true
  }

  /// - Returns: Whether the writer can commit now.
  mutating func commit(_ call: CallID) -> Bool {
    switch journal {
    case .rollback: rollback.commit(by: call.index)
    case .wal: true
    }
  }

  /// - Parameter isCommitted: Whether those who have read before have read something else.
  mutating func endWrite(_ call: CallID, isCommitted: Bool, at now: Instant) {
    switch journal {
    case .rollback: rollback.endWrite(by: call.index)
    case .wal where isCommitted: _ = writeAhead.commit(by: call.index, pages: 0)
    case .wal: writeAhead.rollback(by: call.index)
    }
    books.written.change(to: 0, at: now)
  }
}

/// What a transaction reads, of a file with a log.
struct FileSnapshot: BitwiseCopyable {
  var logged: SingleWriterLock<UInt32>.Snapshot?
}

/// What is counted of a file.
struct FileBooks: Sendable {
  /// 1 while there is a writer.
  var written = TimeWeightedLevel()
  var polls: UInt64 = 0
  var timeouts: UInt64 = 0
}
