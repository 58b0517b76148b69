public import TimeBase

/// The hosts that a client goes to by HTTPS only, because they have asked for it: what turns the second
/// visit by `http://` into one request instead of two.
///
///     if memory.upgrades(host, at: now) { ask by HTTPS at once }
///     // … and after each answer with the header:
///     memory.note(policy, from: host, overHTTPS: isSecure, at: now)
///
/// The first visit is not protected. A host is known for its age from the last answer on, and not at it;
/// the one not asked for the longest makes room.
///
/// - SeeAlso: RFC 6797, sections 8.1 to 8.3.
public struct HSTSMemory: Sendable {
  private var hosts: CacheStore<String, Bool, LRUEviction>

  /// - Parameter capacity: How many hosts are remembered; in `0...(1 << 30)`.
  public init(capacity: Int = 10_000) {
    hosts = CacheStore(capacity: capacity, expiry: .caffeine, eviction: LRUEviction())
  }

  /// How many hosts are remembered, some of them perhaps for too long.
  public var count: Int { hosts.count }

  /// Takes note of the header of an answer. It is left out of account if the answer came without
  /// encryption, where anybody could have written it, or from an address. An age of zero forgets.
  ///
  /// - Parameter host: The name or address, in any case, without a port.
  public mutating func note(
    _ policy: HSTSPolicy, from host: String, overHTTPS: Bool, at now: Instant
  ) {
    guard overHTTPS, case .name(let name)? = try? HostText(host) else { return }
    guard policy.maxAge > .zero else {
      hosts.remove(name, at: now)
      return
    }
    hosts.set(name, policy.includesSubDomains, for: policy.maxAge, at: now)
  }

  /// Whether a host is asked by HTTPS although the URL says otherwise: because of its own policy, or that
  /// of a domain above it which includes those below.
  ///
  /// - Complexity: O(*n*) in the length of the name.
  public mutating func upgrades(_ host: String, at now: Instant) -> Bool {
    guard case .name(let name)? = try? HostText(host) else { return false }
    var domain = Substring(name)
    while !domain.isEmpty {
      if case .hit(let includesSubDomains) = hosts.get(String(domain), at: now),
        includesSubDomains || domain.utf8.count == name.utf8.count
      {
        return true
      }
      domain = domain.drop { $0 != "." }.dropFirst()
    }
    return false
  }
}
