import EventEngine

/// What has to happen at this very instant, in the order in which it became due.
///
/// Calls reach each other through this line rather than by calling into each other, so that a chain
/// of instantaneous steps of any length needs no stack, and no component is entered while it is in
/// the middle of something.
struct ReadyLine: ~Copyable {
  enum Action: UInt8, BitwiseCopyable {
    /// The call has reached its component.
    case arrive
    /// A worker is there for the call.
    case start
    /// The call's answer has reached its caller.
    case deliver
    /// The call's own child has ended; the outcome stands in the call.
    case resume
    /// A load that the call waited for has ended; whether well stands in the call.
    case landed
    /// A branch may begin.
    case begin
    /// It is decided what the branches of the call came to; that stands in the call.
    case joined
    /// The call has the lock that it waited for.
    case locked
  }

  struct Entry: BitwiseCopyable {
    var action: Action
    var call: CallID
  }

  private var entries = RingBuffer<Entry>()

  mutating func append(_ action: Action, _ call: CallID) {
    entries.append(Entry(action: action, call: call))
  }

  var isEmpty: Bool { entries.count == 0 }

  mutating func next() -> Entry? {
    entries.popFirst()
  }
}
