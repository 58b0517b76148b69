import Resilience

/// What clients remember, and what is asked of them at the edge.
extension ModelShapes {
  static let browsers = [browser, refresh]
  static let edgeSteps = [httpsStep, corsStep, cors, connection, keepAlive]

  static let preflightCaches = Client.Browser.PreflightCaps.allCases.map {
    (word: String(describing: $0), cap: $0.cap)
  }

  static let preflightCache = ValueShape.either(
    [.choice(preflightCaches.map(\.word)), .span(.fromZero)])

  private static let browser = ModelShape(
    "browser",
    "What clients do by themselves: each user, or each address of an open client, is a browser that "
      + "remembers for itself.",
    example: #"{ "crossOrigin": "100%", "preflightCache": "firefox" }"#,
    [
      .init(
        "redirects", .whole(0...50), "Redirects that are followed for one request at most.",
        default: "20"),
      .init(
        "hsts", .boolean, "Whether hosts that have asked for it are asked by https at once.",
        default: "true"),
      .init(
        "crossOrigin", .share,
        "Share of the requests that pages of another origin make, which need leave to read answers.",
        default: "0%"),
      .init(
        "origin", .text, "The origin of those pages.",
        default: "\"\(Client.Browser.defaultOrigin)\""),
      .init(
        "preflightCache", preflightCache,
        "How long the answer to a preflight is remembered at most: as a browser does, or a time.",
        default: "chromium"),
    ])

  static let tokenLifeFields: [ModelShape.Field] = [
    .init(
      "lifetime", .span(.positive), "How long a token is valid, from its issue on.",
      default: "for ever"),
    .init(
      "validAfter", .span(.fromZero), "How long after its issue a token begins to be valid.",
      default: "0s"),
    .init(
      "refresh", .shape("refresh"), "Where a new token comes from.",
      default: "the first one is the only one"),
  ]

  private static let refresh = ModelShape(
    "refresh", "How a client gets a new token.",
    example: #"{ "calls": "auth", "as": "POST /token", "early": "30s" }"#,
    callFields + [
      .init("as", .text, "The request's name there.", default: "\"POST /token\""),
      .init(
        "early", .span(.fromZero), "How long before its end a token is renewed.", default: "0s"),
      .init(
        "after401", .boolean,
        "Whether a request that was answered 401 is sent once more with a new token.",
        default: "false"),
    ])

  static let redirect = ValueShape.either([.literal(301), .literal(308), .word("never")])

  private static let httpsStep = ModelShape(
    "httpsStep",
    "Sends clients that came by http to https; asks the others to come so for a while.",
    example: #"{ "httpsRedirect": 308, "by": "forwardedProto", "hsts": "365d" }"#,
    [
      .init(
        required: "httpsRedirect", redirect,
        "Answer to those who came by http. With 301 browsers make a GET of a POST."),
      .init(
        "by", .choice(HTTPSFilter.Evidence.allCases.map(\.rawValue)),
        "What they are judged by: the scheme, of the connection or of a proxy that is believed, or "
          + "X-Forwarded-Proto alone, without which nobody is sent away.", default: "scheme"),
      .init(
        "trustsProxy", .boolean,
        "Whether X-Forwarded-Proto of a proxy is believed; if not, the scheme is http behind a proxy.",
        default: "false"),
      .init(
        "hsts", .span(.fromZero),
        "For how long those who came by https are asked to come so: Strict-Transport-Security.",
        default: "they are asked nothing"),
      .init(
        "includeSubDomains", .boolean, "Whether that is for hosts below as well.", default: "false"),
    ])

  private static let corsStep = ModelShape(
    "corsStep",
    "Answers preflight requests, and lets pages of other origins read what is answered after it.",
    example: #"{ "cors": { "maxAge": "10m" } }"#,
    [.init(required: "cors", .shape("cors"), "Whom it lets in.")])

  private static let cors = ModelShape(
    "cors", "Whom answers let in.", example: #"{ "origins": ["https://shop.example"] }"#,
    [
      .init(
        "origins", .list(of: .text, atLeast: 1), "Origins of pages that are let in.",
        default: "all"),
      .init(
        "maxAge", .span(.fromZero), "How long the answer to a preflight may be remembered.",
        default: "it does not say, which is 5s"),
      .init("status", .status, "Answer to a preflight.", default: "204"),
    ])

  private static let connection = ModelShape(
    "connection", "How a caller comes by a connection: in a round trip, unless it has kept one.",
    example: #"{ "timeout": "1s" }"#,
    [
      .init(
        "timeout", .span(.positive),
        "The longest wait for a connection; the timeout of the call then counts from there on.",
        default: "the timeout of the call counts from the start"),
      .init(
        "tls", .choice(Connection.Encryption.allCases.map(\.rawValue)),
        "What encryption adds: with 1.2 two more round trips, with 1.3 one.", default: "none"),
      .init(
        "tlsWork", .duration,
        "With tls: what the worker that takes the first call of a connection computes before it.",
        default: "0s"),
      .init(
        "keepAlive", .shape("keepAlive"), "Connections that are kept for the next call.",
        default: "none"),
    ])

  private static let keepAlive = ModelShape(
    "keepAlive", "Connections that each process of a caller keeps to each instance of the callee.",
    example: #"{ "idle": 32, "timeout": "60s", "requests": 1000 }"#,
    [
      .init(
        "idle", .whole(1...1_000_000), "Idle ones at most; the longest idle is closed.",
        default: "32"),
      .init("timeout", .span(.positive), "How long one may be idle.", default: "60s"),
      .init(
        "requests", .whole(1...1_000_000_000), "Calls after which one is closed.",
        default: "1000"),
    ])

  /// A field that several callers have.
  static let connectionField = ModelShape.Field(
    "connection", .shape("connection"),
    "How connections are made, and how long they are waited for.",
    default: "there always is one")

  static let retryAfter = ValueShape.either([.word("computed"), .span(.fromZero)])
}
