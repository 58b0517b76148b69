extension ModelShapes {
  static let gateways = [gateway, route, bearer] + limits + filters

  static func kind(_ word: String) -> ModelShape.Field {
    .init(required: "kind", .word(word), "What the component is.")
  }

  private static let gateway = ModelShape(
    "gateway",
    "A reverse proxy: works a little, checks credentials and limits, and passes requests on.",
    example: #"{ "kind": "gateway", "work": "0.2ms", "calls": "balancer", "timeout": "5s" }"#,
    [
      kind("gateway"), zoneField,
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
      .init(
        "zones", .map(of: .union("limit")),
        "Limits under a name, whose buckets several filters share.", default: "none"),
      .init(
        "filters", .steps,
        "What is done with every request, in this order, after the work, bearer and limits above.",
        default: "nothing"),
      .init(
        "routes", .map(of: .shape("route")),
        "What becomes of requests by path and method: an exact path first, then the longest prefix; "
          + "what no route takes goes to calls, or is answered 404.", default: "all go to calls"),
      .init("calls", .name, "The component that is called where no route says otherwise."),
      .init(
        "forwardedProto", .choice(["passes", "sets"]),
        "Whether X-Forwarded-Proto is passed on as it came, or says how this one was asked.",
        default: "passes"),
    ] + callPolicyFields)

  private static let route = ModelShape(
    "route", "What becomes of requests for one path, or for all below it.",
    example: #"{ "prefix": "/api/", "strip": true, "calls": "balancer", "timeout": "60s" }"#,
    exactlyOneOf: ["exact", "prefix"],
    [
      .init("exact", .text, "The path, as the request's name has it after the method."),
      .init("prefix", .text, "What the path begins with."),
      .init(
        "methods", .list(of: .text, atLeast: 1), "Methods that the route is for.",
        default: "all of them"),
      .init(
        "filters", .steps, "What is done with its requests, in this order.", default: "nothing"),
      .init("strip", .boolean, "Whether the upstream sees no prefix.", default: "false"),
      .init("as", .text, "The request's name at the upstream.", default: "its name here"),
      .init("answer", .status, "Answered at once, without an upstream."),
      .init("calls", .name, "The upstream.", default: "that of the gateway"),
    ] + callPolicyFields)

  private static let bearer = ModelShape(
    "bearer", "Check of a bearer token.",
    example: #"{ "work": "50us", "missing": "1%" }"#,
    [
      .init(required: "work", .duration, "Time to check a token."),
      .init(
        "missing", .share, "Share of requests that lose their token on the way.",
        default: "0%"),
      .init(
        "accepts", .choice(["valid", "any"]),
        "Whether a token has to be valid, or only to be there.", default: "valid"),
      .init("status", .status, "Answer to what is turned away.", default: "401"),
      .init(
        "enabled", .boolean, "Whether it is checked at all; a dead check costs nothing.",
        default: "true"),
      .init(
        "leeway", .span(.fromZero), "How much clocks may differ, in favour of the token.",
        default: "0s"),
      .init(
        "maximumAge", .span(.positive), "The most time since a token was issued.", default: "any"),
      .init(
        "clockAhead", .span(.fromZero), "How far the clock here is ahead of that of the issuer.",
        default: "0s"),
      .init("clockBehind", .span(.fromZero), "Or how far it is behind.", default: "0s"),
    ])
}
