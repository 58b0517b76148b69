public import TimeBase

/// Something of which there are only so many, and which handlers hold across steps: connections,
/// permits, a lock.
///
/// What is held while something else is waited for can end in a deadlock, here as in reality.
public struct Pool: Hashable, Sendable {
  public var size: Int

  /// Calls that may wait for it; `nil` for unlimited.
  public var waiting: Int?

  /// The longest wait; `nil` waits forever.
  public var timeout: TimeSpan?

  /// Who of those that wait is next.
  public var line: WaitingLine

  /// A service of which each instance has such a pool to itself; `nil` for one that all share.
  public var owner: String?

  public init(
    size: Int, waiting: Int? = nil, timeout: TimeSpan? = nil, line: WaitingLine = .plain,
    owner: String? = nil
  ) {
    self.size = size
    self.waiting = waiting
    self.timeout = timeout
    self.line = line
    self.owner = owner
  }
}
