/// Names one flight, which is one fetch of one key, and never another.
@frozen
public struct FlightID: BitwiseCopyable, Hashable, Sendable {
  @usableFromInline let token: SlabToken

  @inlinable
  init(token: SlabToken) { self.token = token }
}
