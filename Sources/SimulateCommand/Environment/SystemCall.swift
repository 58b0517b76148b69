#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Calls of the operating system that may be interrupted or fail.
enum SystemCall {
  /// Repeats a call while a signal interrupts it.
  ///
  /// - Returns: What the call returned, or the number of its error.
  static func retrying<Count: FixedWidthInteger & SignedInteger>(
    _ call: () -> Count
  ) -> (value: Count, failure: Int32) {
    while true {
      let value = call()
      if value >= 0 { return (value, 0) }
      let failure = errno
      if failure != EINTR { return (value, failure) }
    }
  }

  /// An error of the system as half a sentence: `no such file or directory`.
  static func reason(_ failure: Int32) -> String {
    guard let text = strerror(failure) else { return "error \(failure)" }
    let reason = String(cString: text)
    return reason.prefix(1).lowercased() + reason.dropFirst()
  }

  /// Writes all of `bytes` to an open file.
  ///
  /// - Returns: The number of the error that ended it, or 0.
  static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
    var rest = bytes[...]
    while !rest.isEmpty {
      let (count, failure) = rest.withUnsafeBytes { buffer in
        retrying { platformWrite(descriptor, buffer.baseAddress, buffer.count) }
      }
      if failure != 0 { return failure }
      rest = rest.dropFirst(count)
    }
    return 0
  }
}

/// `write(2)`, whose name ``SystemCall/write(_:to:)`` hides.
private func platformWrite(
  _ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int
) -> Int {
  write(descriptor, bytes, count)
}
