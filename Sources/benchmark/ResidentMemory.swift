#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The memory of this process that is in use, as Linux tells it.
enum ResidentMemory {
  /// `nil` where there is no `/proc/self/statm`.
  static var bytes: Int? {
    // Pages: the whole address space, what is resident, and more.
    guard let text = FileBytes.read("/proc/self/statm") else { return nil }
    let fields = text.split(separator: UInt8(ascii: " "))
    guard fields.count > 1, let pages = Int(String(decoding: fields[1], as: UTF8.self)) else {
      return nil
    }
    return pages * sysconf(Int32(_SC_PAGESIZE))
  }
}
