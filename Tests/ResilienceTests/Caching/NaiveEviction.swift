import Resilience

/// A cache of keys that is written down as its paper says, with arrays and no thought for speed.
protocol NaiveEviction {
  init(capacity: Int)

  /// Counts a use of a key that is in the cache; `false` if it is not.
  mutating func hit(_ key: UInt64) -> Bool

  /// Puts a key in that is not in the cache, and returns the one that had to leave.
  mutating func miss(_ key: UInt64, draw: UInt64) -> UInt64?

  mutating func remove(_ key: UInt64)
}

extension [UInt64] {
  /// Takes a key out, wherever it stands; `false` if it stands nowhere.
  mutating func take(_ key: UInt64) -> Bool {
    guard let index = firstIndex(of: key) else { return false }
    remove(at: index)
    return true
  }
}

/// Oldest use first.
struct NaiveLRU: NaiveEviction {
  let capacity: Int
  var keys: [UInt64] = []

  init(capacity: Int) { self.capacity = capacity }

  mutating func hit(_ key: UInt64) -> Bool {
    guard keys.take(key) else { return false }
    keys.append(key)
    return true
  }

  mutating func miss(_ key: UInt64, draw: UInt64) -> UInt64? {
    keys.append(key)
    return keys.count > capacity ? keys.removeFirst() : nil
  }

  mutating func remove(_ key: UInt64) { _ = keys.take(key) }
}

/// Oldest first; the hand is an index that moves up.
struct NaiveSieve: NaiveEviction {
  let capacity: Int
  var keys: [UInt64] = []
  var visited: Set<UInt64> = []
  var hand = 0

  init(capacity: Int) { self.capacity = capacity }

  mutating func hit(_ key: UInt64) -> Bool {
    guard keys.contains(key) else { return false }
    visited.insert(key)
    return true
  }

  mutating func miss(_ key: UInt64, draw: UInt64) -> UInt64? {
    var victim: UInt64?
    if keys.count == capacity {
      // A hand beyond the youngest has started again at the oldest, not at who came since.
      while visited.remove(keys[hand]) != nil { hand = (hand + 1) % keys.count }
      victim = keys.remove(at: hand)
      if hand == keys.count { hand = 0 }
    }
    keys.append(key)
    return victim
  }

  mutating func remove(_ key: UInt64) {
    guard let index = keys.firstIndex(of: key) else { return }
    keys.remove(at: index)
    visited.remove(key)
    if index < hand { hand -= 1 }
    if hand == keys.count { hand = 0 }
  }
}

/// Queues with the oldest first, and the uses of every key.
struct NaiveS3FIFO: NaiveEviction {
  let capacity: Int
  let share: Int
  var small: [UInt64] = []
  var main: [UInt64] = []
  var ghost: [UInt64] = []
  var uses: [UInt64: Int] = [:]

  init(capacity: Int) {
    self.capacity = capacity
    share = capacity - capacity / 10
  }

  mutating func hit(_ key: UInt64) -> Bool {
    guard small.contains(key) || main.contains(key) else { return false }
    uses[key, default: 0] += 1
    return true
  }

  mutating func miss(_ key: UInt64, draw: UInt64) -> UInt64? {
    let isReturning = ghost.take(key)
    var victim: UInt64?
    while small.count + main.count == capacity {
      victim = main.count > share || small.isEmpty ? evictMain() : evictSmall()
    }
    uses[key] = 0
    if isReturning { main.append(key) } else { small.append(key) }
    return victim
  }

  mutating func remove(_ key: UInt64) { _ = small.take(key) || main.take(key) }

  private mutating func evictSmall() -> UInt64? {
    while !small.isEmpty {
      let key = small.removeFirst()
      if uses[key, default: 0] < 2 {
        ghost.append(key)
        if ghost.count > share { ghost.removeFirst() }
        return key
      }
      uses[key] = 0
      main.append(key)
    }
    return nil
  }

  private mutating func evictMain() -> UInt64? {
    while true {
      let key = main.removeFirst()
      guard let count = uses[key], count > 0 else { return key }
      uses[key] = min(count, 3) - 1
      main.append(key)
    }
  }
}

/// Queues with the oldest first.
struct NaiveTwoQueue: NaiveEviction {
  let capacity: Int
  var arrivals: [UInt64] = []
  var ghost: [UInt64] = []
  var main: [UInt64] = []

  init(capacity: Int) { self.capacity = capacity }

  mutating func hit(_ key: UInt64) -> Bool {
    if arrivals.contains(key) { return true }
    guard main.take(key) else { return false }
    main.append(key)
    return true
  }

  mutating func miss(_ key: UInt64, draw: UInt64) -> UInt64? {
    let isReturning = ghost.take(key)
    var victim: UInt64?
    if arrivals.count + main.count == capacity {
      if arrivals.count > capacity / 4 {
        victim = arrivals.removeFirst()
        ghost += [victim ?? 0]
        if ghost.count > capacity / 2 { ghost.removeFirst() }
      } else {
        victim = main.removeFirst()
      }
    }
    if isReturning { main.append(key) } else { arrivals.append(key) }
    return victim
  }

  mutating func remove(_ key: UInt64) { _ = arrivals.take(key) || main.take(key) }
}

/// The four cases of the paper, figure 4; lists with the oldest first.
struct NaiveARC: NaiveEviction {
  let c: Int
  var p = 0
  var t1: [UInt64] = []
  var t2: [UInt64] = []
  var b1: [UInt64] = []
  var b2: [UInt64] = []

  init(capacity: Int) { c = capacity }

  mutating func hit(_ key: UInt64) -> Bool {
    guard t1.take(key) || t2.take(key) else { return false }
    t2.append(key)
    return true
  }

  mutating func miss(_ key: UInt64, draw: UInt64) -> UInt64? {
    let isFull = t1.count + t2.count == c
    if b1.contains(key) {
      p = min(c, p + max(b2.count / b1.count, 1))
      let victim = isFull ? replace(isInB2: false) : nil
      _ = b1.take(key)
      t2.append(key)
      return victim
    }
    if b2.contains(key) {
      p = max(0, p - max(b1.count / b2.count, 1))
      let victim = isFull ? replace(isInB2: true) : nil
      _ = b2.take(key)
      t2.append(key)
      return victim
    }
    var victim: UInt64?
    if t1.count + b1.count == c {
      if t1.count < c {
        b1.removeFirst()
        if isFull { victim = replace(isInB2: false) }
      } else {
        victim = t1.removeFirst()
      }
    } else if isFull {
      if t1.count + t2.count + b1.count + b2.count == 2 * c { b2.removeFirst() }
      victim = replace(isInB2: false)
    }
    t1.append(key)
    return victim
  }

  mutating func remove(_ key: UInt64) { _ = t1.take(key) || t2.take(key) }

  private mutating func replace(isInB2: Bool) -> UInt64 {
    if !t1.isEmpty, t1.count > p || t1.count == p && isInB2 {
      b1.append(t1.removeFirst())
      return b1[b1.count - 1]
    }
    b2.append(t2.removeFirst())
    return b2[b2.count - 1]
  }
}

/// Lists with the oldest first, and a sketch whose counters stand one by one.
struct NaiveTinyLFU: NaiveEviction {
  let capacity: Int
  let windowShare: Int
  let protectedShare: Int
  var window: [UInt64] = []
  var probation: [UInt64] = []
  var protected: [UInt64] = []
  var sketch: NaiveSketch?

  init(capacity: Int) {
    self.capacity = capacity
    windowShare = capacity - Int(0.99 * Double(capacity))
    protectedShare = Int(0.8 * Double(capacity - windowShare))
  }

  mutating func hit(_ key: UInt64) -> Bool {
    if window.take(key) {
      window.append(key)
    } else if protected.take(key) {
      protected.append(key)
    } else if probation.take(key) {
      protected.append(key)
      if protected.count > protectedShare { probation.append(protected.removeFirst()) }
    } else {
      return false
    }
    sketch?.see(key)
    return true
  }

  mutating func miss(_ key: UInt64, draw: UInt64) -> UInt64? {
    window.append(key)
    let count = window.count + probation.count + protected.count
    if sketch == nil, count >= capacity / 2 { sketch = NaiveSketch(capacity: capacity) }
    sketch?.see(key)
    guard window.count > windowShare else { return nil }
    let candidate = window.removeFirst()
    probation.append(candidate)
    guard count > capacity, let sketch else { return nil }
    let victim = probation[0]
    let (ours, theirs) = (sketch.frequency(of: candidate), sketch.frequency(of: victim))
    let isAdmitted = ours > theirs || ours >= 6 && draw & 127 == 0
    _ = probation.take(isAdmitted ? victim : candidate)
    return isAdmitted ? victim : candidate
  }

  mutating func remove(_ key: UInt64) {
    _ = window.take(key) || probation.take(key) || protected.take(key)
  }
}

/// Blocks of four rows of 32 counters of up to 15.
struct NaiveSketch {
  var counters: [[Int]]
  var size = 0
  let sampleSize: Int

  init(capacity: Int) {
    var words = 8
    while words < capacity { words *= 2 }
    counters = Array(repeating: Array(repeating: 0, count: 128), count: words / 8)
    sampleSize = 10 * capacity
  }

  private func places(of key: UInt64) -> (block: Int, counters: [Int]) {
    let hash = key.stableHash
    let places = (0..<4).map { row in
      let byte = Int(hash >> UInt64(8 * row) & 255)
      return 32 * row + 16 * (byte & 1) + byte >> 1 & 15
    }
    return (Int(hash >> 32 % UInt64(counters.count)), places)
  }

  func frequency(of key: UInt64) -> Int {
    let (block, places) = places(of: key)
    return places.map { counters[block][$0] }.min() ?? 0
  }

  mutating func see(_ key: UInt64) {
    let (block, places) = places(of: key)
    guard places.contains(where: { counters[block][$0] < 15 }) else { return }
    for place in places where counters[block][place] < 15 { counters[block][place] += 1 }
    size += 1
    guard size == sampleSize else { return }
    let odd = counters.joined().count { $0 % 2 == 1 }
    counters = counters.map { $0.map { $0 / 2 } }
    size = (size - odd / 4) / 2
  }
}
