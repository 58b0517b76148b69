/// Records that come and go, each addressed by a small integer for as long as it lives.
///
/// An address is checked in debug builds only: every one of them was given out by the slab itself, and
/// the check would cost more than what it guards.
///
/// Freed places are used again, the latest first, so that a run touches as little memory as its
/// largest number of live records needs. Nothing is allocated once that number has been reached.
@frozen
public struct Slab<Record: BitwiseCopyable>: ~Copyable, @unchecked Sendable {
  @usableFromInline var records: UnsafeMutablePointer<Record>

  /// Places that are free, as a stack.
  @usableFromInline var vacant: UnsafeMutablePointer<UInt32>
  @usableFromInline var vacantCount = 0
  @usableFromInline var capacity: Int

  /// Places that have ever been used; those beyond hold nothing yet.
  @usableFromInline var used = 0

  /// - Parameter capacity: How many records to make room for at first.
  public init(capacity: Int = 256) {
    self.capacity = max(capacity, 16)
    records = .allocate(capacity: self.capacity)
    vacant = .allocate(capacity: self.capacity)
  }

  deinit {
    records.deallocate()
    vacant.deallocate()
  }

  /// The number of live records.
  @inlinable
  public var count: Int { used &- vacantCount }

  /// One more than the largest address ever given out.
  @inlinable
  public var addressLimit: Int { used }

  /// Stores a record and returns its address.
  ///
  /// - Complexity: O(1) amortised.
  @inlinable
  @inline(__always)
  public mutating func insert(_ record: Record) -> UInt32 {
    let address: UInt32
    if vacantCount > 0 {
      vacantCount &-= 1
      address = vacant[vacantCount]
    } else {
      address = takeFresh()
    }
    records[Int(address)] = record
    return address
  }

  /// Takes a place that has never been used.
  @inlinable
  @inline(never)
  mutating func takeFresh() -> UInt32 {
    if used == capacity { grow() }
    used &+= 1
    return UInt32(truncatingIfNeeded: used &- 1)
  }

  /// Ends the life of a record; its address may be given out again at once.
  @inlinable
  public mutating func remove(_ address: UInt32) {
    vacant[vacantCount] = address
    vacantCount &+= 1
  }

  @inlinable
  public subscript(address: UInt32) -> Record {
    unsafeAddress { self.address(of: address) }
    unsafeMutableAddress { mutableAddress(of: address) }
  }

  /// Where a record lies until the next insertion; for subscripts by other types.
  @inlinable
  @inline(__always)
  public func address(of address: UInt32) -> UnsafePointer<Record> {
    assert(Int(address) < used, "no such record")
    return UnsafePointer(records + Int(address))
  }

  @inlinable
  @inline(__always)
  public mutating func mutableAddress(of address: UInt32) -> UnsafeMutablePointer<Record> {
    assert(Int(address) < used, "no such record")
    return records + Int(address)
  }

  @usableFromInline
  @inline(never)
  mutating func grow() {
    precondition(capacity < Int(UInt32.max) / 2, "a slab cannot hold more than 2^31 records")
    let doubled = capacity * 2
    let newRecords = UnsafeMutablePointer<Record>.allocate(capacity: doubled)
    newRecords.moveInitialize(from: records, count: used)
    records.deallocate()
    records = newRecords
    // Every place may become vacant, and no more than there are.
    let newVacant = UnsafeMutablePointer<UInt32>.allocate(capacity: doubled)
    newVacant.moveInitialize(from: vacant, count: vacantCount)
    vacant.deallocate()
    vacant = newVacant
    capacity = doubled
  }
}
