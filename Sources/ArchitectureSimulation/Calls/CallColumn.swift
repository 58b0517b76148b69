/// A value beside each call, for what only some models need: calls of others carry nothing for it.
///
/// Grows to the highest address of a call that was given one, and so never beyond the calls that are
/// alive at once.
struct CallColumn<Value> {
  private let blank: Value
  private var values: [Value] = []

  /// - Parameter blank: What calls have that were given nothing.
  init(blank: Value) {
    self.blank = blank
  }

  subscript(call: CallID) -> Value {
    get { Int(call.index) < values.count ? values[Int(call.index)] : blank }
    set {
      let place = Int(call.index)
      if values.count <= place {
        values += Array(repeating: blank, count: place + 1 - values.count)
      }
      values[place] = newValue
    }
  }

  /// Takes away what a call was given.
  mutating func take(_ call: CallID) -> Value {
    guard Int(call.index) < values.count else { return blank }
    defer { values[Int(call.index)] = blank }
    return values[Int(call.index)]
  }
}
