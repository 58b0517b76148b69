extension Ban {
  /// Functions of the C library, whose last bits depend on the machine and the build.
  static let ofMachineMathematics: [Ban] =
    [
      "log", "log2", "log10", "log1p", "exp", "exp2", "expm1", "pow", "sin", "cos", "tan", "asin",
      "acos", "atan", "atan2", "sinh", "cosh", "tanh", "cbrt", "hypot", "tgamma", "lgamma", "erf",
      "erfc",
    ].map {
      Ban(
        text: $0 + "(", instead: "PortableMath, the same on every machine", place: .sources,
        form: .bare, exceptions: [portable])
    }
    + [
      Ban(text: "sqrt(", instead: "squareRoot(), exact everywhere", place: .sources, form: .bare),
      Ban(
        text: "fma(", instead: "addingProduct(_:_:), exact everywhere", place: .sources,
        form: .bare),
    ]

  private static let portable = Exception(
    path: "Sources/PortableMathematics/",
    reason: "the portable functions themselves, which may call each other by name")
}
