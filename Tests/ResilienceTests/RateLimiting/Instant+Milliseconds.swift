import TimeBase

extension Instant {
  init(milliseconds: Int64) { self.init(nanoseconds: milliseconds * 1_000_000) }
}
