public import Resilience
public import TimeBase

extension Client {
  /// What clients do by themselves and remember of answers, each for itself: as browsers do.
  public struct Browser: Hashable, Sendable {
    /// Redirects that are followed for one request at most.
    public var redirects: Int

    /// Whether hosts that have asked for it are asked by https at once.
    public var heedsHSTS: Bool

    /// Share of the requests that pages of another origin make.
    public var crossOrigin: Double

    /// The origin of those pages.
    public var origin: String

    /// The longest that the answer to a preflight is remembered.
    public var preflightCap: TimeSpan

    public init(
      redirects: Int = 20, heedsHSTS: Bool = true, crossOrigin: Double = 0,
      origin: String = defaultOrigin, preflightCap: TimeSpan = PreflightCaps.chromium.cap
    ) {
      self.redirects = redirects
      self.heedsHSTS = heedsHSTS
      self.crossOrigin = crossOrigin
      self.origin = origin
      self.preflightCap = preflightCap
    }

    public typealias PreflightCaps = PreflightCache<UInt64>.Browser

    public static let defaultOrigin = "https://page.example"
  }

  /// How tokens age and are renewed, each client's own.
  public struct TokenLife: Hashable, Sendable {
    /// Where a new token comes from.
    public struct Refresh: Hashable, Sendable {
      public var call: CallPolicy

      /// The request's name there.
      public var name: String

      /// How long before its end a token is renewed.
      public var early: TimeSpan

      /// Whether a request that was answered 401 is sent once more with a new token.
      public var afterRejection: Bool

      public init(
        _ call: CallPolicy, as name: String, early: TimeSpan = .zero, afterRejection: Bool = false
      ) {
        self.call = call
        self.name = name
        self.early = early
        self.afterRejection = afterRejection
      }
    }

    /// From its issue on.
    public var lifetime: TimeSpan

    /// How long after its issue a token begins to be valid.
    public var validAfter: TimeSpan

    /// `nil` if the first token is the only one.
    public var refresh: Refresh?

    public init(lifetime: TimeSpan, validAfter: TimeSpan = .zero, refresh: Refresh? = nil) {
      self.lifetime = lifetime
      self.validAfter = validAfter
      self.refresh = refresh
    }
  }
}

extension Client {
  /// The name of the preflight that comes before a request, if one has to.
  public func preflight(of request: Request) -> String? {
    guard let browser, browser.crossOrigin > 0 else { return nil }
    let name = RequestName(request.name)
    var headers = request.headers
    if tokenLife != nil { headers.append(.init("Authorization", "Bearer")) }
    let asked = CrossOriginRequest(method: name.method.map(String.init) ?? "GET", headers: headers)
    return asked.isSimple ? nil : "OPTIONS \(name.path)"
  }

  /// The name under which a request comes back after it was redirected with 301, if it is another.
  public func redirected(_ request: Request) -> String? {
    guard let browser, browser.redirects > 0 else { return nil }
    let name = RequestName(request.name)
    guard let method = name.method else { return nil }
    let next = HTTPSRedirect.movedPermanently.method(after: String(method))
    return next == method ? nil : "\(next) \(name.path)"
  }

  /// Names that its requests have on the way, besides their own.
  var namesOnTheWay: [String] {
    requests.flatMap { [preflight(of: $0), redirected($0)].compactMap(\.self) }
      + [tokenLife?.refresh?.name].compactMap(\.self)
  }

  /// Every component that it calls.
  public var calls: [CallPolicy] { [call] + [tokenLife?.refresh?.call].compactMap(\.self) }
}
