/// A row of values that cannot be copied, such as histograms, reached by index.
///
/// An `Array` cannot hold them, and would check at every access whether it is shared. A bank has one
/// owner, grows by appending, and an element is changed in place at the price of a bounds check.
@frozen
public struct Bank<Element: ~Copyable>: ~Copyable {
  @usableFromInline var elements: UnsafeMutablePointer<Element>
  @usableFromInline var capacity: Int

  /// How many elements there are.
  public private(set) var count = 0

  /// No elements yet.
  public init() {
    capacity = 0
    elements = .allocate(capacity: 0)
  }

  /// `count` elements, made one after another.
  ///
  /// - Precondition: `count` is not negative.
  public init(count: Int, _ make: (_ index: Int) -> Element) {
    precondition(count >= 0, "a bank cannot have \(count) elements")
    capacity = count
    elements = .allocate(capacity: count)
    for index in 0..<count {
      (elements + index).initialize(to: make(index))
      self.count += 1
    }
  }

  deinit {
    elements.deinitialize(count: count)
    elements.deallocate()
  }

  /// Adds an element and returns its index.
  ///
  /// - Complexity: O(1) amortised.
  @discardableResult
  public mutating func append(_ element: consuming Element) -> Int {
    if count == capacity { grow() }
    (elements + count).initialize(to: element)
    count += 1
    return count - 1
  }

  private mutating func grow() {
    capacity = max(4, capacity * 2)
    let grown = UnsafeMutablePointer<Element>.allocate(capacity: capacity)
    grown.moveInitialize(from: elements, count: count)
    elements.deallocate()
    elements = grown
  }
}

extension Bank where Element: ~Copyable {
  public var indices: Range<Int> { 0..<count }

  /// - Precondition: `index` is from 0 up to, but not including, ``count``.
  @inlinable
  public subscript(index: Int) -> Element {
    _read {
      precondition(UInt(bitPattern: index) < UInt(bitPattern: count), "no element \(index)")
      yield elements[index]
    }
    _modify {
      precondition(UInt(bitPattern: index) < UInt(bitPattern: count), "no element \(index)")
      yield &elements[index]
    }
  }
}

// A bank owns its elements alone, so sending it is sending them.
extension Bank: @unchecked Sendable where Element: Sendable & ~Copyable {}
