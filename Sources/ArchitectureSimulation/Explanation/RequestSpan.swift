public import TimeBase

/// A stretch of the life of one request, at one component.
///
/// The spans of a request are a tree. The times that a call spends, and the calls and forks that it
/// makes meanwhile, follow each other without a gap from its start to its end; only the branches of a
/// fork run side by side.
///
///     request  ├──────────────────────────────────────┤
///     call       ├────────────────────────────────┤
///     network    ├─┤                            ├─┤
///     queue        ├──────┤
///     service             ├────┤           ├────┤
///     call                     ├───────────┤
public struct RequestSpan: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// The whole request, at its client.
    case request

    /// One attempt of a call: from when it is sent to when its answer is there.
    case call

    /// Waiting for branches.
    case fork

    /// What runs beside other branches of the same fork.
    case branch
    case time(TimeUse)
  }

  /// How a call or branch ended.
  public enum Ending: Hashable, Sendable {
    case whole

    /// It failed, and its caller tried again.
    case triedAgain

    /// Its caller stopped waiting before it ended.
    case givenUp
  }

  public var kind: Kind

  /// The client or component.
  public var component: String

  /// Of the component's instances, counted from 0; `nil` where there is one.
  public var instance: Int?
  public var start: Instant
  public var end: Instant

  /// Position of the span that this one is part of, which is before it; `nil` of the request.
  public var parent: Int?
  public var ending: Ending

  /// Whether the request waited for this span to end: the others run beside the path on which its
  /// latency came about.
  public var isCritical: Bool

  public init(
    kind: Kind, component: String, instance: Int? = nil, start: Instant, end: Instant,
    parent: Int?, ending: Ending = .whole, isCritical: Bool = true
  ) {
    self.kind = kind
    self.component = component
    self.instance = instance
    self.start = start
    self.end = end
    self.parent = parent
    self.ending = ending
    self.isCritical = isCritical
  }

  public var length: TimeSpan { end - start }
}
