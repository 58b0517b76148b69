extension SSRFGuard {
  /// Where requests on behalf of strangers may go.
  public struct Policy: Hashable, Sendable {
    /// The schemes that are allowed, in lower case.
    public var schemes: [String]

    /// The ports that are allowed; `nil` is any.
    public var ports: [UInt16]?

    /// Blocks that are allowed whatever they are reserved for. ``AddressClass/metadata`` is allowed
    /// only by a block of that one address, and never by a network around it.
    public var allowed: [IPPrefix]

    /// Blocks that are refused, even those that are in ``allowed`` too.
    public var denied: [IPPrefix]

    /// Names that are refused with all that end in them, in lower case and without dots at the ends.
    public var deniedNames: [String]

    /// Whether a name without a dot may be looked up, which a search list may complete to one inside.
    public var allowsSingleLabels: Bool

    /// Whether a name and a password may stand before the host.
    public var allowsUserinfo: Bool

    /// Whether addresses may be written as ``LegacyIPv4`` allows; every reading must then pass.
    public var allowsLegacySpellings: Bool

    /// Names that mean the machine itself, its network or its cloud: RFC 6761, RFC 6762, RFC 8375, the
    /// names of common name servers, and those under which clouds offer their metadata.
    public static let usualDeniedNames = [
      "localhost", "localdomain", "local", "internal", "intranet", "lan", "home", "home.arpa",
      "corp",
      "private", "ip6-localhost", "ip6-loopback", "broadcasthost", "in-addr.arpa", "ip6.arpa",
      "metadata.goog", "instance-data.ec2.internal", "kubernetes.default.svc", "svc", "consul",
    ]

    /// The web, and nothing but what can be reached from anywhere.
    public init(
      schemes: [String] = ["http", "https"], ports: [UInt16]? = [80, 443],
      allowed: [IPPrefix] = [], denied: [IPPrefix] = [],
      deniedNames: [String] = usualDeniedNames, allowsSingleLabels: Bool = false,
      allowsUserinfo: Bool = false, allowsLegacySpellings: Bool = false
    ) {
      self.schemes = schemes
      self.ports = ports
      self.allowed = allowed
      self.denied = denied
      self.deniedNames = deniedNames
      self.allowsSingleLabels = allowsSingleLabels
      self.allowsUserinfo = allowsUserinfo
      self.allowsLegacySpellings = allowsLegacySpellings
    }

    /// What makes the policy unusable, if anything.
    public var problem: String? {
      if schemes.isEmpty { return "no scheme is allowed, so that no request can be made" }
      if ports?.isEmpty == true { return "no port is allowed, so that no request can be made" }
      if ports?.contains(0) == true { return "port 0 cannot be connected to" }
      for scheme in schemes where scheme != scheme.lowercased() {
        return "the scheme '\(scheme)' is not in lower case"
      }
      for name in deniedNames
      where name.isEmpty || name != name.lowercased() || name.hasPrefix(".") || name.hasSuffix(".")
      {
        return "the name '\(name)' is not in lower case and without dots at its ends"
      }
      return nil
    }
  }
}
