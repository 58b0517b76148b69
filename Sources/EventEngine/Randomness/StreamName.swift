/// The identity of a component or of a purpose in the address of a draw: a hash of its name.
///
/// Addresses are made of names and not of positions, so that adding a component to a model moves
/// no draw of the others. Two names with one identity would share their draws; whoever reads a
/// model compares the identities of its names once, and refuses such a pair.
@frozen
public struct StreamName: BitwiseCopyable, Hashable, Sendable {
  public let id: UInt64

  /// - Complexity: O(*n*), where *n* is the length of the name. Make it once, not per draw.
  @inlinable
  public init(_ name: String) {
    id = mix64(fnv1a64(name.utf8))
  }
}
