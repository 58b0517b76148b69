public import TimeBase

/// What a server remembers of how long requests took at which load, to tell who asks: the other side
/// of a ``ProbePool``.
///
/// Each request that is answered is remembered by how many were inside when it came. Who asks is told
/// the median of those that came at the load nearest to the present one.
///
/// - SeeAlso: Wydrowski, Kleinberg, Rumble, Archer, *Load is not what you should balance: introducing
///   Prequal*, NSDI 2024, section 4.
public struct LoadMemory: Sendable {
  private struct Sample: BitwiseCopyable {
    let requests: Int32
    let latency: Int64
  }

  /// Requests that are remembered: the last ones.
  public static let capacity = 64

  /// A ring, of which the oldest is replaced.
  private var samples: ContiguousArray<Sample> = []
  private var position = 0

  public init() {}

  /// Takes note of a request that was answered.
  ///
  /// - Parameters:
  ///   - latency: From its arrival to its answer.
  ///   - requests: Those that were inside when it came, itself left out.
  /// - Complexity: O(1).
  public mutating func record(_ latency: TimeSpan, afterMeeting requests: Int) {
    let sample = Sample(
      requests: Int32(clamping: max(0, requests)), latency: max(0, latency.nanoseconds))
    guard samples.count == Self.capacity else {
      samples.append(sample)
      return
    }
    samples[position] = sample
    position = (position + 1) % Self.capacity
  }

  /// How long requests took that met about so many others; `nil` if none is remembered.
  ///
  /// The lower median, where their number is even. Of two loads that are equally near the lower one
  /// counts.
  ///
  /// - Complexity: O(*k* log *k*) for ``capacity`` *k*.
  public func latency(meeting requests: Int) -> TimeSpan? {
    var nearest: Int32?
    let present = Int32(clamping: max(0, requests))
    for sample in samples where isNearer(sample.requests, than: nearest, to: present) {
      nearest = sample.requests
    }
    guard let nearest else { return nil }
    let latencies = samples.filter { $0.requests == nearest }.map(\.latency).sorted()
    return TimeSpan(nanoseconds: latencies[(latencies.count - 1) / 2])
  }

  private func isNearer(_ load: Int32, than other: Int32?, to present: Int32) -> Bool {
    guard let other else { return true }
    let (one, two) = (abs(Int64(load) - Int64(present)), abs(Int64(other) - Int64(present)))
    return one < two || one == two && load < other
  }
}
