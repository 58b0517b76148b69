/// A fixed number of records that are changed in place.
///
/// An `Array` inside a simulation checks on every write that nobody else holds its buffer. A table
/// has one owner by construction, holds records that cannot be copied, and hands out each of them
/// without a copy or a retain. Numbers of records are checked in debug builds only.
@frozen
public struct Table<Record: ~Copyable>: ~Copyable, @unchecked Sendable {
  @usableFromInline let base: UnsafeMutablePointer<Record>

  public let count: Int

  /// Makes `count` records, in order.
  @inlinable
  public init(count: Int, _ make: (Int) -> Record) {
    precondition(count >= 0, "a table cannot hold \(count) records")
    base = .allocate(capacity: max(count, 1))
    self.count = count
    for index in 0..<count { (base + index).initialize(to: make(index)) }
  }

  deinit {
    base.deinitialize(count: count)
    base.deallocate()
  }

  @inlinable
  public var indices: Range<Int> { 0..<count }

  @inlinable
  public subscript(index: Int) -> Record {
    // An address rather than a coroutine: what is only looked at is not copied first.
    unsafeAddress {
      assert(UInt(bitPattern: index) < UInt(bitPattern: count), "no such record")
      return UnsafePointer(base + index)
    }
    unsafeMutableAddress {
      assert(UInt(bitPattern: index) < UInt(bitPattern: count), "no such record")
      return base + index
    }
  }
}

extension Table where Record: Copyable {
  public init(_ records: [Record]) {
    self.init(count: records.count) { records[$0] }
  }
}
