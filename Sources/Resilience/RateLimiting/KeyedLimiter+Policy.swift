extension KeyedLimiter {
  /// The limit of each key and the number of keys.
  @frozen
  public struct Policy: Hashable, Sendable {
    public let each: Limiter.Policy

    /// The most keys that are remembered; 1 or more.
    public let maximumKeys: Int

    /// What becomes of a new key when that many are known.
    public let crowding: KeyCrowding

    @inlinable
    public init(
      each: Limiter.Policy, maximumKeys: Int, crowding: KeyCrowding = .forgetOldest
    ) {
      self.each = each
      self.maximumKeys = maximumKeys
      self.crowding = crowding
    }

    public var problem: String? {
      each.problem
        ?? KeyedLimits.problem(ofMaximumKeys: maximumKeys)
    }
  }
}
