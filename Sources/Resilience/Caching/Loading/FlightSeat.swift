/// Names the place of one caller who waits for a flight, and never another's.
@frozen
public struct FlightSeat: BitwiseCopyable, Hashable, Sendable {
  @usableFromInline let token: SlabToken

  @inlinable
  init(token: SlabToken) { self.token = token }
}
