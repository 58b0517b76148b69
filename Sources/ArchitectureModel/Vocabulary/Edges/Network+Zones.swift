public import EventEngine

extension Network {
  /// What a hop takes between instances that stand in zones, such as the data centers of a region.
  public struct Zones: Hashable, Sendable {
    /// What a zone says of hops; what it does not say is as it is with other hops.
    public struct Hop: Hashable, Sendable {
      /// One way, drawn anew for each message.
      public var latency: Distribution?

      /// Probability with which a message is lost.
      public var loss: Double?

      public init(latency: Distribution? = nil, loss: Double? = nil) {
        self.latency = latency
        self.loss = loss
      }
    }

    /// Messages from one zone to another; those back are another link.
    public struct Link: Hashable, Sendable {
      public var from: String
      public var to: String
      public var hop: Hop

      public init(from: String, to: String, _ hop: Hop) {
        self.from = from
        self.to = to
        self.hop = hop
      }
    }

    /// Both ends are in the same zone.
    public var within: Hop

    /// They are in different zones, for which there is no link.
    public var between: Hop
    public var links: [Link]

    public init(within: Hop = Hop(), between: Hop = Hop(), links: [Link] = []) {
      self.within = within
      self.between = between
      self.links = links
    }

    /// What a message from one zone to another, or the same, meets.
    public func hop(from origin: String, to destination: String) -> Hop {
      let link = links.first { $0.from == origin && $0.to == destination }?.hop
      let usual = origin == destination ? within : between
      return Hop(latency: link?.latency ?? usual.latency, loss: link?.loss ?? usual.loss)
    }
  }

  /// Whether a hop from a caller to a callee is described by itself, and so does not ask for zones.
  public func hasLink(from caller: String, to callee: String) -> Bool {
    links.contains { $0.from == caller && $0.to == callee }
  }
}

extension Architecture {
  /// The most zones of one model.
  public static let mostZones = 64

  /// Zones in which anything stands, sorted.
  public var zones: [String] {
    var found = clients.compactMap(\.zone) + components.flatMap(\.zones)
    found.sort { $0.precedes($1) }
    return found.indices.filter { $0 == 0 || found[$0] != found[$0 - 1] }.map { found[$0] }
  }
}
