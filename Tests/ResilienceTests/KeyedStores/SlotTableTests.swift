import Resilience
import Testing

@Suite struct SlotTableTests {
  @Test(arguments: [1, 7, 16, 17, 100, 1000])
  func `a table agrees with a dictionary on a random script`(limit: Int) {
    var random = ScriptRandom(seed: UInt64(limit))
    var table = SlotTable<UInt64, Int>(limit: limit)
    var twin: [UInt64: Int] = [:]
    for step in 0..<20_000 {
      let key = UInt64(random.below(Int64(2 * limit)))
      let slot = table.slot(of: key, hash: key.stableHash)
      #expect(slot.map { table.value(at: $0) } == twin[key])
      if let slot {
        #expect(table.key(at: slot) == key)
        if random.chance(1, in: 2) {
          #expect(table.remove(at: slot).value == twin.removeValue(forKey: key))
        } else {
          table.update(at: slot) { $0 = step }
          twin[key] = step
        }
      } else if table.count < limit {
        #expect((0..<limit).contains(table.insert(key, step, hash: key.stableHash)))
        twin[key] = step
      } else {
        let victim = Int(random.below(Int64(limit)))
        let old = table.replace(at: victim, with: key, step, hash: key.stableHash)
        #expect(twin.removeValue(forKey: old.key) == old.value)
        twin[key] = step
      }
      #expect(table.count == twin.count)
    }
  }

  @Test func `colliding keys that wrap around the end are found after any deletion`() {
    var random = ScriptRandom(seed: 1)
    var table = SlotTable<CrowdedKey, Int64>(limit: 40)
    var present: Set<Int64> = []
    for _ in 0..<3_000 {
      let key = CrowdedKey(name: random.below(60))
      if let slot = table.slot(of: key, hash: key.stableHash) {
        #expect(table.value(at: slot) == key.name)
        table.remove(at: slot)
        present.remove(key.name)
      } else if table.count < 40 {
        _ = table.insert(key, key.name, hash: key.stableHash)
        present.insert(key.name)
      }
      for name in 0..<60 as Range<Int64> {
        let other = CrowdedKey(name: name)
        #expect((table.slot(of: other, hash: other.stableHash) != nil) == present.contains(name))
      }
    }
  }

  @Test func `a full table uses exactly the slots below its limit`() {
    var table = SlotTable<UInt64, Int>(limit: 5)
    var slots = (0..<4 as Range<UInt64>).map { table.insert($0, 0, hash: $0.stableHash) }
    #expect(slots == [0, 1, 2, 3])
    table.remove(at: 1)
    table.remove(at: 3)
    slots = (10..<13 as Range<UInt64>).map { table.insert($0, 0, hash: $0.stableHash) }
    #expect(slots == [3, 1, 4])
  }

  @Test func `slots stay where they are while the table grows`() {
    var table = SlotTable<UInt64, UInt64>(limit: 100_000)
    for key in 0..<100_000 as Range<UInt64> {
      #expect(table.insert(key, key &* 3, hash: key.stableHash) == Int(key))
    }
    for key in stride(from: 0, to: 100_000, by: 7) as StrideTo<UInt64> {
      #expect(table.slot(of: key, hash: key.stableHash) == Int(key))
      #expect(table.value(at: Int(key)) == key &* 3)
    }
  }

  @Test func `a copy is independent of its original`() {
    var original = SlotTable<String, Int>(limit: 10)
    let slot = original.insert("a", 1, hash: "a".stableHash)
    var copy = original
    copy.update(at: slot) { $0 = 2 }
    _ = copy.insert("b", 3, hash: "b".stableHash)
    #expect(original.value(at: slot) == 1)
    #expect(original.count == 1)
    #expect(original.slot(of: "b", hash: "b".stableHash) == nil)
    #expect(copy.value(at: slot) == 2)
    let kept = copy
    copy.removeAll()
    #expect(copy.count == 0)
    #expect(kept.count == 2)
  }

  @Test func `values live exactly as long as their entries`() {
    var payload = Payload()
    do {
      var table = SlotTable<UInt64, Payload>(limit: 40)
      for key in 0..<40 as Range<UInt64> {
        _ = table.insert(key, payload, hash: key.stableHash)
      }
      let copy = table
      table.remove(at: 7)
      table.replace(at: 8, with: 100, Payload(), hash: UInt64(100).stableHash)
      table.removeAll()
      #expect(copy.count == 40)
      #expect(!isKnownUniquelyReferenced(&payload))
    }
    #expect(isKnownUniquelyReferenced(&payload))
  }

  @Test func `a full table refuses another key`() async {
    await #expect(processExitsWith: .failure) {
      var table = SlotTable<UInt64, Int>(limit: 1)
      _ = table.insert(1, 0, hash: UInt64(1).stableHash)
      _ = table.insert(2, 0, hash: UInt64(2).stableHash)
    }
  }
}

private final class Payload {}
