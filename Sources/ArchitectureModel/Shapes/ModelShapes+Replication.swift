/// Copies of databases.
extension ModelShapes {
  static let replicated = [replication, failover]

  private static let replication = ModelShape(
    "replication",
    "Copies of a database, each with as many connections and cores; a crash strikes the primary.",
    example: #"{ "replicas": 2, "lag": "50ms", "readYourWrites": "5s" }"#,
    [
      .init(required: "replicas", .whole(1...100), "Copies besides the primary."),
      .init(
        required: "lag", .duration,
        "From the commit of a write until a replica has it; what it has not at a crash is lost with "
          + "the primary."),
      .init("reads", .share, "Share of the reads that go to replicas.", default: "100%"),
      .init(
        "readYourWrites", .span(.positive),
        "For how long after a write from an address the reads from there go to the primary.",
        default: "not at all"),
      .init(
        "failover", .shape("failover"), "How a replica takes the place of the primary.",
        default: "writes fail until the primary is back"),
    ])

  private static let failover = ModelShape(
    "failover", "How a replica takes the place of a primary that has crashed.",
    example: #"{ "detection": { "uniform": ["20s", "30s"] }, "promotion": "5s" }"#,
    [
      .init(required: "detection", .duration, "From the crash until it is noticed."),
      .init(required: "promotion", .duration, "From then until the new primary takes writes."),
    ])
}
