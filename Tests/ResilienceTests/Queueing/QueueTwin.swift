import Resilience
import TimeBase

/// A queue as simple as can be: an array of those who wait, oldest first, searched each time.
struct QueueTwin {
  struct Entry {
    var element: Int
    var since: Instant
    var attributes: QueueAttributes
  }

  struct Tenant {
    var name: UInt64
    var deficit = 0
    var hasTurn = false
  }

  let policy: QueuePolicy
  var entries: [Entry] = []

  /// Those with somebody in line, whose turn is next first.
  var round: [Tenant] = []

  /// The tenants in the order in which their present lines began.
  var lines: [UInt64] = []

  init(_ policy: QueuePolicy) { self.policy = policy }

  /// Whom the newcomer displaces, and whether he is let in.
  mutating func offer(
    _ element: Int, _ attributes: QueueAttributes, at now: Instant
  ) -> (isIn: Bool, displaced: Int?) {
    let entry = Entry(element: element, since: now, attributes: attributes)
    var displaced: Int?
    if let capacity = policy.capacity, entries.count >= capacity {
      guard policy.whenFull == .displaces, let victim = victim(for: entry) else {
        return (false, nil)
      }
      displaced = removeEntry(at: victim)
    }
    entries.append(entry)
    if !lines.contains(attributes.tenant) {
      lines.append(attributes.tenant)
      round.append(Tenant(name: attributes.tenant))
    }
    return (true, displaced)
  }

  mutating func remove(_ element: Int) {
    if let index = entries.firstIndex(where: { $0.element == element }) {
      _ = removeEntry(at: index)
    }
  }

  mutating func removeEntry(at index: Int) -> Int {
    let entry = entries.remove(at: index)
    let tenant = entry.attributes.tenant
    if !entries.contains(where: { $0.attributes.tenant == tenant }) {
      round.removeAll { $0.name == tenant }
      lines.removeAll { $0 == tenant }
    }
    return entry.element
  }

  mutating func take(at now: Instant) -> QueueExit<Int>? {
    guard let index = next() else { return nil }
    let entry = entries[index]
    let isLate = entry.attributes.deadline < now
    if case .fair = policy.discipline, !isLate { pay(for: index) }
    _ = removeEntry(at: index)
    return isLate ? .dropped(entry.element, .pastDeadline) : .served(entry.element)
  }

  private func urgency(_ entry: Entry) -> Int64 {
    switch policy.discipline {
    case .priority(let aging?):
      Int64(entry.attributes.priority) * aging.nanoseconds + entry.since.nanoseconds
    case .priority(nil): Int64(entry.attributes.priority)
    case .earliestDeadlineFirst: entry.attributes.deadline.nanoseconds
    default: 0
    }
  }

  private mutating func next() -> Int? {
    guard !entries.isEmpty else { return nil }
    switch policy.discipline {
    case .fifo: return 0
    case .siro: preconditionFailure("what is drawn has tests of its own")
    case .lifo: return entries.count - 1
    case .adaptiveLIFO(let threshold): return entries.count > threshold ? entries.count - 1 : 0
    case .priority, .earliestDeadlineFirst:
      // min(by:) returns the first of equals, who is the oldest.
      return entries.indices.min { urgency(entries[$0]) < urgency(entries[$1]) }
    case .fair(let quantum, _):
      while true {
        if !round[0].hasTurn {
          round[0].hasTurn = true
          round[0].deficit += quantum
        }
        let name = round[0].name
        let head = entries.firstIndex { $0.attributes.tenant == name }
        if let head, Int(entries[head].attributes.cost) <= round[0].deficit { return head }
        endTurn()
      }
    }
  }

  private mutating func pay(for index: Int) {
    let name = round[0].name
    round[0].deficit -= Int(entries[index].attributes.cost)
    let rest = entries[(index + 1)...].first { $0.attributes.tenant == name }
    if let rest, Int(rest.attributes.cost) > round[0].deficit { endTurn() }
  }

  private mutating func endTurn() {
    var tenant = round.removeFirst()
    tenant.hasTurn = false
    round.append(tenant)
  }

  private func victim(for newcomer: Entry) -> Int? {
    guard !entries.isEmpty else { return nil }
    switch policy.discipline {
    case .fifo, .lifo, .siro, .adaptiveLIFO: return 0
    case .priority, .earliestDeadlineFirst:
      // The newest of the least urgent.
      guard let most = entries.map(urgency).max(), urgency(newcomer) < most else { return nil }
      return entries.lastIndex { urgency($0) == most }
    case .fair:
      func length(_ tenant: UInt64) -> Int {
        entries.count { $0.attributes.tenant == tenant }
      }
      // max(by:) would return the last of equals.
      guard let most = lines.map(length).max(),
        most > length(newcomer.attributes.tenant) + 1,
        let longest = lines.first(where: { length($0) == most })
      else { return nil }
      return entries.lastIndex { $0.attributes.tenant == longest }
    }
  }
}
