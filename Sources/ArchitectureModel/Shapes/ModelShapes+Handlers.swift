/// Steps by which a handler chooses, excludes others and counts.
extension ModelShapes {
  static let handlerSteps = [
    blockStep, switchStep, lockStep, countStep, insertStep, findStep, removeStep,
  ]

  private static let blockStep = ModelShape(
    "blockStep",
    "Keeps the event loop to itself: nobody else of the process computes until it is done.",
    example: #"{ "block": [ { "call": "redis" } ] }"#,
    [
      .init(
        required: "block", .either([.span(.fromZero), .shape("distribution"), .steps]),
        "A blocking sleep, or what is done while the loop stands still: a blocking call.")
    ])

  private static let switchStep = ModelShape(
    "switchStep", "Takes one of several ways by what the request carries.",
    example: #"{ "switch": "key", "cases": { "0-9": [ { "wait": "5ms" } ] } }"#,
    [
      .init(
        required: "switch", .choice(Selection.Attribute.allCases.map(\.rawValue)),
        "What the way depends on; keys and tenants are numbered from 0, the most popular."),
      .init(
        required: "cases", .map(of: .steps),
        "Steps by value: a number or a range of numbers such as 0-9; of a token valid, expired or "
          + "missing; of a scheme http or https."),
      .init("else", .steps, "What is done for all other values.", default: "nothing"),
    ])

  private static let lockStep = ModelShape(
    "lockStep",
    "Does steps that only one request at a time may do, in all instances: hot rows, for instance.",
    example: #"{ "lock": "key", "do": [ { "call": "database", "as": "write" } ] }"#,
    [
      .init(
        required: "lock", .choice(Mutex.Attribute.allCases.map(\.rawValue)),
        "Requests that have the same of this exclude each other; with all, every two do."),
      .init(required: "do", .steps, "What is done while it is locked."),
      .init("timeout", .span(.positive), "The longest wait for the lock.", default: "none"),
      .init(
        "otherwise", .steps, "What is done after too long a wait.",
        default: "the handler fails with 503"),
    ])

  private static let absent = ModelShape.Field(
    "absent", .steps, "What is done if it is not there.", default: "the handler ends with 404")

  private static let insertStep = ModelShape(
    "insertStep", "Adds a record to a store of the service, under the next number of that store.",
    example: #"{ "insert": "users" }"#,
    [.init(required: "insert", .text, "One of the stores of the service.")])

  private static let findStep = ModelShape(
    "findStep",
    "Looks into a store for the record that the request is about: key 0, the most popular, is the first.",
    example: #"{ "find": "users", "absent": [ { "respond": 404 } ] }"#,
    [.init(required: "find", .text, "One of the stores of the service."), absent])

  private static let removeStep = ModelShape(
    "removeStep", "Removes the record that the request is about from a store.",
    example: #"{ "remove": "users" }"#,
    [.init(required: "remove", .text, "One of the stores of the service."), absent])

  private static let countStep = ModelShape(
    "countStep", "Adds 1 to a counter that the result shows.",
    example: #"{ "count": "db_errors_total" }"#,
    [.init(required: "count", .text, "The counter's name.")])
}
