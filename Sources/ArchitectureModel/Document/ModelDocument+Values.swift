extension ModelDocument {
  /// The text or number that the model has at a path, as a scenario and overrides change it.
  ///
  /// - Parameter path: As ``Override/path``.
  /// - Returns: `nil` where the file says nothing, so that a default holds, or something with parts.
  public func scalar(
    at path: String, scenario: String? = nil, overrides: [Override] = []
  ) -> String? {
    var variant = ModelVariant(root)
    if let scenario { variant.apply(scenario: scenario) }
    variant.apply(overrides)
    let value = variant.value(at: path)
    return value?.text ?? value?.number?.text
  }
}
