/// A choice among ways by something that the request carries.
public struct Selection: Hashable, Sendable {
  /// What the choice is made by.
  public enum Attribute: String, CaseIterable, Hashable, Sendable {
    /// The rank of what the request is about: 0 is the most popular.
    case key
    /// The rank of the tenant on whose behalf it is sent.
    case tenant
    case priority
    case token
    case scheme

    /// The words that are its values, in the order of their numbers; `nil` if values are numbers.
    public var words: [String]? {
      switch self {
      case .key, .tenant, .priority: nil
      case .token: ["valid", "expired", "missing"]
      case .scheme: ["http", "https"]
      }
    }
  }

  /// The way of some values.
  public struct Case: Hashable, Sendable {
    public var values: ClosedRange<UInt64>

    /// As the model writes the values.
    public var label: String
    public var steps: [Step]

    public init(values: ClosedRange<UInt64>, label: String, steps: [Step]) {
      self.values = values
      self.label = label
      self.steps = steps
    }
  }

  public var attribute: Attribute

  /// In ascending order of their values, which do not overlap.
  public var cases: [Case]

  /// The way of every value that no case has.
  public var otherwise: [Step]

  public init(attribute: Attribute, cases: [Case], otherwise: [Step]) {
    self.attribute = attribute
    self.cases = cases
    self.otherwise = otherwise
  }
}
