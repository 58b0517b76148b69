public import TimeBase

/// The response headers that tell a client how much of a limit is left, in the forms in use.
///
/// ```
/// let headers = RateLimitHeaders(limiter.status(at: now), window: .minutes(1))
/// for (name, value) in headers.fields(.draft6) { … }   // RateLimit-Limit: 100 …
/// ```
///
/// - SeeAlso: IETF HTTPAPI, *RateLimit header fields for HTTP*, draft-ietf-httpapi-ratelimit-headers.
public struct RateLimitHeaders: Hashable, Sendable {
  public let status: RateLimitStatus

  /// The time in which as much as the limit passes; `nil` where that is not to be told.
  public let window: TimeSpan?

  /// What the limit is called, in printable ASCII; only the latest form names it.
  public let name: String

  /// A way to write them.
  public enum Form: Hashable, Sendable {
    /// `RateLimit-Limit`, `-Remaining`, `-Reset` in seconds from now, and `RateLimit-Policy`: the
    /// draft up to its sixth version.
    case draft6

    /// `RateLimit: limit=100, remaining=50, reset=30` and `RateLimit-Policy: 100;w=60`: the seventh.
    case draft7

    /// `RateLimit: "default";r=50;t=30` and `RateLimit-Policy: "default";q=100;w=60`: the versions
    /// from the eighth on.
    case draft8

    /// `X-RateLimit-Limit`, `-Remaining`, and `-Reset` in seconds from now.
    case secondsFromNow

    /// The same with `-Reset` as seconds since the epoch; the wall clock is counted from there.
    case epochSeconds(wallClock: Instant)
  }

  public init(_ status: RateLimitStatus, window: TimeSpan? = nil, name: String = "default") {
    self.status = status
    self.window = window
    self.name = name
  }

  /// The headers, in order. Spans are whole seconds, rounded up.
  public func fields(_ form: Form) -> [(name: String, value: String)] {
    let (limit, remaining) = (String(status.limit), String(status.remaining))
    let reset = RetryAfter.seconds(status.resetAfter)
    let width = window.map { ";w=\(RetryAfter.seconds($0))" } ?? ""
    switch form {
    case .draft6:
      return triple("RateLimit", reset) + [("RateLimit-Policy", limit + width)]
    case .draft7:
      return [
        ("RateLimit", "limit=\(limit), remaining=\(remaining), reset=\(reset)"),
        ("RateLimit-Policy", limit + width),
      ]
    case .draft8:
      return [
        ("RateLimit", "\(quotedName);r=\(remaining);t=\(reset)"),
        ("RateLimit-Policy", "\(quotedName);q=\(limit)\(width)"),
      ]
    case .secondsFromNow:
      return triple("X-RateLimit", reset)
    case .epochSeconds(let wallClock):
      let due = TimeSpan(nanoseconds: (wallClock + status.resetAfter).nanoseconds)
      return triple("X-RateLimit", String(due.secondsRoundedUp))
    }
  }

  private func triple(_ prefix: String, _ reset: String) -> [(name: String, value: String)] {
    [
      ("\(prefix)-Limit", String(status.limit)), ("\(prefix)-Remaining", String(status.remaining)),
      ("\(prefix)-Reset", reset),
    ]
  }

  /// The name as a string of a structured field (RFC 9651, 3.3.3), without what may not be in one.
  private var quotedName: String {
    var text = "\""
    for scalar in name.unicodeScalars where (0x20...0x7E).contains(scalar.value) {
      if scalar == "\"" || scalar == "\\" { text.append("\\") }
      text.unicodeScalars.append(scalar)
    }
    return text + "\""
  }
}
