extension ComponentResult {
  /// What an external endpoint has carried out.
  public struct ExternalResult: Hashable, Sendable {
    public var limits: [LimitResult]

    /// Requests that were carried out.
    public var effects: UInt64

    /// Of these, those that had been carried out before.
    public var duplicates: UInt64

    /// Requests that had been carried out before, and were not again.
    public var suppressed: UInt64

    /// How its callers found it; `nil` where they ask every time and are always answered.
    public var names: Names?

    public init(
      limits: [LimitResult], effects: UInt64, duplicates: UInt64, suppressed: UInt64,
      names: Names? = nil
    ) {
      self.limits = limits
      self.effects = effects
      self.duplicates = duplicates
      self.suppressed = suppressed
      self.names = names
    }

    public struct Names: Hashable, Sendable {
      /// Lookups of its name that were begun.
      public var lookups: UInt64

      /// Calls, and checks of guards, for which its caller still knew.
      public var remembered: UInt64

      /// Lookups that found nothing.
      public var failed: UInt64

      public init(lookups: UInt64, remembered: UInt64, failed: UInt64) {
        self.lookups = lookups
        self.remembered = remembered
        self.failed = failed
      }
    }
  }
}
