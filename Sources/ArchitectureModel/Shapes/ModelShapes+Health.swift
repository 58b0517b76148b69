/// Health endpoints: a step of a handler, and the rules that it answers by.
extension ModelShapes {
  static let health = [
    healthStep, downRule, queueRule, errorsRule, breakerRule, alwaysRule,
  ]

  private static let healthStep = ModelShape(
    "healthStep", "Answers how the service is, by rules over the state of others.",
    example: #"{ "health": [ { "down": "database", "then": "unhealthy" } ] }"#,
    [
      .init(
        required: "health", .list(of: .union("healthRule"), atLeast: 0),
        "The worst that any of these rules finds; healthy, answered 200, if none finds anything."),
      .init("degraded", .status, "What is answered when it is degraded.", default: "200"),
      .init("unhealthy", .status, "What is answered when it is unhealthy.", default: "503"),
    ])

  private static let then = ModelShape.Field(
    required: "then", .choice(["degraded", "unhealthy"]), "What the service then is.")

  private static let downRule = ModelShape(
    "downRule", "A component that has not as many instances up as it needs.",
    example: #"{ "down": "database", "then": "unhealthy" }"#,
    [.init(required: "down", .name, "A gateway, service, cache, queue or database."), then])

  private static let queueRule = ModelShape(
    "queueRule", "A line that is too long.",
    example: #"{ "queue": "jobs", "above": "90%", "then": "degraded" }"#,
    [
      .init(required: "queue", .name, "A service, queue or database with limited workers."),
      .init(
        required: "above", .either([.whole(0...1_000_000_000), .share]),
        "How many may wait, over all instances, or which share of the room that there is."),
      then,
    ])

  private static let errorsRule = ModelShape(
    "errorsRule", "A component of which too many calls fail.",
    example: #"{ "errorsOf": "database", "above": "10%", "over": "30s", "then": "degraded" }"#,
    [
      .init(required: "errorsOf", .name, "The component."),
      .init(required: "above", .share, "Share of the calls that may fail or be turned away."),
      .init(
        "over", .span(.positive), "Since the last probe that was at least so long ago.",
        default: "10s"),
      then,
    ])

  private static let breakerRule = ModelShape(
    "breakerRule", "A breaker of the service that does not let everything through.",
    example: #"{ "breakerOpen": "database", "then": "degraded" }"#,
    [.init(required: "breakerOpen", .name, "Whom the calls behind the breaker go to."), then])

  private static let alwaysRule = ModelShape(
    "alwaysRule", "A status whatever others do, for the otherwise of a call that probes somebody.",
    example: #"{ "is": "unhealthy" }"#,
    [
      .init(
        required: "is", .choice(["degraded", "unhealthy"]), "What the service is.")
    ])
}
