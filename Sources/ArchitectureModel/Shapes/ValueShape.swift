/// What one value in a model file may be.
public indirect enum ValueShape: Hashable, Sendable {
  /// This text and no other.
  case word(String)

  /// This number and no other.
  case literal(Int)

  case text
  case boolean
  case choice([String])
  case whole(ClosedRange<Int>)

  /// Any number of 64 bits.
  case seed
  case number(NumberRange)

  /// A length of time, such as `"250ms"`.
  case span(SpanRange)

  /// A rate, such as `"300/s"`.
  case rate

  /// A rate, or `"0/s"`.
  case rateOrZero

  /// An amount of data, such as `"64KiB"`.
  case size

  /// A share, such as `"20%"`, up to so many percent.
  case percentage(upTo: Int)

  /// What an expectation looks at, such as `"latency.p95"`.
  case metric

  /// A span, rate, share or number, whichever the metric beside it is measured in.
  case bound

  /// The name of a client or component.
  case name

  /// An object of the shape of this name.
  case shape(String)

  /// One of the objects of the union of this name.
  case union(String)
  case list(of: ValueShape, atLeast: Int)

  /// An object whose keys are names that the author chooses.
  case map(of: ValueShape)
  case either([ValueShape])
}
