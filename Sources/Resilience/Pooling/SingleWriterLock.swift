/// The lock of a database with one writer and any number of readers, as SQLite has it with a
/// write-ahead log: readers hinder nobody, and who writes sees the newest state.
///
///     let snapshot = database.read()
///     switch database.beginWrite(by: connection, from: snapshot) {
///     case .granted: …
///     case .busy: poll again after busy.pause(beforeRetry: retry)
///     case .busyAtOnce: roll back and start over
///     }
///
/// A transaction that has read and then wants to write cannot wait: what it has read would be stale
/// by the time the other writer is done, so that it is told at once. To begin by writing avoids that.
///
/// A commit that leaves ``Policy/checkpointPages`` in the log pays for moving them into the database.
/// While somebody reads from the log it cannot start over and goes on to grow.
public struct SingleWriterLock<Holder: Hashable & BitwiseCopyable & Sendable>: Sendable {
  /// When the log is moved into the database.
  @frozen
  public struct Policy: BitwiseCopyable, Hashable, Sendable {
    /// Pages in the log from which on a commit moves them; `nil` is never.
    public var checkpointPages: Int?

    /// The default of SQLite.
    @inlinable
    public init(checkpointPages: Int? = 1_000) { self.checkpointPages = checkpointPages }

    /// What makes the policy unusable, if anything.
    public var problem: String? {
      guard let checkpointPages, checkpointPages < 1 else { return nil }
      return "a checkpoint after \(checkpointPages) pages is not after 1 or more"
    }
  }

  /// What somebody has read from: the number of commits before it.
  public struct Snapshot: BitwiseCopyable, Hashable, Sendable {
    public let version: UInt64

    /// Whether a part of it is in the log alone.
    let usesLog: Bool
  }

  /// Whether somebody may write.
  @frozen
  public enum Attempt: BitwiseCopyable, Hashable, Sendable {
    case granted

    /// Somebody else writes; polling again makes sense.
    case busy

    /// The transaction has read, and somebody else writes or has written since. Waiting cannot help.
    case busyAtOnce
  }

  public let policy: Policy
  public private(set) var holder: Holder?

  /// How many commits there were.
  public private(set) var version: UInt64 = 0

  /// Pages in the log.
  public private(set) var logPages = 0

  /// Those in the log that are in the database as well.
  private var movedPages = 0

  /// Who reads from one state, in the order of the states.
  private struct Readers {
    var snapshot: Snapshot

    /// How far into the log they see.
    var mark: Int
    var count: Int
  }

  private var readers: [Readers] = []

  /// - Precondition: The policy has no ``Policy/problem``.
  public init(_ policy: Policy = Policy()) {
    precondition(policy.problem == nil, "single writer: \(policy.problem ?? "")")
    self.policy = policy
  }

  /// How many read at the moment.
  public var readerCount: Int { readers.reduce(0) { $0 + $1.count } }

  /// Begins to read; never waits.
  public mutating func read() -> Snapshot {
    // With all of the log moved, the database alone is enough.
    let snapshot = Snapshot(version: version, usesLog: movedPages < logPages)
    if readers.last?.snapshot == snapshot {
      readers[readers.count - 1].count += 1
    } else {
      readers.append(Readers(snapshot: snapshot, mark: logPages, count: 1))
    }
    return snapshot
  }

  /// Ends a read.
  ///
  /// - Precondition: Somebody reads from this snapshot.
  /// - Complexity: O(*n*) in the number of states that are read from.
  public mutating func endRead(_ snapshot: Snapshot) {
    guard let index = readers.firstIndex(where: { $0.snapshot == snapshot }) else {
      preconditionFailure(
        "nobody reads from version \(snapshot.version) of \(version) any more")
    }
    readers[index].count -= 1
    if readers[index].count == 0 { readers.remove(at: index) }
  }

  /// Asks to write, at the beginning of a transaction (`BEGIN IMMEDIATE`) or, with a snapshot, in one
  /// that has read.
  ///
  /// - Precondition: `holder` does not write already.
  public mutating func beginWrite(by holder: Holder, from snapshot: Snapshot? = nil) -> Attempt {
    precondition(self.holder != holder, "\(holder) writes already")
    if let snapshot {
      guard self.holder == nil, snapshot.version == version else { return .busyAtOnce }
    }
    guard self.holder == nil else { return .busy }
    self.holder = holder
    return .granted
  }

  /// Commits so many pages and lets the lock go. Returns how many pages are moved from the log into
  /// the database before the commit returns: mostly none.
  ///
  /// - Precondition: `holder` writes, and `pages` is not negative.
  public mutating func commit(by holder: Holder, pages: Int) -> Int {
    precondition(pages >= 0, "\(holder) cannot commit \(pages) pages")
    end(by: holder)
    if logPages == movedPages, !readers.contains(where: \.snapshot.usesLog) {
      // All was moved and nobody looks into the log: it starts over.
      (logPages, movedPages) = (0, 0)
    }
    version += 1
    logPages = min(logPages, .max - pages) + pages
    guard let limit = policy.checkpointPages, logPages >= limit else { return 0 }
    return moveLog()
  }

  /// Moves what no reader forbids: who reads from the database alone must not see it change, and who
  /// reads from the log sees no further than when he came.
  private mutating func moveLog() -> Int {
    guard readers.allSatisfy(\.snapshot.usesLog) else { return 0 }
    let end = readers.map(\.mark).min() ?? logPages
    guard end > movedPages else { return 0 }
    defer { movedPages = end }
    return end - movedPages
  }

  /// Gives a transaction up and lets the lock go.
  ///
  /// - Precondition: `holder` writes.
  public mutating func rollback(by holder: Holder) { end(by: holder) }

  private mutating func end(by holder: Holder) {
    guard let present = self.holder else {
      preconditionFailure("\(holder) ends a write, and nobody writes")
    }
    precondition(present == holder, "\(holder) ends a write, and \(present) writes")
    self.holder = nil
  }
}
