/// What an observation changed in whether a target counts as healthy, for whoever keeps a log.
@frozen
public enum HealthChange: BitwiseCopyable, Hashable, Sendable {
  /// Calls no longer go there.
  case wentDown

  /// Calls go there again.
  case cameUp
}
