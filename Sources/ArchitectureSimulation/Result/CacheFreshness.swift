/// How old what a cache served was, and how it was renewed.
public struct CacheFreshness: Hashable, Sendable {
  /// Of the hits, those with an entry past its time, which somebody renewed meanwhile.
  public var servedExpired: UInt64 = 0

  /// Entries past their time that were served because their load failed.
  public var servedInsteadOfError: UInt64 = 0

  /// Of all that was served, what had been written in its database since it was read there.
  public var staleReads: UInt64 = 0

  /// Loads that were begun although there was something fresh.
  public var earlyRenewals: UInt64 = 0

  /// Lookups of keys that were known not to exist; neither hits nor misses.
  public var absent: UInt64 = 0

  /// Lookups that were told to come again; neither hits nor misses.
  public var leaseWaits: UInt64 = 0

  /// Loads that were not stored, because a write had taken the right to do so back.
  public var voidLeases: UInt64 = 0

  /// Keys that were set or counted up, and keys that were deleted, by steps that say so.
  public var sets: UInt64 = 0
  public var deletes: UInt64 = 0

  public init() {}
}

/// What became of writes that were to be made later.
///
/// Of those accepted, over the whole run: `coalesced + written + failed + lost`, those that wait, and
/// those that are being made.
public struct WriteBufferResult: Hashable, Sendable {
  /// Writes that were acknowledged before they were made.
  public var accepted: UInt64 = 0

  /// Of these, those that were replaced by another of the same key while they waited.
  public var coalesced: UInt64 = 0
  public var written: UInt64 = 0
  public var failed: UInt64 = 0

  /// Those that waited in a process that died.
  public var lost: UInt64 = 0
  public var waitingAtEnd: UInt64 = 0

  public init() {}
}
