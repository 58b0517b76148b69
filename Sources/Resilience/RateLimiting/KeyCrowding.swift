/// What becomes of a new key when a table of limiters is full.
@frozen
public enum KeyCrowding: Hashable, Sendable {
  /// The key that has not asked for longest is forgotten, whatever it has used up. There is always
  /// room; but whoever can invent more keys than there is room for escapes the limit.
  case forgetOldest

  /// The key that has not asked for longest is forgotten if it gains nothing by it, because it has
  /// all of its limit left. If it has not, the new key gets no limiter, and is answered as stated:
  /// nobody escapes a limit by inventing keys, and newcomers pay for it.
  case forgetRested(otherwise: Stranger)

  /// What a request is answered whose key finds no room.
  @frozen
  public enum Stranger: Hashable, Sendable {
    /// It passes without a limit: the limiter fails open.
    case isAdmitted

    /// It is rejected until the key that has not asked for longest would have all of its limit left:
    /// the limiter fails closed.
    case isRejected
  }
}
