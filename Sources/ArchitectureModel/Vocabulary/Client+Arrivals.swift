public import EventEngine
public import TimeBase

extension Client {
  /// When the requests of an open client are sent, or when sessions begin.
  public struct Arrivals: Hashable, Sendable {
    public enum Process: Hashable, Sendable {
      case poisson(Rate)

      /// The k-th request, counted from 0, at exactly `first` + k / rate, rounded to a nanosecond.
      case constant(Rate)

      /// A renewal process: independent times between requests.
      case interarrival(Distribution)

      /// A Poisson process whose rate changes over time.
      case poissonProfile(RateProfile)

      /// A metronome whose rate changes over time: a request wherever the cumulative rate is a whole
      /// number.
      case constantProfile(RateProfile)

      /// A Poisson process whose rate changes at random times: each phase in turn for a drawn length,
      /// and the first again after the last. With two phases of exponential lengths it is the
      /// two-state Markov-modulated Poisson process.
      case bursts([Burst])

      /// As a log has them.
      case replay(Replay)
    }

    /// A phase of bursty arrivals.
    public struct Burst: Hashable, Sendable {
      /// 0 is silence.
      public var rate: Rate
      public var length: Distribution

      public init(_ rate: Rate, for length: Distribution) {
        self.rate = rate
        self.length = length
      }
    }

    public var process: Process

    /// When a constant process sends its first request.
    public var first: TimeSpan

    /// The client falls silent after this many requests.
    public var limit: Int?

    /// Requests at each arrival; `nil` for one. The rate is that of arrivals.
    public var batch: CountDistribution?

    public init(
      _ process: Process, first: TimeSpan = .zero, limit: Int? = nil,
      batch: CountDistribution? = nil
    ) {
      self.process = process
      self.first = first
      self.limit = limit
      self.batch = batch
    }
  }
}

extension Client {
  /// The log that an open client replays.
  var replay: Replay? {
    guard case .open(let arrivals) = load, case .replay(let replay) = arrivals.process else {
      return nil
    }
    return replay
  }
}
