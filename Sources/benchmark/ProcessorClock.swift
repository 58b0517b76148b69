#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The time for which this thread has had a processor, which stands still while others have it.
///
/// A time on the wall doubles when two processes share a processor; this one does not.
enum ProcessorClock {
  /// In nanoseconds, from some origin.
  static var now: Double {
    var time = timespec()
    let status = clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    precondition(status == 0, "the processor time of a thread cannot be read")
    return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
  }
}
