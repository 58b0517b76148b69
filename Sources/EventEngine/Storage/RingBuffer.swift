/// A line of small values: added at the end, taken from the front.
///
/// - Complexity: O(1) amortised for everything.
@frozen
public struct RingBuffer<Element: BitwiseCopyable>: ~Copyable, @unchecked Sendable {
  @usableFromInline var base: UnsafeMutablePointer<Element>

  /// A power of two.
  @usableFromInline var capacity: Int
  @usableFromInline var head = 0

  @usableFromInline var length = 0

  @inlinable
  public var count: Int { length }

  public init(capacity: Int = 64) {
    var rounded = 16
    while rounded < capacity { rounded *= 2 }
    self.capacity = rounded
    base = .allocate(capacity: rounded)
  }

  deinit { base.deallocate() }

  @inlinable
  public mutating func append(_ element: Element) {
    if length == capacity { grow() }
    base[(head &+ length) & (capacity &- 1)] = element
    length &+= 1
  }

  @inlinable
  public mutating func popFirst() -> Element? {
    guard length > 0 else { return nil }
    let element = base[head]
    head = (head &+ 1) & (capacity &- 1)
    length &-= 1
    return element
  }

  @usableFromInline
  @inline(never)
  mutating func grow() {
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity * 2)
    for offset in 0..<count {
      (larger + offset).initialize(to: base[(head + offset) & (capacity - 1)])
    }
    base.deallocate()
    base = larger
    head = 0
    capacity *= 2
  }
}
