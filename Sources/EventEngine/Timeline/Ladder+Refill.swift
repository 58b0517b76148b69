/// How entries come down the ladder.
extension Ladder {
  /// Moves what comes next into the near buffer, which must be empty; false if nothing comes
  /// through `horizon`, in nanoseconds.
  ///
  /// A bucket that starts after the horizon stays where it is, so that what is then scheduled
  /// before it does not meet its entries in the near buffer.
  @inlinable
  @inline(never)
  mutating func refill(_ near: inout NearBuffer<Event>, through horizon: Int64) -> Bool {
    near.removeAll()
    while depth > 0 {
      let rung = rungs + (depth &- 1)
      let cursor = rung.pointee.cursor
      guard rung.pointee.advanceToEntries() else {
        work.add(Int(truncatingIfNeeded: rung.pointee.last &- cursor))
        removeRung(&near)
        continue
      }
      work.add(Int(truncatingIfNeeded: rung.pointee.cursor &- cursor))
      let start = rung.pointee.limit
      near.limit = start
      guard Int64(start &>> 3) <= horizon else { return false }
      if rung.pointee.bucket(rung.pointee.cursor).pointee.count <= SortingStage<Event>.capacity {
        gather(from: rung, into: &near)
        return true
      }
      let list = rung.pointee.take(rung.pointee.cursor)
      leave(rung, at: rung.pointee.cursor &+ 1, &near)
      if near.limit &- start == 1 || depth == Self.depthLimit {
        pour(list, into: &near)
        return true
      }
      refine(list, below: near.limit)
    }
    return false
  }

  /// The fewest entries worth the effort of filling the near buffer.
  @inlinable
  static var fillCount: Int { 8 }

  /// Sorts the bucket at the cursor into the near buffer, and the next ones with it while there
  /// are too few entries and room for more.
  @inlinable
  @inline(__always)
  mutating func gather(
    from rung: UnsafeMutablePointer<Rung>, into near: inout NearBuffer<Event>
  ) {
    var number = rung.pointee.cursor
    let last = rung.pointee.last
    let stop = min(last, number &+ 16)
    let start = rung.pointee.limit
    let end = number == last ? endOfLastRung : start &+ (stop &- number) &<< rung.pointee.shift
    near.stage.open(from: start, to: end)
    repeat {
      chunks.drain(rung.pointee.take(number)) { chunks, index, count in
        near.stage.append(chunks.entries + index, count: count)
      }
      number &+= 1
    } while near.stage.count < Self.fillCount && number < stop
      && near.stage.count &+ Int(rung.pointee.bucket(number).pointee.count)
        <= SortingStage<Event>.capacity
    work.add(Int(truncatingIfNeeded: number &- rung.pointee.cursor))
    near.fill()
    leave(rung, at: number, &near)
  }

  /// Puts a bucket that no rung can refine, or may, into the near buffer.
  @inlinable
  mutating func pour(_ list: ChunkList, into near: inout NearBuffer<Event>) {
    chunks.drain(list) { chunks, index, count in
      for index in index..<index + count { near.append(chunks.entries[index]) }
    }
    near.makeHeapUnlessSorted()
  }

  /// Adds a rung for the entries of a bucket that ends at `end`.
  @inlinable
  @inline(never)
  mutating func refine(_ list: ChunkList, below end: UInt64) {
    let (least, mean) = chunks.extent(of: list)
    work.add(2 &* Int(truncatingIfNeeded: list.count))
    let rung = addRung()
    rung.pointee.layOut(from: least, to: end, count: UInt64(list.count), mean: mean)
    chunks.drain(list) { chunks, index, count in
      for index in index..<index + count {
        let entry = chunks.entries[index]
        chunks.append(entry, to: rung.pointee.bucket(for: entry.key))
      }
    }
  }

  /// Goes on with the last rung at a bucket, or without the rung if that is beyond its last one.
  @inlinable
  mutating func leave(
    _ rung: UnsafeMutablePointer<Rung>, at number: UInt64, _ near: inout NearBuffer<Event>
  ) {
    if number > rung.pointee.last {
      removeRung(&near)
    } else {
      rung.pointee.advance(to: number)
      near.limit = rung.pointee.limit
    }
  }

  /// Removes the last rung, which must be empty.
  @inlinable
  mutating func removeRung(_ near: inout NearBuffer<Event>) {
    near.limit = endOfLastRung
    depth &-= 1
  }

  /// The least key after the last rung: where the bucket ends that it refines.
  @inlinable
  var endOfLastRung: UInt64 {
    depth == 1 ? .max : rungs[depth &- 2].limit
  }
}
