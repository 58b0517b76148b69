import EventEngine
import Resilience
import TimeBase

extension Section {
  /// The cache that the simulation uses, next to a dictionary, which evicts and expires nothing.
  static var cache: Section {
    Section(
      name: "cache",
      about: """
        one operation gets or puts one of so many keys, drawn from Zipf(1); the cache is an LRU of
        \(capacity) entries, the dictionary holds all that were drawn
        """,
      cases: gets + policies + puts)
  }

  /// Gets that set what they miss, under every policy, by type and once chosen at run time.
  private static var policies: [Case] {
    [
      request("LRU", LRUEviction()), request("FIFO", FIFOEviction()),
      request("CLOCK", ClockEviction()), request("SIEVE", SieveEviction()),
      request("S3-FIFO", S3FIFOEviction()), request("2Q", TwoQueueEviction()),
      request("ARC", ARCEviction()), request("LFU", LFUEviction()),
      request("sampled LRU", SampledLRUEviction()), request("sampled LFU", SampledLFUEviction()),
      request("W-TinyLFU", WTinyLFUEviction()), request("random", RandomEviction()),
      request("LRU, selected", SelectedEviction(.lru)),
    ].flatMap { $0 }
  }

  /// All hits, and then a tenth of the keys at a time.
  private static func request(_ name: String, _ eviction: some EvictionPolicy) -> [Case] {
    keyCounts.map { keys in
      Case("\(name) request, \(keys) keys", operations: operations) {
        CacheRequests(DrawnKeys(keys), capacity: capacity, eviction)
      }
    }
  }

  private static let capacity = 10_000
  private static let operations = 200_000

  private static var gets: [Case] {
    keyCounts.flatMap { keys in
      [
        Case("LRU get, \(keys) keys", operations: operations) {
          CacheGets(DrawnKeys(keys), capacity: capacity)
        },
        Case("dictionary get, \(keys) keys", operations: operations) {
          DictionaryGets(DrawnKeys(keys))
        },
      ]
    }
  }

  private static var puts: [Case] {
    keyCounts.flatMap { keys in
      [
        Case("LRU put, \(keys) keys", operations: operations) {
          CachePuts(DrawnKeys(keys), capacity: capacity)
        },
        Case("dictionary put, \(keys) keys", operations: operations) {
          DictionaryPuts(DrawnKeys(keys))
        },
      ]
    }
  }

  private static let keyCounts: [Int64] = [10_000, 100_000]
}

extension DrawnKeys {
  fileprivate init(_ count: Int64) {
    self.init(.zipf(keys: count, exponent: 1))
  }
}

private typealias Store = Resilience.Cache<UInt64, UInt64>

extension Store {
  /// A cache that has seen every draw once.
  fileprivate static func warm(_ keys: inout DrawnKeys, capacity: Int) -> Store {
    var store = Store(CachePolicy(capacity: capacity))
    for _ in 0..<keys.count {
      let key = keys.next()
      store.set(key, key, at: .zero, draw: 0)
    }
    return store
  }
}

private final class CacheGets: Workload {
  private var store: Store
  private var keys: DrawnKeys

  init(_ keys: DrawnKeys, capacity: Int) {
    self.keys = keys
    store = Store.warm(&self.keys, capacity: capacity)
  }

  func run(operations: Int) -> UInt64 {
    Self.loop(&store, &keys, operations)
  }

  private static func loop(
    _ store: inout Store, _ keys: inout DrawnKeys, _ operations: Int
  ) -> UInt64 {
    var checksum: UInt64 = 0
    for _ in 0..<operations {
      checksum = checksum &* 31 &+ (store.get(keys.next(), at: .zero, draw: 0).value ?? 1)
    }
    return checksum
  }
}

/// Gets, and sets what was missed.
///
/// The loop is a function that is specialised where the type of the policy is known: a generic class
/// would run its methods as they are.
private final class CacheRequests: Workload {
  private let body: (Int) -> UInt64

  init<Eviction: EvictionPolicy>(_ keys: DrawnKeys, capacity: Int, _ eviction: Eviction) {
    var keys = keys
    var store = CacheStore<UInt64, UInt64, Eviction>(capacity: capacity, eviction: eviction)
    body = { Self.loop(&store, &keys, $0) }
    _ = body(keys.count)
  }

  func run(operations: Int) -> UInt64 { body(operations) }

  private static func loop<Eviction: EvictionPolicy>(
    _ store: inout CacheStore<UInt64, UInt64, Eviction>, _ keys: inout DrawnKeys,
    _ operations: Int
  ) -> UInt64 {
    var checksum: UInt64 = 0
    for _ in 0..<operations {
      let key = keys.next()
      if let value = store.get(key, at: .zero, draw: checksum).value {
        checksum = checksum &* 31 &+ value
      } else {
        let draw = (checksum ^ key) &* 0x9E37_79B9_7F4A_7C15
        checksum = checksum &* 31 &+ (store.set(key, key, at: .zero, draw: draw) ?? 1)
      }
    }
    return checksum
  }
}

private final class CachePuts: Workload {
  private var store: Store
  private var keys: DrawnKeys

  init(_ keys: DrawnKeys, capacity: Int) {
    self.keys = keys
    store = Store.warm(&self.keys, capacity: capacity)
  }

  func run(operations: Int) -> UInt64 {
    Self.loop(&store, &keys, operations)
  }

  private static func loop(
    _ store: inout Store, _ keys: inout DrawnKeys, _ operations: Int
  ) -> UInt64 {
    var checksum: UInt64 = 0
    for number in 0..<operations {
      let evicted = store.set(keys.next(), UInt64(number), at: .zero, draw: 0)
      checksum = checksum &* 31 &+ (evicted ?? 1)
    }
    return checksum
  }
}

private final class DictionaryGets: Workload {
  private var store: [UInt64: UInt64] = [:]
  private var keys: DrawnKeys

  init(_ keys: DrawnKeys) {
    self.keys = keys
    for _ in 0..<keys.count {
      let key = self.keys.next()
      store[key] = key
    }
  }

  func run(operations: Int) -> UInt64 {
    Self.loop(store, &keys, operations)
  }

  private static func loop(
    _ store: [UInt64: UInt64], _ keys: inout DrawnKeys, _ operations: Int
  ) -> UInt64 {
    var checksum: UInt64 = 0
    for _ in 0..<operations { checksum = checksum &* 31 &+ (store[keys.next()] ?? 1) }
    return checksum
  }
}

private final class DictionaryPuts: Workload {
  private var store: [UInt64: UInt64] = [:]
  private var keys: DrawnKeys

  init(_ keys: DrawnKeys) {
    self.keys = keys
    for _ in 0..<keys.count { store[self.keys.next()] = 0 }
  }

  func run(operations: Int) -> UInt64 {
    Self.loop(&store, &keys, operations)
  }

  private static func loop(
    _ store: inout [UInt64: UInt64], _ keys: inout DrawnKeys, _ operations: Int
  ) -> UInt64 {
    var checksum: UInt64 = 0
    for number in 0..<operations {
      let replaced = store.updateValue(UInt64(number), forKey: keys.next())
      checksum = checksum &* 31 &+ (replaced ?? 1)
    }
    return checksum
  }
}
