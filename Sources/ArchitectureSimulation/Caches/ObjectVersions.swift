import EventEngine
import Resilience

/// Which version of an object somebody has read or written, and where.
struct Stamp: BitwiseCopyable {
  /// The station of the database.
  var source: UInt16
  var version: UInt64

  /// Of what no database keeps.
  static let none = Stamp(source: .max, version: 0)
}

/// How often each object was written, in each database: what is the truth about it.
struct ObjectVersions: ~Copyable {
  private var tables: [SlotTable<UInt64, UInt64>]

  /// The truth of each station, and behind that what each machine of replicated databases has.
  init(_ plan: Plan) {
    let machines = plan.replications.reduce(0) { $0 + plan.stations[$1.station].machineCount }
    let count = plan.tracksVersions ? plan.stations.count + machines : 0
    tables = (0..<count).map { _ in SlotTable(limit: 1 << 30) }
  }

  /// A replica learns of a write.
  mutating func set(_ key: UInt64, to version: UInt64, at table: Int) {
    let hash = key.stableHash
    if let slot = tables[table].slot(of: key, hash: hash) {
      tables[table].update(at: slot) { $0 = version }
    } else {
      _ = tables[table].insert(key, version, hash: hash)
    }
  }

  /// All that one has is what another has, too.
  mutating func copy(from one: Int, to other: Int) { tables[other] = tables[one] }

  /// The present version of an object in a database; 0 before the first write.
  func version(of key: UInt64, at station: Int) -> UInt64 {
    tables[station].slot(of: key, hash: key.stableHash).map { tables[station].value(at: $0) } ?? 0
  }

  /// An object is written.
  mutating func write(_ key: UInt64, at station: Int) -> UInt64 {
    let hash = key.stableHash
    guard let slot = tables[station].slot(of: key, hash: hash) else {
      _ = tables[station].insert(key, 1, hash: hash)
      return 1
    }
    return tables[station].update(at: slot) {
      $0 += 1
      return $0
    }
  }

  /// Whether an object has been written since it had this version.
  func isOutdated(_ stamp: Stamp, _ key: UInt64) -> Bool {
    stamp.source != Stamp.none.source
      && version(of: key, at: Int(stamp.source)) > stamp.version
  }
}
