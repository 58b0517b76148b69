extension ModelShapes {
  static let storage = caches + databases + [pool]

  private static let pool = ModelShape(
    "pool", "Something of which there are only so many, and which handlers hold across steps.",
    example: #"{ "kind": "pool", "size": 15, "timeout": "30s", "of": "app" }"#,
    [
      kind("pool"),
      .init(required: "size", .whole(1...1_000_000), "How many there are."),
      .init(
        "waiting", waitingCount, "Calls that may wait; more are rejected.", default: "unlimited"),
      .init("timeout", .span(.positive), "The longest wait.", default: "none"),
      .init(
        "of", .name, "A service of which each instance has such a pool to itself.",
        default: "all who acquire share it"),
    ] + lineFields)
}
