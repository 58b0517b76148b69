import Resilience

/// A key whose hashes collide as badly as they can: all keys share a handful of homes at the very
/// end of the index, so that probes are long and wrap around.
struct CrowdedKey: StableKey {
  var name: Int64

  var stableHash: UInt64 { ~0 << 32 | UInt64(bitPattern: name) & 3 }
}
