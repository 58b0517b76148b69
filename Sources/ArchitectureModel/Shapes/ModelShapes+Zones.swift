import Resilience

/// Where instances stand.
extension ModelShapes {
  static let zoning = [networkZones, zoneHop, zoneLink, zoneRouting]

  static let zoneField = ModelShape.Field(
    "zone", .text, "Where it stands, such as a data center of a region.",
    default: "nowhere in particular")

  /// Of components with several instances.
  static let zoneFields = [
    zoneField,
    .init(
      "zones", .list(of: .text, atLeast: 1),
      "Where its instances stand, one after the other and again from the first; each is named once.",
      default: "that of zone"),
  ]

  private static let networkZones = ModelShape(
    "networkZones",
    "What hops take whose ends both stand in zones. A link of network.links holds whatever the zones.",
    example: #"{ "within": { "latency": "250us" }, "between": { "latency": "1ms" } }"#,
    [
      .init(
        "within", .shape("zoneHop"), "Hops within a zone.", default: "as all hops of the network"),
      .init(
        "between", .shape("zoneHop"), "Hops from one zone to another that have no link.",
        default: "as all hops of the network"),
      .init(
        "links", .list(of: .shape("zoneLink"), atLeast: 0),
        "Messages from one zone to another, or within one; those back are another link.",
        default: "none"),
    ])

  private static let hopFields: [ModelShape.Field] = [
    .init(
      "latency", .duration, "One way; drawn anew for each message.",
      default: "that of the network"),
    .init(
      "loss", .share, "Messages that are lost and sent again.", default: "that of the network"),
  ]

  private static let zoneHop = ModelShape(
    "zoneHop", "What messages between zones, or within one, meet.",
    example: #"{ "latency": "1ms", "loss": "0.01%" }"#, hopFields)

  private static let zoneLink = ModelShape(
    "zoneLink", "Messages from one zone to another that meet something else.",
    example: #"{ "from": "a", "to": "b", "latency": "2ms" }"#,
    [
      .init(required: "from", .text, "The zone in which a message is sent."),
      .init(required: "to", .text, "The zone in which it arrives."),
    ] + hopFields)

  private static let zoneRouting = ModelShape(
    "zoneRouting", "Prefers targets in the zone of the balancer's process.",
    example: #"{ "rule": "zoneAware", "minimumTargets": 6 }"#,
    [
      .init(
        "rule", .choice(["zoneAware", "preferClose"]),
        "Envoy's zone aware routing, which sends away as much as the zone has too little of the "
          + "healthy targets for its share of the balancer's processes; or Kubernetes' PreferClose, "
          + "which leaves the zone only when nobody is well there.", default: "zoneAware"),
      .init(
        "minimumTargets", .whole(1...65_536),
        "With fewer healthy targets in all zones none is preferred.",
        default: "\(ZonePreference.envoyMinimum)"),
    ])
}
