/// What becomes of a caller who asks a ``SingleFlight`` for a key.
@frozen
public enum FlightRole: BitwiseCopyable, Hashable, Sendable {
  /// Nobody is fetching the key: this caller does, and completes the flight when done.
  case leads(FlightID)

  /// Somebody is: this caller waits for that outcome, whatever it is.
  case follows(FlightSeat)

  /// There is no room to keep books on this caller, who should fetch the key on its own.
  case refused
}
