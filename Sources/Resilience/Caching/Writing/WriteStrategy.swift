/// How a write reaches the database and the cache. What differs is the order of the steps, and with
/// it what a crash loses and how stale a reader can be.
@frozen
public enum WriteStrategy: String, CaseIterable, Hashable, Sendable {
  /// The database, then the key is deleted; a reader that misses fills the cache. A reader that
  /// read before the write and fills after the delete leaves the old value until it expires, and so
  /// does a crash between the two steps.
  case cacheAside = "cache-aside"

  /// The database, then the cache is set, in one operation of the writer. Two writers at once can
  /// leave the older value, unless the cache takes only newer versions.
  case writeThrough = "write-through"

  /// The cache, and the database later in a batch: see ``WriteBehindBuffer``. A crash loses what
  /// waits.
  case writeBehind = "write-behind"

  /// The database alone; readers see the old value until it expires.
  case writeAround = "write-around"

  /// One thing that a write does.
  @frozen
  public enum Step: BitwiseCopyable, Hashable, Sendable {
    case commitToDatabase
    case deleteFromCache
    case setInCache

    /// Into the ``WriteBehindBuffer``.
    case enqueue
  }

  /// What a write does before its caller is answered, in this order.
  public var steps: [Step] {
    switch self {
    case .cacheAside: [.commitToDatabase, .deleteFromCache]
    case .writeThrough: [.commitToDatabase, .setInCache]
    case .writeBehind: [.setInCache, .enqueue]
    case .writeAround: [.commitToDatabase]
    }
  }
}
