/// The lock of a database in one file with a rollback journal, SQLite's default: one writer beside
/// any number of readers, until the writer commits and needs the file to itself.
///
///     nobody ── reserve ──> reserved ── commit ──> pending ── last reader leaves ──> exclusive
///                 readers come and go │  none may come │              nobody else is inside
///
/// Nobody lines up: who is refused polls again, see ``BusyTimeout``. A commit that waits for readers
/// lets no further ones in, so that they cannot starve it
/// (<https://www.sqlite.org/lockingv3.html>).
public struct RollbackJournalLock<Holder: Hashable & BitwiseCopyable & Sendable>: Sendable {
  /// Who has it reserved, waits to commit, or commits.
  public private(set) var writer: Holder?
  public private(set) var readerCount = 0

  /// Whether the writer wants the file to itself, or has it.
  public private(set) var isCommitting = false

  public init() {}

  /// Asks to read. Returns whether that is possible now.
  public mutating func read() -> Bool {
    guard !isCommitting else { return false }
    readerCount += 1
    return true
  }

  /// Ends a read.
  ///
  /// - Precondition: Somebody reads.
  public mutating func endRead() {
    precondition(readerCount > 0, "a read ends, and nobody reads")
    readerCount -= 1
  }

  /// Asks to write. Returns whether `holder` is the writer now.
  ///
  /// - Precondition: `holder` is not the writer already.
  public mutating func reserve(by holder: Holder) -> Bool {
    precondition(writer != holder, "\(holder) writes already")
    guard writer == nil else { return false }
    writer = holder
    return true
  }

  /// Asks for the file alone, to put what was written there. Returns whether `holder` has it; if not,
  /// no further reader is let in until it has, or gives up.
  ///
  /// - Precondition: `holder` is the writer.
  public mutating func commit(by holder: Holder) -> Bool {
    precondition(writer == holder, "\(holder) commits and does not write")
    isCommitting = true
    return readerCount == 0
  }

  /// Ends a write, committed or given up.
  ///
  /// - Precondition: `holder` is the writer.
  public mutating func endWrite(by holder: Holder) {
    precondition(writer == holder, "\(holder) ends a write and does not write")
    writer = nil
    isCommitting = false
  }
}
