/// Sends whoever comes without encryption to the same place with it.
@frozen
public enum HTTPSRedirect: UInt16, BitwiseCopyable, Hashable, Sendable {
  /// 301: browsers make a `GET` of a `POST`, and so its content is lost.
  case movedPermanently = 301

  /// 308: the method stays (RFC 7538).
  case permanentRedirect = 308

  /// Where the scheme of a request is known from.
  @frozen
  public enum Proxy: Hashable, Sendable {
    /// Nobody is in between.
    case none

    /// Somebody says what he was asked with in `X-Forwarded-Proto`, and is believed.
    case trusted(scheme: String)

    /// Somebody says so, and is not believed: the scheme is that of the connection.
    case untrusted(scheme: String)
  }

  /// Whether a request was encrypted from its sender on, as far as the server can know.
  public static func isSecure(connectionIsSecure: Bool, proxy: Proxy = .none) -> Bool {
    switch proxy {
    case .none, .untrusted: connectionIsSecure
    case .trusted(let scheme): Digits.lowercased(scheme.utf8).elementsEqual("https".utf8)
    }
  }

  /// The status to answer a request with that was not encrypted.
  @inlinable
  public var status: UInt16 { rawValue }

  /// The method that a client comes back with: two more requests instead of one, the first in vain.
  public func method(after method: String) -> String {
    self == .movedPermanently && method == "POST" ? "GET" : method
  }
}
