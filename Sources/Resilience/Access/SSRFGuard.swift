/// Keeps a server that calls URLs of strangers, as webhooks and previews are, from calling its own
/// network: the defence against server-side request forgery.
///
///     switch guard.admit(url) {
///     case .connects(let address, let port): connect there
///     case .resolves(let name, let port):
///       // look the name up once, and connect to what passes, not to the name
///       switch guard.admit(resolved: lookUp(name)) { … }
///     case .refused(let reason): answer 4xx
///     }
///
/// A name is judged twice: as a text, and by every address that it resolves to. The connection must
/// then be made to one of these addresses. Whoever hands the name to an HTTP library looks it up a
/// second time, and a name server that answers differently then (DNS rebinding) has passed the guard.
/// A redirect is a new URL and is judged like the first.
///
/// - SeeAlso: OWASP, *Server-Side Request Forgery Prevention Cheat Sheet*.
public struct SSRFGuard: Hashable, Sendable {
  public let policy: Policy

  /// Why a request is not made.
  @frozen
  public enum Refusal: Hashable, Sendable, Error {
    /// Not a URL that all programs read alike.
    case url(URLTarget.Fault)
    case scheme(String)
    case userinfo
    case port(UInt16)

    /// A name that the policy denies.
    case name(String)

    /// A name without a dot.
    case singleLabel(String)

    /// A spelling that not every program reads as this address.
    case spelling(IPAddress)

    /// An address, or one inside of it, that is not reachable from anywhere.
    case address(IPAddress, AddressClass)

    /// An address in a block that the policy denies.
    case denied(IPAddress, by: IPPrefix)

    /// The name has no address.
    case unresolvable
  }

  /// What to do with a URL.
  @frozen
  public enum Admission: Hashable, Sendable {
    case connects(to: IPAddress, port: UInt16)
    case resolves(String, port: UInt16)
    case refused(Refusal)
  }

  /// What to do with the addresses of a name.
  @frozen
  public enum Resolution: Hashable, Sendable {
    /// All of them are fine; connect to one of these and nothing else.
    case connects(toOneOf: [IPAddress])
    case refused(Refusal)
  }

  /// - Precondition: The policy has no ``Policy/problem``.
  public init(_ policy: Policy = Policy()) {
    precondition(policy.problem == nil, policy.problem ?? "")
    self.policy = policy
  }

  /// Judges a URL before anything is looked up.
  public func admit(_ url: String) -> Admission {
    let target: URLTarget
    do { target = try URLTarget(url) } catch { return .refused(.url(error)) }
    do { return try admission(of: target) } catch { return .refused(error) }
  }

  /// Judges all addresses that a name resolves to: one that may not be called refuses them all, since
  /// the next look-up may return it first.
  public func admit(resolved addresses: some Sequence<IPAddress>) -> Resolution {
    var admitted: [IPAddress] = []
    for address in addresses {
      if let refusal = refusal(of: address) { return .refused(refusal) }
      admitted.append(address)
    }
    return admitted.isEmpty ? .refused(.unresolvable) : .connects(toOneOf: admitted)
  }

  /// Why an address may not be called; `nil` if it may.
  ///
  /// - Complexity: O(*n*) in the blocks of the policy.
  public func refusal(of address: IPAddress) -> Refusal? {
    let embeddings = address.embeddings
    let places = [address] + embeddings.map(\.address)
    for place in places {
      if let block = policy.denied.first(where: { $0.contains(place) }) {
        return .denied(place, by: block)
      }
    }
    for place in places where AddressClass(of: place) == .metadata {
      let isNamed = policy.allowed.contains { $0.isOneAddress && $0.contains(place) }
      if !isNamed { return .address(place, .metadata) }
    }
    let inside = embeddings.first { $0.isTransparent }?.address
    let place = inside ?? address
    if policy.allowed.contains(where: { $0.contains(address) || $0.contains(place) }) { return nil }
    for embedding in embeddings where !embedding.isTransparent {
      let kind = AddressClass(of: embedding.address)
      if kind != .global { return .address(embedding.address, kind) }
    }
    let kind = AddressClass(of: place)
    return kind == .global ? nil : .address(place, kind)
  }

  private func admission(of target: URLTarget) throws(Refusal) -> Admission {
    guard policy.schemes.contains(target.scheme) else { throw .scheme(target.scheme) }
    if target.hasUserinfo, !policy.allowsUserinfo { throw .userinfo }
    if let ports = policy.ports, !ports.contains(target.port) { throw .port(target.port) }
    switch target.host {
    case .name(let name):
      try check(name)
      return .resolves(name, port: target.port)
    case .address(let address, let spelling):
      try check(address, spelled: spelling)
      return .connects(to: address, port: target.port)
    }
  }

  private func check(_ name: String) throws(Refusal) {
    for denied in policy.deniedNames where name == denied || name.hasSuffix("." + denied) {
      throw .name(name)
    }
    if !policy.allowsSingleLabels, !name.utf8.contains(UInt8(ascii: ".")) {
      throw .singleLabel(name)
    }
  }

  /// What the address leads to is told before how it is written.
  private func check(_ address: IPAddress, spelled spelling: HostText.Spelling) throws(Refusal) {
    if let refusal = refusal(of: address) { throw refusal }
    switch spelling {
    case .standard: break
    case .zoned: throw .spelling(address)
    case .legacy(let other):
      if let other, let refusal = refusal(of: .v4(other)) { throw refusal }
      if !policy.allowsLegacySpellings { throw .spelling(address) }
    }
  }
}
