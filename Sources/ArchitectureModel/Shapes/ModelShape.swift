/// What one sort of object in a model file may hold: its keys, their values, and what they mean.
///
/// There is one table for all purposes. Reading takes its ranges and its words from here, the JSON
/// Schema is generated from here, and so is every description that is printed; what a file may say
/// and what is said about it cannot part.
public struct ModelShape: Hashable, Sendable {
  /// One key.
  public struct Field: Hashable, Sendable {
    public var key: String
    public var value: ValueShape

    /// One or two sentences for the author of a model.
    public var about: String
    public var isRequired: Bool

    /// What holds if the key is left out, as the author would write it or in words.
    public var fallback: String?

    /// An optional key.
    init(_ key: String, _ value: ValueShape, _ about: String, default fallback: String? = nil) {
      self.key = key
      self.value = value
      self.about = about
      self.isRequired = false
      self.fallback = fallback
    }

    /// A key that must be there.
    init(required key: String, _ value: ValueShape, _ about: String) {
      self.key = key
      self.value = value
      self.about = about
      self.isRequired = true
    }
  }

  /// What other shapes call it, such as `service`.
  public var name: String
  public var about: String

  /// A short object of this shape, as an author would write it.
  public var example: String
  public var fields: [Field]

  /// Keys of which exactly one must be there; empty if there is no such choice.
  public var exactlyOneOf: [String]

  /// Keys that come together or not at all; empty if there are none.
  public var together: [String]

  /// The values of keys such as `p50` and `p99.9`; `nil` if they are no keys of this shape.
  public var percentiles: ValueShape?

  init(
    _ name: String, _ about: String, example: String, exactlyOneOf: [String] = [],
    together: [String] = [], percentiles: ValueShape? = nil, _ fields: [Field]
  ) {
    self.name = name
    self.about = about
    self.example = example
    self.exactlyOneOf = exactlyOneOf
    self.together = together
    self.percentiles = percentiles
    self.fields = fields
  }

  /// The field of a key; `nil` if the shape has no such key.
  public func field(_ key: String) -> Field? {
    fields.first { $0.key == key }
  }
}
