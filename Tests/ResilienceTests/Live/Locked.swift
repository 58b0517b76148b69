import Synchronization

/// A value that the tasks of a test share.
final class Locked<Value: Sendable>: Sendable {
  private let mutex: Mutex<Value>

  #if THREAD_SANITIZER
    /// Tells the sanitizer what it does not see in `Mutex`, as in `Live`.
    private let handover = Atomic<Bool>(false)
  #endif

  init(_ value: Value) { mutex = Mutex(value) }

  @discardableResult
  func withLock<Result: Sendable>(_ body: (inout Value) -> Result) -> Result {
    mutex.withLock { value in
      #if THREAD_SANITIZER
        _ = handover.load(ordering: .acquiring)
        defer { handover.store(true, ordering: .releasing) }
      #endif
      return body(&value)
    }
  }
}
