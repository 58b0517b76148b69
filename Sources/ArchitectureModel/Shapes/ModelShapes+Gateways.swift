extension ModelShapes {
  static let gateways = [gateway, bearer] + limits

  static func kind(_ word: String) -> ModelShape.Field {
    .init(required: "kind", .word(word), "What the component is.")
  }

  private static let gateway = ModelShape(
    "gateway",
    "A reverse proxy: works a little, checks credentials and limits, and passes requests on.",
    example: #"{ "kind": "gateway", "work": "0.2ms", "calls": "balancer", "timeout": "5s" }"#,
    [
      kind("gateway"),
      .init(
        "work", .duration, "Time on each request; requests do not wait for each other.",
        default: "0s"),
      .init("bearer", .shape("bearer"), "Check of a token.", default: "no check"),
      .init(
        "limits", .list(of: .union("limit"), atLeast: 0),
        "All must admit a request; the first that does not answers it.", default: "no limits"),
      .init(
        "charging", .choice(chargings.map(\.word)),
        "Whether limits are asked and charged in turn, as Envoy does, or charged only if none "
          + "rejects, as nginx does; a request then waits for the longest delay.",
        default: "inOrder"),
    ] + callFields)

  private static let bearer = ModelShape(
    "bearer", "Check of a bearer token.",
    example: #"{ "work": "50us", "missing": "1%" }"#,
    [
      .init(required: "work", .duration, "Time to check a token."),
      .init(
        "missing", .share, "Share of requests without a token; they are answered 401.",
        default: "0%"),
    ])
}
