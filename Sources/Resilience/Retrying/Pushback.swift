public import TimeBase

/// What a server says about the next attempt, in gRPC's trailer `grpc-retry-pushback-ms`.
///
/// - SeeAlso: gRPC proposal A6, *gRPC Retry Design*, under *Pushback*.
@frozen
public enum Pushback: BitwiseCopyable, Hashable, Sendable {
  /// Nothing.
  case none

  /// The next attempt is to come after exactly this wait, and the waits that follow begin anew.
  case after(TimeSpan)

  /// There is to be no other attempt.
  case stops

  /// Reads the trailer: a whole number of milliseconds. One that is negative or cannot be read stops,
  /// and so do several of them.
  public init(trailers: [String]) {
    guard let text = trailers.first else {
      self = .none
      return
    }
    guard trailers.count == 1, let milliseconds = Int32(text), milliseconds >= 0 else {
      self = .stops
      return
    }
    self = .after(.milliseconds(Int64(milliseconds)))
  }
}
